// How the box looks: each state in each width, light, dark, from right to left, in forced colours and on paper, and
// every example of the gallery, beside reference images that people have reviewed.
//
// The letters come from packages, so that the same stand on every machine. BLESS=1 records; look at all that changes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { openPlace } from "../browser/place.mjs";
import { LEICESTERSHIRE, MET, boxes, loader, settled, test as base } from "../browser/test.mjs";
import { compared } from "./sheets.mjs";

const WIDTHS = [320, 375, 660, 900];
// The offer of a newer version stands so far above a box.
const ABOVE = 30;
// Taller than any box: what stays in sight at the foot of the screen stands at its own place.
const TALL = 12000;
// A4 without its margins.
const PAPER = 718;
const FULL = "view-full";
const RTL = "right-to-left";
// The whole interface in other letters, longer, and from right to left.
const LONGER = "view-full-en-xa";
const MIRRORED = "view-full-ar-xb";

const font = (name) =>
  readFile(createRequire(import.meta.url).resolve(`@fontsource-variable/${name}.woff2`));
const FONTS = {
  "/latin.woff2": await font("source-sans-3/files/source-sans-3-latin-wght-normal"),
  "/hebrew.woff2": await font("noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal"),
  "/more.woff2": await font("source-sans-3/files/source-sans-3-latin-ext-wght-normal"),
};
const STYLE = `<style>
@font-face { font-family: Latin; src: url(/latin.woff2); font-weight: 200 900; }
@font-face { font-family: More; src: url(/more.woff2); font-weight: 200 900; }
@font-face { font-family: Hebrew; src: url(/hebrew.woff2); font-weight: 100 900; unicode-range: U+590-5FF; }
:root { color-scheme: light dark; background: Canvas; }
body { margin: 0; padding: 0 0 1px; font-family: Latin, More, Hebrew; }
</style>`;

const test = base.extend({
  serverOptions: ({ allStories }, use) => use({ csp: null, folder: allStories.dist }),
  newsroom: async ({ newsroom }, use) => {
    Object.assign(newsroom.pages, FONTS);
    await use(newsroom);
  },
});

/** The code to embed by has the machine's letters, and a port that is another one each time. */
const settleCode = (page) =>
  boxes(page)
    .locator(".cfb-code")
    .evaluateAll((codes) => {
      for (const code of codes) {
        code.textContent = code.textContent.replace(/:\d+\//, "/");
        code.style.fontFamily = "inherit";
      }
    });

/** Opens a story's box, whole and with its letters. */
async function opened({ visit, write }, id, options) {
  const { page } = await visit(
    write(`<contract-fact-box story="${id}"></contract-fact-box>${loader}`, STYLE),
    { reducedMotion: "reduce", ...options },
  );
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  await settleCode(page);
  return page;
}

/** Puts a box into a state, as its reader would. */
async function put(page, { at, tab, everything }) {
  if (tab) await boxes(page).getByRole("radio").nth(tab).click();
  if (at) await page.evaluate(openPlace, at);
  // Evidence is a state of its own.
  if (everything)
    await boxes(page)
      .locator("details:not(.cfb-ev)")
      .evaluateAll((all) => all.forEach((details) => (details.open = true)));
  await page.mouse.move(0, 0);
}

/** A state's pictures, one for each width. */
async function pictures(stage, id, state, { paper, ...options } = {}, widths = WIDTHS) {
  const page = await opened(stage, id, { width: widths[0], height: TALL, ...options });
  await put(page, state);
  if (paper) await page.emulateMedia({ media: "print" });
  const taken = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: TALL });
    taken.push(await boxes(page).screenshot({ animations: "disabled" }));
  }
  return taken;
}

const STATES = {
  [LEICESTERSHIRE]: {
    start: {},
    evidence: { at: "f-value" },
    words: { at: "p-maugham-disbarred" },
    filtered: { tab: 3 },
    compared: { at: "compare_palantir_aasiya-bora_jo-maugham" },
  },
  [FULL]: { everything: { everything: true } },
};
const MODES = { light: {}, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } };

/** One test: a state's sheet is as its reference. */
const looks = (name, id, state, ...rest) =>
  test(`${name}: as the reference`, async ({ stage }) =>
    assert.equal(await compared(name, await pictures(stage, id, state, ...rest)), ""));

for (const [id, states] of Object.entries(STATES)) {
  for (const [name, state] of Object.entries(states)) {
    for (const [mode, options] of Object.entries(MODES))
      looks(`${name}-${mode}`, id, state, options);
  }
}
for (const [name, state] of Object.entries({
  start: {},
  evidence: { at: "f-value" },
  compared: { at: "compare_ann_bo" },
  everything: { everything: true },
}))
  looks(`${name}-rtl`, RTL, state);
looks("everything-longer", LONGER, { everything: true });
looks("everything-mirrored", MIRRORED, { everything: true });
looks("start-met", MET, {});
for (const id of [LEICESTERSHIRE, RTL]) looks(`paper-${id}`, id, {}, { paper: true }, [PAPER]);

test("the gallery's examples: each part as its reference", async ({ visit }) => {
  const { page } = await visit("/gallery/", { width: 1280, height: 1200, reducedMotion: "reduce" });
  await page.addStyleTag({ content: STYLE.replace(/<.?style>/g, "") });
  await page.addStyleTag({ content: "contract-fact-box { font-family: inherit }" });
  await page.getByRole("button", { name: "Open all parts" }).click();
  const examples = page.locator(".examples > article");
  const count = await examples.count();
  for (let at = 0; at < count; at++) {
    await examples.nth(at).evaluate((example) => example.scrollIntoView());
    await settled(page, at + 1);
  }
  await page.evaluate(() => document.fonts.ready);
  await settleCode(page);
  // As the screen is when a person looks at one of them, but as tall as the tallest.
  const heights = await boxes(page).evaluateAll((all) => all.map((box) => box.offsetHeight));
  await page.setViewportSize({ width: 1280, height: Math.ceil(Math.max(...heights)) + 2 * ABOVE });
  const told = [];
  for (const part of await page.locator(".group").all()) {
    const taken = [];
    for (const box of await part.locator("section.cfb").all()) {
      // With what stands on its upper rule.
      await box.evaluate(
        (box, above) => scrollBy(0, box.getBoundingClientRect().top - above),
        ABOVE,
      );
      const { x, y, width, height } = await box.boundingBox();
      taken.push(
        await page.screenshot({
          clip: { x, y: y - ABOVE, width, height: height + ABOVE },
          animations: "disabled",
        }),
      );
    }
    told.push(await compared(`part-${await part.getAttribute("id")}`, taken));
  }
  assert.deepEqual(told.filter(Boolean), []);
});
