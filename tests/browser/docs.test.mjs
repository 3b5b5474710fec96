// The documentation: what it shows is live, its code is what it shows and makes the same elsewhere,
// and it can be read. Its generated tables are written anew with BLESS=1. tests/native/docs runs
// its commands and follows its links.
import assert from "node:assert/strict";

import { blessTables, readPages, withTables } from "../docs/pages.mjs";
import { violations } from "./audit.mjs";
import { compareFirst, knownPeople, tab } from "./hands.mjs";
import { overflowing } from "./overflow.mjs";
import { EXAMPLE, built, policy } from "./servers.mjs";
import { LEICESTERSHIRE, MET, assertCalm, boxes, region, tag, test, view } from "./test.mjs";

// A strict page of the newsroom: its own files and the folder's, in frames too.
test.use({
  serverOptions: {
    csp: (dist) =>
      `${policy(dist, { scripts: `'self' ${dist} 'wasm-unsafe-eval'`, also: " 'self'" })}; frame-src ${dist}`,
  },
});
if (process.env.BLESS) await blessTables();
const PAGES = await readPages();
const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const draft = { title: "A bridge that was made up" };

/** The boxes on each page that has any, in order. */
const LIVE = {
  "/embed/div.html": [ours],
  "/embed/element.html": [ours],
  "/embed/events.html": [ours],
  "/embed/frame.html": [theirs],
  "/embed/ghost.html": [ours],
  "/embed/javascript.html": [ours, draft],
  "/embed/oembed.html": [theirs],
  // Parts of a box have nothing that all boxes have.
  "/embed/parts.html": [ours.title, ours.issues[1].question, ours.title].map((title) => ({
    title,
  })),
  "/embed/script.html": [ours, theirs],
  "/embed/snippet.html": [ours],
  "/embed/theming.html": [theirs, ours],
  "/embed/wordpress.html": [ours],
};
const HOSTS = "main :is(contract-fact-box, [data-contract-fact-box], iframe, #place, #draft)";

// Other tests audit boxes in all their states; and of code, a piece that fits is as good as one of
// a thousand lines.
const UNAUDITED = [HOSTS, "pre[tabindex] > code"];

/** Finds that these boxes are live, in the order of their places. */
async function assertLive(page, stories) {
  assert.equal(await page.locator(HOSTS).count(), stories.length);
  for (const [at, story] of stories.entries()) {
    const host = page.locator(HOSTS).nth(at);
    await host.evaluate((host) => host.scrollIntoView());
    const inFrame = await host.evaluate((host) => host.localName === "iframe");
    // Parts of a box are no landmarks.
    const box = boxes(inFrame ? host.contentFrame() : host).and(page.locator(".cfb-live"));
    // One that a page's own script mounts becomes live when a reader turns to it.
    if (!inFrame) await host.dispatchEvent("pointerover");
    await box.filter({ hasText: story.title }).waitFor();
    // In parts of a box, and of a draft that says no more, there is nobody to choose.
    if (story.issues && (await box.locator("#compare").count())) await compareFirst(box);
  }
}

/** The code on a page that stands live there, and that of its files. */
const codes = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("pre:is([data-live], [data-file])")].map((pre) => ({
      file: pre.dataset.file,
      text: pre.textContent,
    })),
  );

for (const { path, markdown } of PAGES) {
  const boxes = LIVE[path] ?? [];

  test(`${path}: its generated tables are as they should be`, async () => {
    assert.equal(markdown, await withTables(markdown));
  });

  test(`${path}: its boxes are live, nothing sticks out, and axe finds nothing`, async ({
    visit,
  }) => {
    const { page, seen } = await visit(path, { width: 320 });
    await assertLive(page, boxes);
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

  if (boxes.length)
    test(`${path}: its code makes the same boxes in an article`, async ({
      dist,
      pages,
      visit,
      write,
    }) => {
      const { page } = await visit(path);
      const shown = (await codes(page)).map(({ file, text }) => ({
        file,
        text: text.replaceAll(EXAMPLE, `${dist}/`),
      }));
      for (const { file, text } of shown) if (file) pages[`/${file}`] = text;
      const pasted = shown.filter(({ file }) => !file).map(({ text }) => text);
      const article = await visit(write(pasted.join("\n")));
      // In WordPress the plugin makes the box: there is nothing to paste.
      if (!pasted.length) return assert.equal(path, "/embed/wordpress.html");
      await assertLive(article.page, boxes);
      await assertCalm(article.page, article.seen);
    });
}

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
  await assertLive(page, LIVE["/embed/theming.html"]);
  const colours = (story) =>
    region(page, story).evaluate((box) => [
      getComputedStyle(box).backgroundColor,
      getComputedStyle(box).colorScheme,
    ]);
  assert.deepEqual(await colours(theirs), ["rgb(253, 243, 231)", "light dark"]);
  assert.deepEqual(await colours(ours), ["rgb(30, 31, 33)", "dark"]);
});

// What the page's own counter is called with for each of what a reader does, by its name and what
// it is about.
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
      ['pre[data-file="events.js"]', `#count-${counter}`].map((pre) =>
        docs.page.locator(pre).textContent(),
      ),
    );
    pages["/stand-in.js"] =
      "globalThis.calls = []; const plausible = (...given) => calls.push(given); const _paq = { push: plausible }; const gtag = plausible;";
    pages["/counts.js"] = listen.replace(/const count = [\s\S]*?\n};/, () => line);
    assert.ok(!pages["/counts.js"].includes("#heard"));
    const { page, seen } = await visit(
      write(
        `${tag(LEICESTERSHIRE)}<script src="/stand-in.js"></script><script src="/counts.js"></script>`,
      ),
      { permissions: ["clipboard-write"] },
    );
    const box = region(page, ours);
    await box.locator("#f-buyer summary").click();
    await box.locator("#f-buyer").getByRole("button", { name: "Copy link to “Buyer”" }).click();
    await box.getByText("Link copied.").waitFor();
    // The evidence lies over the questions.
    await page.keyboard.press("Escape");
    await tab(box, ours.issues[1]).click();
    await compareFirst(box);
    const people = knownPeople(ours).map(({ id }) => id);
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
