// Pages have had the names of the browser's own for themselves. Where a box can do without one, it works; where it cannot, it
// says at once, and truly, why there is none.
import assert from "node:assert/strict";
import { knownPeople } from "./hands.mjs";
import { LEICESTERSHIRE, boxes, settled, tag, test, view } from "./test.mjs";

test.use({ serverOptions: { csp: null } });
const story = await view(LEICESTERSHIRE);
const taken = (code) => `<script>${code}</script>`;
const OTHER = "{ zoom: 3 }";

const WORKS = {
  "URL, a string": 'var URL = "/api/";',
  "Map, a function": "function Map() {}",
  ...Object.fromEntries(
    ["Map", "WeakMap", "WeakSet", "Set", "URL", "Response", "Request", "HTMLElement"].map(
      (name) => [name, `${name} = ${OTHER};`],
    ),
  ),
  "an answer of fetch in a Proxy": `{
    const real = fetch;
    window.fetch = async (...asked) => new Proxy(await real(...asked), { get(answer, name) { const value = answer[name]; return typeof value === "function" ? value.bind(answer) : value; } });
  }`,
  "what JSON asks lists for":
    'Array.prototype.toJSON = function () { return "[" + this.join() + "]"; };',
};

/**
 * Opens a page with a box in a frame, since the tools of the tests need these names themselves, and waits for what the box
 * tells; `code` runs there before all else.
 */
async function framed({ visit, write }, code) {
  const tell = `for (const type of ["live", "error"]) addEventListener("contract-fact-box:" + type, ({ detail }) => parent.told.push({ type, code: detail.code, message: detail.message })); addEventListener("contract-fact-box:ready", ({ target }) => target.dispatchEvent(new Event("pointerover")));`;
  const inner = write(tag(LEICESTERSHIRE), taken(tell) + taken(code));
  const { page, seen } = await visit(
    write(`${taken("var told = [];")}<iframe src="${inner}" width="600" height="2000"></iframe>`),
  );
  await page.waitForFunction(() => globalThis.told.length);
  const told = await page.evaluate(() => globalThis.told);
  return { page, seen, told };
}

for (const [name, code] of Object.entries(WORKS)) {
  test(`a page that has ${name} for itself gets its box`, async ({ stage }) => {
    const { page, seen, told } = await framed(stage, code);
    assert.deepEqual(
      told.map(({ type }) => type),
      ["live"],
      told[0].message,
    );
    await page.evaluate(() => {
      const { shadowRoot: root } = document
        .querySelector("iframe")
        .contentDocument.querySelector("contract-fact-box");
      for (const input of [...root.querySelectorAll(".cfb-pick input")].slice(0, 2)) input.click();
    });
    const chosen = knownPeople(story)
      .slice(0, 2)
      .map(({ name }) => name);
    await page.waitForFunction(
      (names) =>
        document
          .querySelector("iframe")
          .contentDocument.querySelector("contract-fact-box")
          .shadowRoot.querySelector(".cfb-table caption")
          ?.textContent.endsWith(names),
      chosen.join(", "),
    );
    assert.deepEqual([seen.console, seen.errors], [[], []]);
  });
}

for (const name of [
  "Symbol",
  "TextDecoder",
  "TextEncoder",
  "Uint8Array",
  "AbortController",
  "Element",
  "Window",
]) {
  test(`a page that has ${name} for itself is told so, and keeps its static box`, async ({
    stage,
  }) => {
    const { page, seen, told } = await framed(stage, `${name} = ${OTHER};`);
    assert.deepEqual(
      told.map(({ type, code }) => [type, code]),
      [["error", "page"]],
    );
    assert.match(
      told[0].message,
      new RegExp(
        `^the page has something of its own in the place of the browser's ${name}, which boxes need; `,
      ),
    );
    assert.ok(
      await page.evaluate(
        () =>
          document
            .querySelector("iframe")
            .contentDocument.querySelector("contract-fact-box")
            .shadowRoot.querySelector(".cfb")
            .getClientRects().length,
      ),
    );
    assert.equal(seen.console.length, 1);
    assert.match(
      seen.console[0],
      /^warning: contract-fact-box: the page has something of its own in the place of .+\. What the page shows stays\.$/,
    );
    assert.deepEqual(seen.errors, []);
  });
}

for (const name of ["MutationObserver", "IntersectionObserver"]) {
  test(`a page that has ${name} for itself is told so`, async ({ visit, write }) => {
    const { seen, page } = await visit(
      write(tag(LEICESTERSHIRE), taken(`window.${name} = ${OTHER};`)),
    );
    await page.waitForLoadState("load");
    assert.equal(seen.console.length, 1);
    assert.match(
      seen.console[0],
      new RegExp(`the page has replaced a global \\(TypeError: ${name} is not a constructor\\)`),
    );
  });
}

test("a library's toJSON does not make a sound story unsound", async ({ dist, visit, write }) => {
  const { page } = await visit(
    write(
      '<div id="place"></div>',
      taken(
        "Array.prototype.toJSON = function () { return this.join(); }; Object.prototype.toJSON = function () { return 1; };",
      ),
    ),
  );
  const findings = await page.evaluate(async (dist) => {
    const { check } = await import(`${dist}/contract-fact-box.js`);
    const sound = {
      schema_version: "1.0",
      id: "bridge",
      version: 1,
      lang: "en-GB",
      title: "A new bridge",
      sources: [],
    };
    const before = await check(sound);
    delete Array.prototype.toJSON;
    delete Object.prototype.toJSON;
    return [before, await check(sound)];
  }, dist);
  assert.deepEqual(findings[0], findings[1]);
});

test("a sheet that somebody else has given the root stays, and has the last word", async ({
  visit,
  write,
}) => {
  const { page } = await visit(
    write(
      tag(LEICESTERSHIRE),
      taken(`{
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (options) {
        const root = attach.call(this, options);
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(".cfb { outline: 7px solid; margin-block: 3px }");
        root.adoptedStyleSheets = [sheet];
        return root;
      };
    }`),
    ),
  );
  await settled(page);
  const look = await boxes(page).evaluate((box) => [
    getComputedStyle(box).outlineWidth,
    getComputedStyle(box).marginTop,
    getComputedStyle(box).getPropertyValue("--_cfb-s"),
  ]);
  assert.deepEqual(
    look.map((each) => each.trim()),
    ["7px", "3px", "4px"],
  );
});
