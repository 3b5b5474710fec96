// The demo's article about the specimen, which has its box twice: as it is, and as it was at first.
import assert from "node:assert/strict";

import { policy } from "./servers.mjs";
import { SPECIMEN, assertCalm, boxes, settled, test, view } from "./test.mjs";

// The demo pages have a stylesheet of their own.
test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const PAGE = "/specimen.html";
const [newest, first] = await Promise.all([`${SPECIMEN}`, `${SPECIMEN}/1`].map(view));

test("without script the article has the box and a link to the facts, and says that all is made up", async ({
  dist,
  visit,
}) => {
  const { page } = await visit(PAGE, { javaScriptEnabled: false });
  assert.ok(await page.getByText("everybody quoted are made up").isVisible());
  await boxes(page).getByText(newest.value.text, { exact: true }).first().waitFor();
  const link = page.getByRole("link", { name: /^Contract fact box: .* specimen/ }).last();
  assert.equal(await link.getAttribute("href"), `${dist}/stories/${SPECIMEN}.html`);
});

test("the box of an older article keeps its figure, and says what has been corrected since", async ({
  visit,
}) => {
  const { page, seen } = await visit(PAGE);
  await page.locator("contract-fact-box").last().scrollIntoViewIfNeeded();
  await settled(page, 2);
  const [now, then] = [boxes(page).first(), boxes(page).last()];
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
