// The position strip: who takes which stance on each question about the contract, where there is room for it.
import assert from "node:assert/strict";

import { ownIssues, tab } from "./hands.mjs";
import { FONTS, laid } from "./laid.mjs";
import { LEICESTERSHIRE, MET, SPECIMEN, boxes, settled, tag, test, view } from "./test.mjs";

/** What the columns are of, in their order. */
const STANCES = [
  "supports",
  "conditional",
  "mixed",
  "undecided",
  "concerned",
  "opposes",
  "none_stated",
];
const WIDE = { width: 1280, height: 900 };

async function opened({ visit, write }, id, options = WIDE) {
  const { page, seen } = await visit(write(tag(id)), options);
  await settled(page);
  return { page, seen, box: boxes(page), strip: boxes(page).locator(".cfb-strip") };
}

/** Who has a stance on an issue, in the order of the people, each once. */
const takers = ({ people }, { cards }, stance) =>
  people
    .filter((_, at) => cards.some((card) => card.person === at && card.stance === stance))
    .map(({ name }) => name);

for (const id of [LEICESTERSHIRE, MET, SPECIMEN]) {
  const story = await view(id);

  test(`${id}: each stance has its column, with whoever takes it, on each question`, async ({
    stage,
  }) => {
    const { page, strip } = await opened(stage, id);
    const table = boxes(page).getByRole("table", { name: "Positions, question by question" });
    assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), [
      "Question",
      ...story.stances,
    ]);
    const rows = table.getByRole("row").filter({ has: page.getByRole("rowheader") });
    assert.deepEqual(
      await rows.getByRole("rowheader").allInnerTexts(),
      ownIssues(story).map(({ question }) => question),
    );
    for (const [at, issue] of ownIssues(story).entries()) {
      const cells = await rows.nth(at).getByRole("cell").all();
      assert.equal(cells.length, STANCES.length);
      for (const [column, stance] of STANCES.entries()) {
        const names = takers(story, issue, stance);
        assert.deepEqual(await cells[column].locator("bdi").allInnerTexts(), names);
        if (!names.length) assert.equal(await cells[column].innerText(), "no one quoted");
        // Neither numbers nor colours take sides.
        assert.doesNotMatch(await cells[column].innerText(), /\d/);
      }
    }
    // What is drawn for a name is not heard before it.
    assert.equal(await strip.locator(".cfb-disc:not([aria-hidden=true])").count(), 0);
    const colours = await strip
      .locator(".cfb-disc:not(.cfb-disc-group)")
      .evaluateAll((all) => [
        ...new Set(all.map((disc) => getComputedStyle(disc).backgroundColor)),
      ]);
    assert.equal(colours.length, 1);
  });

  test(`${id}: whatever the font and the room, no word is broken, and all columns are equally wide`, async ({
    stage,
  }) => {
    const { page, strip } = await opened(stage, id);
    const widths = Array.from({ length: 40 }, (_, at) => 480 + 20 * at);
    for (const font of FONTS) {
      await page.evaluate(
        (font) => document.querySelector("contract-fact-box").style.setProperty("--cfb-font", font),
        font,
      );
      const all = await strip.evaluate(laid, widths);
      const first = all.findIndex(({ isShown }) => isShown);
      assert.ok(first > 0 && all.slice(first).every(({ isShown }) => isShown), font);
      assert.deepEqual(
        all.filter(({ broken }) => broken.length).map(({ width, broken }) => [width, broken]),
        [],
        font,
      );
      for (const { width, columns } of all.slice(first))
        assert.ok(
          Math.max(...columns) - Math.min(...columns) <= 1,
          `${font}, ${width} px: ${columns}`,
        );
    }
  });
}

test("a chosen question has its row alone, and where there is no room the words say the same", async ({
  stage,
}) => {
  const story = await view(LEICESTERSHIRE);
  const { page, box, strip } = await opened(stage, LEICESTERSHIRE);
  const [, issue] = ownIssues(story);
  await tab(box, issue).click();
  assert.deepEqual(await strip.getByRole("rowheader").allInnerTexts(), [issue.question]);
  await page.setViewportSize({ width: 375, height: 812 });
  assert.equal(await strip.isVisible(), false);
});
