// The pages about embedding: what they show is live, their code is what they show and makes the same elsewhere, and they
// can be read and followed. What is generated in them is written anew with BLESS=1.
import assert from "node:assert/strict";

import { PAGES, generated, pages as sources } from "../docs/pages.mjs";
import { violations } from "./audit.mjs";
import { HANDS, tab } from "./hands.mjs";
import { overflowing } from "./overflow.mjs";
import { EXAMPLE, built, policy } from "./servers.mjs";
import { LEICESTERSHIRE, MET, assertCalm, region, tag, test, view } from "./test.mjs";

// A strict page of the newsroom: its own files and the folder's, in frames too.
test.use({
  serverOptions: {
    csp: (dist) =>
      `${policy(dist, { scripts: `'self' ${dist} 'wasm-unsafe-eval'`, also: " 'self'" })}; frame-src ${dist}`,
  },
});
const all = await sources({ bless: Boolean(process.env.BLESS) });
const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const draft = { title: "A bridge that was made up" };

/** The boxes that stand on each page, in order. */
const LIVE = {
  "div.html": [ours],
  "element.html": [ours],
  "events.html": [ours],
  "frame.html": [theirs],
  "ghost.html": [ours],
  "index.html": [],
  "javascript.html": [ours, draft],
  "oembed.html": [theirs],
  "script.html": [ours, theirs],
  "security.html": [],
  "snippet.html": [ours],
  "theming.html": [theirs, ours],
  "where.html": [],
  "wordpress.html": [ours],
};
const HOSTS = "main :is(contract-fact-box, [data-contract-fact-box], iframe, #place, #draft)";

// Other tests audit boxes in all their states; and of code, a piece that fits is as good as one of a thousand lines.
const UNAUDITED = [HOSTS, "pre[tabindex] > code"];

/** Finds that these boxes are live, in the order of their places. */
async function assertLive(page, stories) {
  assert.equal(await page.locator(HOSTS).count(), stories.length);
  for (const [at, story] of stories.entries()) {
    const host = page.locator(HOSTS).nth(at);
    await host.evaluate((host) => host.scrollIntoView());
    const inFrame = await host.evaluate((host) => host.localName === "iframe");
    const box = region(inFrame ? host.contentFrame() : host, story);
    if (!story.issues) await box.waitFor();
    else {
      await tab(box, story.issues[1]).click();
      await box.getByRole("heading", { name: story.issues[1].question, exact: true }).waitFor();
    }
  }
}

const codes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("pre code")].flatMap((code) => {
      const { nodeType, data } = code.firstChild;
      const [, kind, name] = (nodeType === 8 && / generated: (\w+) (.*)/.exec(data)) || [];
      return kind ? [{ kind, name: name.trim(), text: code.textContent }] : [];
    }),
  );

for (const { name, html } of all) {
  test(`${name}: what is generated in it is as it should be`, async () => {
    assert.equal(html, await generated(name, html));
  });

  test(`${name}: its boxes are live, nothing sticks out, and axe finds nothing`, async ({
    visit,
  }) => {
    const { page, seen } = await visit(`/embed/${name}`, { width: 320 });
    await assertLive(page, LIVE[name]);
    for (const [colorScheme, width] of [
      ["light", 320],
      ["dark", 375],
      ["light", 768],
      ["dark", 1280],
    ]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await overflowing(page), [], `${width} px`);
      if (width === 320 || width === 1280)
        assert.deepEqual(
          await violations(page, { exclude: UNAUDITED }),
          [],
          `${colorScheme}, ${width} px`,
        );
    }
    await assertCalm(page, seen);
  });

  if (html.includes("<!-- generated: code -->"))
    test(`${name}: its code is what stands there, and makes the same boxes in an article`, async ({
      dist,
      pages,
      url,
      visit,
      write,
    }) => {
      const { page } = await visit(`/embed/${name}`);
      const shown = (await codes(page)).map(({ text, ...code }) => ({
        ...code,
        text: text.replaceAll(EXAMPLE, `${dist}/`),
      }));
      const served = await (await fetch(`${url}/embed/${name}`)).text();
      const pasted = shown.filter(({ kind }) => kind === "code").map(({ text }) => text);
      for (const text of pasted) assert.ok(served.includes(text), text);
      const files = shown.filter(({ kind }) => kind === "file");
      for (const { name, text } of files) pages[`/${name}`] = text;
      const sheets = files
        .filter(({ name }) => name.endsWith(".css"))
        .map(({ name }) => `<link rel="stylesheet" href="${name}">`);
      const article = await visit(write(pasted.join("\n"), sheets.join("")));
      await assertLive(article.page, LIVE[name]);
      await assertCalm(article.page, article.seen);
    });
}

test("every page is in the navigation, and every link of theirs leads somewhere", async ({
  dist,
  url,
}) => {
  const text = async (address) => {
    const answer = await fetch(address);
    assert.equal(answer.status, 200, address);
    return answer.text();
  };
  const named = new Set();
  for (const name of PAGES) {
    const from = `${url}/embed/${name}`;
    for (const [, href] of (await text(from)).matchAll(/(?<!&lt;[^>]*)\shref="([^"]+)"/g)) {
      const { origin, pathname, hash } = new URL(href, from);
      if (![url, dist].includes(origin)) continue;
      const found = await text(origin + pathname);
      if (hash) assert.ok(found.includes(`id="${hash.slice(1)}"`), `${name}: ${href}`);
      named.add(pathname);
    }
  }
  for (const name of PAGES) assert.ok(named.has(`/embed/${name.replace("index.html", "")}`), name);
});

