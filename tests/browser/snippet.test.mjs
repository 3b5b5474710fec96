// A prerendered snippet: the facts stand in the page before any script, and the live box takes over without a move.
import assert from "node:assert/strict";

import { OF_THE_FOLDER, OTHER_BUILD, inArriving, inForm, otherGlue, sabotage } from "./faults.mjs";
import { kindOf, narrowed, tab } from "./hands.mjs";
import { built, held, script, sent, snippet } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  STORIES,
  loader,
  recorded,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: { csp: null } });
const css = await built("contract-fact-box.css");
const story = await view(LEICESTERSHIRE);
const { heights } = JSON.parse(await built("manifest.json")).stories.find(
  ({ id }) => id === LEICESTERSHIRE,
);
const WORDS = `<p>${"Words of the article, as many as a paragraph holds. ".repeat(4)}</p>`;
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6e6 / 8,
  uploadThroughput: 750e3 / 8,
};

/** Chooses an issue. */
async function narrow(box, story, issue) {
  await tab(box, issue).click();
  await narrowed(box, story, issue);
}

/** Snippets, with their stylesheet as a link or in the markup. */
const STYLES = {
  link: (snippet) => snippet,
  style(snippet) {
    const inline = snippet.replace(
      /<link rel="stylesheet"[^>]*>/,
      () => `<style><!--${css}--></style>`,
    );
    assert.notEqual(snippet, inline, "the snippet has a stylesheet");
    return inline;
  },
};

/** What has moved on a page without the reader's doing, as the browser itself scores it. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis[Symbol.for("shift")] = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput) globalThis[Symbol.for("shift")] += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });

/** Two frames after the box is ready every shift has been scored. */
const shifts = async (page) => {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  return page.evaluate(() => globalThis[Symbol.for("shift")]);
};

