// The narrowest place a box is made for, 280 px, whatever the story: in every state, no element is wider than its container.
import assert from "node:assert/strict";
import { test } from "node:test";

import { settled } from "./chromium.mjs";
import { overflowing } from "./overflow.mjs";
import { assertCalm, boxes, stage } from "./stage.mjs";
import { allStories, build } from "./stories.mjs";

const documents = await allStories();
const built = await build("narrow", documents);
const { dist, visit, write } = await stage({ stories: built.dist });

const all = (page, open) => boxes(page).evaluate((box, open) => box.querySelectorAll("details").forEach((details) => (details.open = open)), open);

for (const id of new Set(Object.values(documents).map(({ id }) => id))) {
  test(`${id} at 280 px: closed, on each question, open, and comparing`, async (t) => {
    const element = `<contract-fact-box story="${id}"></contract-fact-box><script async src="${dist}/embed.js"></script>`;
    // 8 px of a page's own margin on either side.
    const { page, seen } = await visit(t, write(element), { width: 296, height: 800 });
    await settled(page);
    const fits = async (state) => assert.deepEqual(await overflowing(page), [], state);
    await fits("closed");
    await all(page, true);
    for (const radio of await boxes(page).getByRole("radio").all()) {
      await radio.click();
      await fits("a question, open");
    }
    await fits("open");
    const picks = boxes(page).locator(".cfb-picklabel input");
    for (const at of [0, 1, 2, 3].slice(0, await picks.count())) {
      await picks.nth(at).click();
      await fits(`comparing ${at + 1}`);
    }
    await assertCalm(page, seen);
  });
}
