// What becomes of the tags and places between the editor's desk and the browser: they are run by others, saved as they were,
// emptied, rewritten. A box stands there all the same, once; or the console says why not.
import assert from "node:assert/strict";

import { built, sent } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  assertCalm,
  boxes,
  loader,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: { csp: null } });
const story = await view(LEICESTERSHIRE);
const link = `<a href="/dist/stories/${LEICESTERSHIRE}.html">Contract fact box</a>`;
const element = `<contract-fact-box story="${LEICESTERSHIRE}">${link}</contract-fact-box>`;
const saved = `<contract-fact-box story="${LEICESTERSHIRE}" data-story="${LEICESTERSHIRE}">${link}</contract-fact-box>`;
const code = String(await built("embed.js"));
const SCRIPTS = {
  "/x/embed.js": "globalThis.theirs = true;",
  "/bundle.js": `globalThis.before = 1;\n${code}\nglobalThis.after = 1;`,
  "/library.js":
    "const $ = (html) => { const range = document.createRange(); document.querySelector('main').append(range.createContextualFragment(html)); };",
};

const ONE = {
  "a snapshot of the page as it was": tag(LEICESTERSHIRE) + saved,
  "a snapshot, by a script that stops the parser": `<script src="/dist/embed.js" data-story="${LEICESTERSHIRE}"></script>${saved}`,
  "a module, beside another vendor's embed.js": `<script src="/x/embed.js"></script>${element}<script type="module" src="/dist/embed.js"></script>`,
  "a tag of a module with a story": `<script src="/x/embed.js"></script><script type="module" src="/dist/embed.js" data-story="${LEICESTERSHIRE}"></script>`,
  "a loader that is inlined": `${element}<script>${code}</script>`,
  "a loader that is inlined before the box": `<script>${code}</script>${element}`,
  "a loader in a bundle": `${element}<script src="/bundle.js"></script>`,
  "a loader at a data address": `${element}<script src="data:text/javascript;base64,${Buffer.from(code).toString("base64")}"></script>`,
  "a tag that a library puts in": `<script src="/library.js"></script><script>$(${JSON.stringify(tag(LEICESTERSHIRE)).replaceAll("</", "<\\/")})</script>`,
  "a tag that another tag runs": `<script type="text/plain" src="/dist/embed.js" data-story="${LEICESTERSHIRE}"></script><script>document.head.append(Object.assign(document.createElement("script"), { src: "/dist/embed.js" }))</script>`,
};

for (const [name, body] of Object.entries(ONE)) {
  test(`${name}: one box`, async ({ pages, visit, write }) => {
    Object.assign(pages, SCRIPTS);
    const { page, seen } = await visit(write(`${body}<p>After.</p>`));
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    assert.ok(await region(page, story).isVisible());
    assert.equal(await boxes(page).count(), 1);
    assert.equal(await page.locator("contract-fact-box").count(), 1);
    assert.deepEqual([seen.console, seen.errors], [[], []]);
  });
}

test("a loader that is fetched and put in as text: one box", async ({ visit, write }) => {
  const { page } = await visit(
    write(
      `${element}<script>fetch("/dist/embed.js").then((answer) => answer.text()).then((text) => document.head.append(Object.assign(document.createElement("script"), { textContent: text })))</script>`,
    ),
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.equal(await boxes(page).count(), 1);
});

test("a loader that finds no folder says so", async ({ visit, write }) => {
  const { page, seen } = await visit(
    write(
      `<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box><script>${code}</script>`,
    ),
  );
  await page.waitForLoadState("load");
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  assert.equal(seen.console.length, 1);
  assert.match(
    seen.console[0],
    /^warning: contract-fact-box: found no folder; use a plain script tag\. What the page shows stays\.$/,
  );
  assert.deepEqual(seen.errors, []);
});

test("replayed by an archive, the scripts come from where they were replayed", async ({
  pages,
  visit,
  write,
}) => {
  // As the archives' own script does: addresses read as they were in the page's time, whose host is long gone.
  const gone = "https://cdn.example.org/box";
  const rewrite = `<script>{
    const src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, "src");
    Object.defineProperty(HTMLScriptElement.prototype, "src", { ...src, get() { return src.get.call(this).replace(location.origin + "/web/", "https://cdn.example.org/box/"); } });
  }</script>`;
  for (const name of ["embed.js", "contract-fact-box.css"])
    pages[`/web/${name}`] = String(await built(name));
  const inside = new Set([
    "static.js",
    "box.js",
    "mount.js",
    "swap.js",
    "acts.js",
    "documents.js",
    "module.js",
    "contract_fact_box.js",
  ]);
  const { names } = JSON.parse(await built("manifest.json"));
  for (const name of inside) pages[`/web/${names[name]}`] = String(await built(name));
  const wasm = await built("contract_fact_box_bg.wasm");
  pages[`/web/${names["contract_fact_box_bg.wasm"]}`] = () => wasm;
  for (const name of ["box.html", "json"])
    pages[`/web/stories/${LEICESTERSHIRE}.${name}`] = String(
      await built(`stories/${LEICESTERSHIRE}.${name}`),
    );
  const { page, seen } = await visit(
    write(`<script async src="/web/embed.js" data-story="${LEICESTERSHIRE}"></script>`, rewrite),
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.ok(
    seen.requests.every((url) => !url.startsWith(gone)),
    String(seen.requests),
  );
});

for (const [name, root] of Object.entries({
  "nothing at all": "",
  "a style alone": "<style>p { color: red }</style>",
  "its slot alone": "<slot></slot>",
})) {
  test(`a template in which ${name} is left: the text is shown, and then the box`, async ({
    faults,
    visit,
    write,
  }) => {
    const prerendered = `<contract-fact-box story="${LEICESTERSHIRE}"><template shadowrootmode="open">${root}</template><p>The facts stand here.</p></contract-fact-box>`;
    for (const name of ["box.html", "json"])
      faults.set(`/stories/${LEICESTERSHIRE}.${name}`, sent("text/plain", "not found", 404));
    const failing = await visit(write(prerendered + loader));
    await settled(failing.page);
    assert.ok(await failing.page.getByText("The facts stand here.").isVisible());
    faults.clear();
    const { page, seen } = await visit(write(prerendered + loader));
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    assert.ok(await region(page, story).isVisible());
    await assertCalm(page, seen);
  });
}

test("what is read is read no further than it may be a story", async ({ faults, visit, write }) => {
  let written = 0;
  faults.set(`/stories/${LEICESTERSHIRE}.json`, (response, headers) => {
    response.writeHead(200, { ...headers, "content-type": "application/json" });
    const part = " ".repeat(1e6);
    // It never ends, as long as it is read.
    const more = () => {
      if (response.destroyed) return;
      written += part.length;
      response.write(part, () => setImmediate(more));
    };
    more();
  });
  const { page } = await visit(write(element + loader));
  const [{ type, detail }] = await settled(page);
  assert.equal(type, "error");
  assert.equal(detail.code, "story");
  assert.match(detail.message, /is too large to be a story; check the address$/);
  assert.ok(written < 1e9, `${written} bytes`);
});

test("what says that it is too large is not read", async ({ faults, visit, write }) => {
  faults.set(`/stories/${LEICESTERSHIRE}.json`, (response, headers) => {
    response.writeHead(200, {
      ...headers,
      "content-type": "application/json",
      "content-length": 2e7,
    });
    response.write(" ");
  });
  const { page } = await visit(write(element + loader));
  const [{ detail }] = await settled(page);
  assert.match(detail.message, /is too large to be a story; check the address$/);
});
