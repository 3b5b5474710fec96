// The narrowest place a box is made for, 280 px, whatever the story: in every state, no element is wider than its container.
import assert from "node:assert/strict";

import { knownPeople, ownIssues } from "./hands.mjs";
import { overflowing } from "./overflow.mjs";
import { documents } from "./stories.mjs";
import { assertCalm, boxes, loader, openAll, settled, test } from "./test.mjs";

test.use({ serverOptions: async ({ allStories }, use) => use({ stories: allStories.dist }) });

for (const id of new Set(Object.values(documents).map(({ id }) => id))) {
  test(`${id} at 280 px: closed, on each question, open, and comparing`, async ({
    allStories,
    visit,
    write,
  }) => {
    const { people = [], issues = [] } = await allStories.view(`${id}.json`);
    const element = `<contract-fact-box story="${id}"></contract-fact-box>${loader}`;
    // 8 px of a page's own margin on either side.
    const { page, seen } = await visit(write(element), { width: 296, height: 800 });
    await settled(page);
    assert.equal((await boxes(page).boundingBox()).width, 280);
    const fits = async (state) => assert.deepEqual(await overflowing(page), [], state);
    await fits("closed");
    await openAll(boxes(page));
    await fits("open");
    // Where all words are open, so narrow a box shows the filter only once a question is chosen.
    const radios = boxes(page).locator(".cfb-radio");
    const own = ownIssues({ issues }).length;
    assert.equal(await radios.count(), own > 1 ? own + 1 : 0);
    for (const radio of await radios.all()) {
      await radio.evaluate((radio) => radio.click());
      await fits("a question, open");
    }
    const picks = boxes(page).locator(".cfb-picklabel input");
    // There is nobody to compare one person with, and of very many the others are found by name.
    const listed = Math.min(knownPeople({ people, issues }).length, 24);
    assert.equal(await picks.count(), people.length > 1 && issues.length ? listed : 0);
    for (const at of [0, 1, 2, 3].slice(0, await picks.count())) {
      await picks.nth(at).click();
      await fits(`comparing ${at + 1}`);
    }
    await assertCalm(page, seen);
  });
}
