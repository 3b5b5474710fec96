// The demo's article about the specimen: parts of its box between the paragraphs, the whole at the end, and the box as an
// older article has it.
import assert from "node:assert/strict";

import { policy } from "./servers.mjs";
import { SPECIMEN, assertCalm, boxes, test, view } from "./test.mjs";

// The demo pages have a stylesheet of their own.
test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const PAGE = "/specimen.html";
const [newest, first] = await Promise.all([`${SPECIMEN}`, `${SPECIMEN}/1`].map(view));

/** What the article shows of the story, in its order. */
const PRESETS = ["facts", "words", "compare"];
const box = (page, preset) => page.locator(`contract-fact-box[data-parts="${preset}"]`);
const whole = (page) => boxes(page.locator('contract-fact-box:not([data-parts], [version="1"])'));
const older = (page) => boxes(page.locator('contract-fact-box[version="1"]'));

test("without script the article has each box and a link to the facts, and says that all is made up", async ({
  dist,
  visit,
}) => {
  const { page } = await visit(PAGE, { javaScriptEnabled: false });
  assert.ok(await page.getByText("everybody quoted are made up").isVisible());
  for (const shown of [boxes(box(page, "facts")), whole(page)])
    assert.ok(await shown.getByText(newest.value.text, { exact: true }).first().isVisible());
  const link = page.getByRole("link", { name: /^Contract fact box: .* specimen/ }).last();
  assert.equal(await link.getAttribute("href"), `${dist}/stories/${SPECIMEN}.html`);
});

for (const javaScriptEnabled of [true, false])
  test(`between its paragraphs stands what they tell, with scripts ${javaScriptEnabled ? "on" : "off"}`, async ({
    visit,
  }) => {
    const { page } = await visit(PAGE, { javaScriptEnabled });
    const order = await page
      .locator("contract-fact-box[data-parts]")
      .evaluateAll((all) => all.map(({ dataset }) => dataset.parts));
    assert.deepEqual(order, PRESETS);
    for (const preset of PRESETS) {
      await box(page, preset).scrollIntoViewIfNeeded();
      if (javaScriptEnabled) await box(page, preset).locator(".cfb-live").waitFor();
    }
    const { cards } = newest.issues.find(({ label }) => label === "People in the pictures");
    const words = boxes(box(page, "words"));
    for (const { text } of cards) assert.ok(await words.getByText(text).first().isVisible(), text);
    const names = await box(page, "compare").getByRole("columnheader").allInnerTexts();
    assert.deepEqual(names.map((name) => name.split("\n")[0].trim()).filter(Boolean), [
      "Question",
      "Example Borough Council",
      "Dev Fictional",
    ]);
  });

test("the box of an older article keeps its figure, and says what has been corrected since", async ({
  visit,
}) => {
  const { page, seen } = await visit(PAGE);
  await page.locator('contract-fact-box[version="1"]').scrollIntoViewIfNeeded();
  await older(page).and(page.locator(".cfb-live")).waitFor();
  const [now, then] = [whole(page), older(page)];
  for (const [box, story] of [
    [now, newest],
    [then, first],
  ])
    assert.ok(await box.getByText(story.value.text, { exact: true }).first().isVisible());
  assert.equal(await now.getByText(first.newer.title, { exact: true }).count(), 0);
  await then.getByText(first.newer.title, { exact: true }).click();
  const [correction] = newest.sections.at(-1).groups.at(-1).lines;
  assert.ok(await then.getByText(correction.text, { exact: true }).first().isVisible());
  await assertCalm(page, seen);
});
