// How the box looks: its states in each width, light, dark, from right to left, in forced colours, in large text and on paper,
// and every example of the gallery, beside reference images that people have reviewed.
//
// The letters come from packages, so that the same stand on every machine. BLESS=1 records; look at all that changes.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

import { openPlace } from "../browser/place.mjs";
import { ROOT } from "../browser/servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  boxes,
  loader,
  settled,
  test as base,
} from "../browser/test.mjs";
import { compared, keepOnly } from "./sheets.mjs";

// A phone, a tablet, and the column of a desktop page at its widest.
const WIDTHS = [375, 768, 1280];
// The least that a page may leave it.
const NARROW = 320;
// The offer of a newer version stands so far above a box.
const ABOVE = 30;
// Taller than any box: what stays in sight at the foot of the screen stands at its own place.
const TALL = 12000;
// A4 without its margins.
const PAPER = 718;
const FULL = "view-full";
const RTL = "right-to-left";
// More people with words than are shown at once.
const CROWD = "crowd-26";
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

/** Opens a story's box, whole and with its letters; `head` and `settings` are the page's and the box's own. */
async function opened({ visit, write }, id, { head = "", settings = "", ...options }) {
  const { page } = await visit(
    write(
      `<contract-fact-box story="${id}"${settings}></contract-fact-box>${loader}`,
      STYLE + head,
    ),
    { reducedMotion: "reduce", ...options },
  );
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  await settleCode(page);
  return page;
}

/** Puts a box into a state, as its reader would. */
async function put(page, { at = [], tab, everything }) {
  if (tab) await boxes(page).getByRole("radio").nth(tab).click();
  for (const place of at) await page.evaluate(openPlace, place);
  // Evidence is a state of its own.
  if (everything)
    await boxes(page)
      .locator("details:not(.cfb-ev)")
      .evaluateAll((all) => all.forEach((details) => (details.open = true)));
  await page.mouse.move(0, 0);
}

/** A state's pictures, one for each width. */
async function pictures(stage, id, state, { paper, ...options } = {}, widths = WIDTHS) {
  // A narrow box has no filter where all words are open.
  const page = await opened(stage, id, { width: Math.max(...widths), height: TALL, ...options });
  await put(page, state);
  if (paper) await page.emulateMedia({ media: "print" });
  const taken = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: TALL });
    taken.push(await boxes(page).screenshot({ animations: "disabled" }));
  }
  return taken;
}

const MODES = { light: {}, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } };
/** As with a browser whose reader has doubled the size of text. */
const LARGE = { head: "<style>html { font-size: 200% }</style>" };

/** The names of the sheets. */
const sheets = [];

/** One test: a state's sheet is as its reference. */
function looks(name, id, state, ...rest) {
  sheets.push(name);
  test(`${name}: as the reference`, async ({ stage }) =>
    assert.equal(await compared(name, await pictures(stage, id, state, ...rest)), ""));
}

const EVIDENCE = { at: ["f-value", "p-bora-concern"] };
const compare = (...people) => ({ at: [`compare_${people.join("_")}`] });
const PAIR = compare("palantir", "aasiya-bora");

// What people look at first, in each mode.
for (const [mode, options] of Object.entries(MODES)) {
  looks(`start-${mode}`, LEICESTERSHIRE, {}, options, [NARROW, ...WIDTHS]);
  looks(`evidence-${mode}`, LEICESTERSHIRE, EVIDENCE, options);
  looks(`filtered-${mode}`, LEICESTERSHIRE, { tab: 2 }, options);
  looks(`compared-${mode}`, LEICESTERSHIRE, PAIR, options, [NARROW, ...WIDTHS]);
  looks(`specimen-${mode}`, SPECIMEN, {}, options);
  looks(`everything-${mode}`, FULL, { everything: true }, options);
}
looks("start-met", MET, {});
looks("rows", LEICESTERSHIRE, { everything: true });
looks("specimen-rows", SPECIMEN, { everything: true });
looks("compared-3", LEICESTERSHIRE, compare("palantir", "aasiya-bora", "emsou"));
looks("compared-4", LEICESTERSHIRE, compare("palantir", "aasiya-bora", "emsou", "jo-maugham"));
looks("compared-specimen", SPECIMEN, compare("council", "dev"));
looks("crowd", CROWD, {});

// Parts of a box alone, as between two paragraphs.
for (const [name, settings] of Object.entries({
  facts: ' data-parts="facts"',
  words: ' data-parts="words"',
  question: ' data-parts="words" data-issue="deal"',
  compare: ' data-parts="compare" data-people="palantir,aasiya-bora"',
}))
  looks(`preset-${name}`, LEICESTERSHIRE, {}, { settings });

for (const [name, state] of Object.entries({
  start: {},
  evidence: { at: ["f-value"] },
  compared: compare("ann", "bo"),
  everything: { everything: true },
}))
  looks(`${name}-rtl`, RTL, state);
looks("everything-longer", LONGER, { everything: true });
looks("everything-mirrored", MIRRORED, { everything: true });

for (const [name, state] of Object.entries({ start: {}, compared: PAIR }))
  looks(`${name}-large`, LEICESTERSHIRE, state, LARGE, [NARROW, ...WIDTHS]);

for (const id of [LEICESTERSHIRE, SPECIMEN, RTL])
  looks(`paper-${id}`, id, {}, { paper: true }, [PAPER]);
looks("paper-compared", LEICESTERSHIRE, PAIR, { paper: true }, [PAPER]);

test("no reference is left of what is looked at no more", async () => {
  const files = await readdir(join(ROOT, "www/gallery"));
  const parts = files.filter((name) => name.endsWith(".json") && name !== "base.json");
  await keepOnly([...sheets, ...parts.map((name) => `part-${basename(name, ".json")}`)]);
});

test("the gallery's examples: each part as its reference", async ({ visit }) => {
  // As wide as the widest example takes, beside the switches.
  const width = 1520;
  const { page } = await visit("/gallery/", { width, height: 1200, reducedMotion: "reduce" });
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
  await page.setViewportSize({ width, height: Math.ceil(Math.max(...heights)) + 2 * ABOVE });
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