test("a press copies the code; where the page may not, it is selected", async ({ visit }) => {
  const { page, seen } = await visit("/embed/script.html", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const [{ text }] = await codes(page);
  const press = () => page.getByRole("button", { name: "Copy", exact: true }).first().click();
  await press();
  await page.getByText("Copied.", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), text);
  await page.evaluate(
    () => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))),
  );
  await press();
  await page.getByText("Selected: copy it with the keyboard.").waitFor();
  assert.equal(await page.evaluate(() => getSelection().toString()), text);
  await assertCalm(page, seen);
});

test("on the page about JavaScript a box is updated and taken away, and a draft with a mistake is refused", async ({
  visit,
}) => {
  const { page, seen } = await visit("/embed/javascript.html");
  await region(page, ours).waitFor();
  await page.getByText("story: as_of: ").waitFor();
  await page.getByRole("button", { name: "Show the other story" }).click();
  await region(page, theirs).waitFor();
  assert.equal(await region(page, ours).count(), 0);
  await page.getByRole("button", { name: "Take the box away" }).click();
  await page.locator("#place").getByRole("link").waitFor();
  assert.equal(await region(page, theirs).count(), 0);
  await assertCalm(page, seen);
});

test("on the page about theming the box has the colours that are set, and the other one its own scheme", async ({
  visit,
}) => {
  const { page } = await visit("/embed/theming.html", { colorScheme: "light" });
  await assertLive(page, LIVE["theming.html"]);
  const colours = (story) =>
    region(page, story).evaluate((box) => [
      getComputedStyle(box).backgroundColor,
      getComputedStyle(box).colorScheme,
    ]);
  assert.deepEqual(await colours(theirs), ["rgb(253, 243, 231)", "light dark"]);
  assert.deepEqual(await colours(ours), ["rgb(30, 31, 33)", "dark"]);
});

// What the page's own counter is called with for each of what a reader does, by its name and what it is about.
const COUNTERS = {
  plausible: (name, what) => [`Fact box ${name}`, { props: { story: LEICESTERSHIRE, what } }],
  matomo: (name, what) => [["trackEvent", "Fact box", name, `${LEICESTERSHIRE} ${what}`]],
  ga4: (name, what) => ["event", `fact_box_${name}`, { story: LEICESTERSHIRE, what }],
};

for (const [counter, call] of Object.entries(COUNTERS)) {
  test(`${counter} counts what a reader opens, chooses, compares and takes along, by the code of the page about events`, async ({
    pages,
    visit,
    write,
  }) => {
    const docs = await visit("/embed/events.html");
    const [listen, line] = await Promise.all(
      ["listen", counter].map((id) => docs.page.locator(`#${id}`).textContent()),
    );
    pages["/stand-in.js"] =
      "globalThis.calls = []; const plausible = (...given) => calls.push(given); const _paq = { push: plausible }; const gtag = plausible;";
    pages["/counts.js"] = listen.replace(/const count = [\s\S]*?\n};/, () => line);
    assert.ok(!pages["/counts.js"].includes("#heard"));
    const { page, seen } = await visit(
      write(
        `${tag(LEICESTERSHIRE)}<script src="/stand-in.js"></script><script src="/counts.js"></script>`,
      ),
      { width: 375, permissions: ["clipboard-write"] },
    );
    const box = region(page, ours);
    await box.locator("#f-buyer summary").click();
    await box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" }).click();
    await box.getByText("Link copied.").waitFor();
    await tab(box, ours.issues[1]).click();
    await box.locator("summary", { hasText: "Compare views" }).click();
    const { tick } = HANDS.mouse(page);
    for (const at of [0, 1]) await tick(box.locator(".cfb-pick input").nth(at));
    await box.getByRole("table", { name: /^Side by side/ }).waitFor();
    const people = ours.people.map(({ id }) => id);
    const done = [
      ["open", "f-buyer"],
      ["share", "link"],
      ["filter", ours.issues[1].id],
      ["open", "compare"],
      ["compare", people[0]],
      ["compare", people.slice(0, 2).join(" ")],
    ];
    assert.deepEqual(
      await page.evaluate(() => globalThis.calls),
      done.map(([name, what]) => call(name, what)),
    );
    await assertCalm(page, seen);
  });
}

test("on the page about events a reader sees what the page hears", async ({ visit }) => {
  const { page } = await visit("/embed/events.html");
  await region(page, ours).locator("#f-buyer summary").click();
  await page
    .getByRole("listitem")
    .filter({ hasText: `open: ${LEICESTERSHIRE} f-buyer` })
    .waitFor();
});

test("under the policy of the page about security, and no more, the script that never changes makes a live box", async ({
  dist,
  site,
  visit,
  write,
}) => {
  const { page: docs } = await visit("/embed/security.html");
  const shown = async (id) =>
    (await docs.locator(`#${id}`).textContent())
      .replaceAll(new URL(EXAMPLE).origin, dist)
      .replaceAll(`${dist}/contract-fact-box/`, `${dist}/`);
  const [allowed, types, pasted] = await Promise.all(["policy", "types", "integrity"].map(shown));
  const { script } = JSON.parse(await built("manifest.json"));
  site.csp = () => `default-src 'none'; ${allowed.replace(/\s+/g, " ")}; ${types}`;
  const { page, seen } = await visit(
    write(pasted.replace("embed.HASH.js", script.src).replace("sha384-…", script.integrity)),
  );
  await assertLive(page, [ours]);
  await assertCalm(page, seen);
});
