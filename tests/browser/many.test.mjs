// More questions and more people than a stylesheet can count: all of them can be read, one question at a time as long as it can
// count them, with script and without.
import assert from "node:assert/strict";

import { overflowing } from "./overflow.mjs";
import { policy } from "./servers.mjs";
import { CROWDS } from "./stories.mjs";
import { boxes, settled, test, withoutLoader } from "./test.mjs";

test.use({
  serverOptions: async ({ allStories }, use) =>
    use({ csp: (dist) => policy(dist, { also: " 'self'" }), stories: allStories.dist }),
});
/** As many as the stylesheet counts. */
const COUNTED = 24;

const seen = (box, selector) =>
  box
    .locator(selector)
    .evaluateAll((all) =>
      all.flatMap((each, at) => (each.checkVisibility({ visibilityProperty: true }) ? [at] : [])),
    );

for (const [id, { questions, people }] of Object.entries(CROWDS)) {
  const isCounted = questions <= COUNTED;

  for (const isLive of [false, true]) {
    test(`${questions} questions and ${people} people, ${isLive ? "live" : "without script"}`, async ({
      allStories,
      visit,
      write,
    }) => {
      const snippet = allStories.snippet(`${id}.json`);
      const { page } = await visit(write(isLive ? snippet : withoutLoader(snippet)), {
        javaScriptEnabled: isLive,
        width: 660,
      });
      if (isLive) await settled(page);
      const box = boxes(page);
      assert.deepEqual(await overflowing(page), []);
      if (isCounted) {
        assert.deepEqual(await seen(box, ".cfb-panel"), [0]);
        for (const at of [questions - 1, 11, 12]) {
          await box.locator(".cfb-tab").nth(at).click();
          assert.deepEqual(await seen(box, ".cfb-panel"), [at]);
        }
      } else {
        assert.equal((await seen(box, ".cfb-panel")).length, questions);
        assert.deepEqual(await seen(box, ".cfb-tab"), []);
        for (const { question } of (await allStories.view(`${id}.json`)).issues)
          assert.ok(await box.getByRole("heading", { name: question, exact: true }).isVisible());
      }
      await box.locator("#compare > summary").click();
      const names = box.locator(".cfb-picklabel bdi");
      assert.equal((await seen(box, ".cfb-picklabel bdi")).length, people, "everybody is named");
      const [one, other] = [isLive ? people - 1 : Math.min(people, COUNTED) - 1, 12];
      for (const at of [one, other]) await box.locator(".cfb-picklabel input").nth(at).click();
      if (isLive) {
        await box.getByRole("table", { name: /^Side by side/ }).waitFor();
        const heads = await box
          .getByRole("table", { name: /^Side by side/ })
          .getByRole("columnheader")
          .locator("bdi")
          .allInnerTexts();
        assert.deepEqual(heads, [
          await names.nth(other).innerText(),
          await names.nth(one).innerText(),
        ]);
      } else {
        const said = await box
          .locator(".cfb-say")
          .evaluateAll((all) => [
            ...new Set(
              all
                .filter((each) => each.checkVisibility())
                .map((each) => each.className.match(/cfb-p(\d+)/)[1]),
            ),
          ]);
        assert.deepEqual(
          said.map(Number).sort((a, b) => a - b),
          [other, one],
        );
        // Whom the stylesheet cannot count has no box that would do nothing.
        const boxed = await seen(box, ".cfb-picklabel .cfb-tick");
        assert.equal(boxed.length, Math.min(people, COUNTED));
      }
    });
  }

  test(`${questions} questions: the box stands as it stood when script comes`, async ({
    allStories,
    visit,
    write,
  }) => {
    const snippet = allStories.snippet(`${id}.json`);
    const before = await visit(write(withoutLoader(snippet)), { javaScriptEnabled: false });
    const { height } = await boxes(before.page).boundingBox();
    const { page } = await visit(write(snippet));
    await settled(page);
    assert.ok(Math.abs((await boxes(page).boundingBox()).height - height) <= 1);
  });
}