async function slow(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

// Half of all that these four could be, so that any three of them stand together in each way.
for (const [style, styled] of Object.entries(STYLES)) {
  for (const above of [1, 40]) {
    for (const speed of ["fast", "slow"]) {
      const width = ((style === "link") === (above === 1)) === (speed === "fast") ? 375 : 1280;
      const where = above === 1 ? "in the first screen" : "below it";
      test(`nothing moves: ${style}, ${where}, ${width} px, ${speed}`, async ({ visit, write }) => {
        const url = write(
          WORDS.repeat(above) + styled(await snippet(LEICESTERSHIRE)) + WORDS.repeat(20),
        );
        const prepare = async (page) => {
          await watchShifts(page);
          if (speed === "slow") await slow(page);
        };
        const { page } = await visit(url, { width, height: 800, prepare });
        await page.locator("contract-fact-box").evaluate((host) => host.scrollIntoView());
        assert.equal((await settled(page))[0].type, "live");
        assert.equal(await page.locator(".cfb-live").count(), 1);
        // Where the page itself arrives in pieces, a line's end moves by thousandths as more of its own text comes.
        const digits = speed === "slow" ? 2 : 3;
        assert.equal((await shifts(page)).toFixed(digits), (0).toFixed(digits));
      });
    }
  }
}

const WAYS = {
  "a marked div": (attributes) =>
    `<div data-contract-fact-box="${LEICESTERSHIRE}"${attributes}>The facts</div>${loader}`,
  "an element": (attributes) =>
    `<contract-fact-box story="${LEICESTERSHIRE}"${attributes}>The facts</contract-fact-box>${loader}`,
  "a bare script": (attributes) => tag(LEICESTERSHIRE, attributes),
};

for (const [name, way] of Object.entries(WAYS)) {
  test(`${name} below the first screen moves nothing that is seen`, async ({ visit, write }) => {
    const { page } = await visit(write(WORDS.repeat(20) + way("") + WORDS.repeat(20)), {
      height: 800,
      prepare: watchShifts,
    });
    await page.mouse.wheel(0, 600);
    assert.equal((await settled(page))[0].type, "live");
    assert.equal((await shifts(page)).toFixed(3), "0.000");
  });

  for (const width of [375, 660, 1280]) {
    test(`${name} in the first screen, ${width} px: with its heights the box finds its place kept`, async ({
      faults,
      visit,
      write,
    }) => {
      const { asked, answer } = held(faults, `/stories/${LEICESTERSHIRE}.json`);
      const url = write(
        `${WORDS}${way(` data-heights="${heights}"`)}<p id="after">After.</p>${WORDS.repeat(20)}`,
      );
      const { page } = await visit(url, { width, height: 800, prepare: watchShifts });
      await asked;
      const place = () =>
        page.locator("#after").evaluate((after) => after.getBoundingClientRect().top);
      const [reserved, early] = [await place(), await shifts(page)];
      answer();
      assert.equal((await settled(page))[0].type, "live");
      const moved = Math.abs((await place()) - reserved);
      // The type of the page is not that of the measuring, so that lines break elsewhere.
      assert.ok(moved <= reserved / 50, `the words below moved by ${moved} px`);
      // That the loader keeps the place only once it has come is its own share; the box adds nothing to it.
      assert.equal(((await shifts(page)) - early).toFixed(3), "0.000");
      test.info().annotations.push({
        type: "layout shift",
        description: `${early.toFixed(3)} by the loader; the box: ${moved} px`,
      });
      assert.equal(
        await page.locator("contract-fact-box, [data-contract-fact-box]").getAttribute("style"),
        null,
      );
    });
  }
}

for (const id of STORIES) {
  test(`${id}: with scripts off, the facts and the words can be read and people compared`, async ({
    visit,
    write,
  }) => {
    const story = await view(id);
    const { page } = await visit(write(await snippet(id)), { javaScriptEnabled: false });
    const box = region(page, story);
    assert.ok(await box.getByText(story.value.text, { exact: true }).first().isVisible());
    const own = story.issues.filter(({ is_own: isOwn }) => isOwn);
    const card = own[0].cards.find((card) => ["quote", "said"].includes(kindOf(card)));
    assert.ok(await box.getByText(card.text).first().isVisible());
    await narrow(box, story, own.at(-1));
    // Whoever is chosen is read alone; the others are not shown.
    await box.locator(".cfb-radio").first().click();
    await box.locator("#compare > summary").click();
    await box.locator(`[data-person="${story.people[card.person].id}"]`).click();
    assert.ok(await box.getByText(card.text).first().isVisible());
    const shown = await box
      .locator(".cfb-who-col .cfb-card")
      .evaluateAll((cards) =>
        cards.filter((card) => card.offsetParent).map((card) => card.className),
      );
    assert.deepEqual([...new Set(shown)], [`cfb-card cfb-p${card.person}`]);
  });
}

test("what a reader has opened, chosen and focused stays so when the live box takes over", async ({
  faults,
  visit,
  write,
}) => {
  const { asked, answer } = held(faults, `/stories/${LEICESTERSHIRE}/1.json`);
  const { page } = await visit(write(await snippet(LEICESTERSHIRE)));
  await asked;
  await page.locator("#f-value summary").click();
  await tab(region(page, story), story.issues[1]).click();
  const row = page.locator("#row-background > summary");
  await row.click();
  await row.focus();
  const scrolled = await page.evaluate(() => scrollY);
  const place = await row.boundingBox();
  answer();
  assert.equal((await settled(page))[0].type, "live");
  assert.equal(await page.locator(".cfb-live").count(), 1);
  assert.ok(await page.locator("#f-value details").evaluate((details) => details.open));
  assert.ok(await tab(region(page, story), story.issues[1]).isChecked());
  assert.ok(
    await row.evaluate((summary) => summary.parentElement.open && summary.matches(":focus")),
  );
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  assert.deepEqual(await row.boundingBox(), place);
});

const STORY = `/stories/${LEICESTERSHIRE}/1.json`;

const FAULTS = {
  ...OF_THE_FOLDER,
  ...inArriving(STORY),
  ...inForm(STORY),
  "glue of another version, without what is asked of it": {
    ...otherGlue("export const __wbg_set_wasm = () => {}; export const show = () => {};"),
    ...OTHER_BUILD,
  },
  "glue of another version, which is asked otherwise": {
    ...otherGlue(
      "export const __wbg_set_wasm = () => {}; export const mount = ({ view }) => view.title.length;",
    ),
    ...OTHER_BUILD,
  },
  "WebAssembly of another version": {
    paths: ["/contract_fact_box_bg.wasm"],
    answer: sent("application/wasm", Buffer.from("\0asm\x01\0\0\0")),
    ...OTHER_BUILD,
  },
};

/** All that the page holds, in the box and around it. */
const state = (page) =>
  page.evaluate(() => [
    document.documentElement.outerHTML,
    document.querySelector("contract-fact-box").shadowRoot.innerHTML,
  ]);

for (const [name, { code, message, ...fault }] of Object.entries(FAULTS)) {
  test(`${name}: the prerendered box stays whole`, async ({ faults, site, visit, write }) => {
    const url = write(await snippet(LEICESTERSHIRE));
    faults.set("/embed.js", script(""));
    const untouched = await state((await visit(url)).page);
    faults.delete("/embed.js");

    sabotage({ faults, site }, fault);
    const { page, seen } = await visit(url);
    await settled(page);
    const { events } = await recorded(page);
    assert.deepEqual(
      events.map(({ type, detail }) => [type, detail.code]),
      [["error", code]],
    );
    assert.match(events[0].detail.message, message);
    const ours = seen.console.filter((line) => line.includes("contract-fact-box:"));
    assert.deepEqual(ours, [
      `warning: contract-fact-box: ${events[0].detail.message}. What the page shows stays.`,
    ]);
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(await state(page), untouched);

    // It is to be seen, and still does what it did.
    const box = region(page, story);
    await box.locator("#f-value summary").click();
    assert.ok(await box.locator("#f-value .cfb-proof").isVisible());
    await narrow(box, story, story.issues[1]);
  });
}

test("a strict policy shows the linked snippet as it is", async ({ site, visit, write }) => {
  site.csp = (dist) => `default-src 'none'; style-src ${dist}`;
  const { page } = await visit(write(await snippet(LEICESTERSHIRE)));
  const padding = await page
    .locator(".cfb-in")
    .evaluate((inside) => getComputedStyle(inside).paddingInlineStart);
  assert.notEqual(padding, "0px");
});
