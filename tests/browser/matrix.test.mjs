// Everyone on every question: what stands in the matrix, and where its cells lead.
import assert from "node:assert/strict";

import { FONTS, laid } from "./laid.mjs";
import { json } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  STORIES,
  assertCalm,
  boxes,
  loader,
  settled,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: async ({ allStories }, use) => use({ stories: allStories.dist }) });
const embed = (story) => `<contract-fact-box story="${story}"></contract-fact-box>${loader}`;

/** The article with a story's box, and its matrix open. */
async function opened({ visit, write }, story, options) {
  const { page, seen } = await visit(write(embed(story)), options);
  await settled(page);
  const matrix = boxes(page).locator("#everyone");
  await matrix.locator("summary").click();
  return { page, seen, matrix };
}

/** What a story's document says of everybody on every question: the words of the stances and silences. */
function expected({ people, issues }) {
  return people.map((person, at) => [
    person.name,
    ...issues.map(({ rows }) =>
      rows.flatMap(({ stance, word, cards }) => {
        const first = cards.find((card) => card.person === at);
        return first ? [stance ? word : first.body.silence.word] : [];
      }),
    ),
  ]);
}

for (const id of STORIES) {
  for (const width of [320, 900]) {
    test(`${id}, ${width} px: each cell says what the story does, as a table to whoever hears it`, async ({
      stage,
    }) => {
      const story = await view(id);
      const { page, seen, matrix } = await opened(stage, id, { width });
      const table = matrix.getByRole("table", {
        name: "All views at a glance question by question",
      });
      assert.deepEqual(
        (await table.getByRole("columnheader").allTextContents()).slice(1),
        story.issues.map(({ label }) => label),
      );
      const rows = await table
        .locator(".cfb-mx-row:not(.cfb-mx-head)")
        .evaluateAll((rows) =>
          rows.map((row) => [
            row.querySelector("[role=rowheader]").textContent,
            ...[...row.querySelectorAll("[role=cell]")].map((cell) =>
              [...cell.querySelectorAll(".cfb-mx-said > span")].map((said) => said.textContent),
            ),
          ]),
        );
      assert.deepEqual(rows, expected(story));
      // Nothing known is seen where the columns need it, and left out where there are none.
      assert.equal(await table.locator(".cfb-mx-none").first().isVisible(), width > 600);
      assert.equal(await table.locator(".cfb-mx-issue").first().isVisible(), width < 600);
      await assertCalm(page, seen);
    });
  }
}

// The width from which on all of them have a table.
const TABLES = { "view-full": 660, "view-full-en-xa": 660, [MET]: 660, [LEICESTERSHIRE]: 780 };
for (const [id, sure] of Object.entries(TABLES)) {
  test(`${id}: whatever the font and the room, no word is broken, and the list gives way to the table once`, async ({
    stage,
  }) => {
    const { page, matrix } = await opened(stage, id);
    const widths = Array.from({ length: 36 }, (_, at) => 300 + 20 * at);
    for (const font of FONTS) {
      await page.evaluate(
        (font) => document.querySelector("contract-fact-box").style.setProperty("--cfb-font", font),
        font,
      );
      const seen = await matrix.evaluate(laid, widths);
      assert.deepEqual(
        seen.filter(({ broken }) => broken.length),
        [],
        font,
      );
      const first = seen.findIndex(({ beside }) => beside);
      assert.ok(
        first > 0 && seen[first].width <= sure,
        `${font}: a table from ${seen[first]?.width} px on`,
      );
      assert.ok(
        seen.slice(first).every(({ beside }) => beside),
        font,
      );
    }
  });
}

test("a cell leads to the words: their question, their row and the focus", async ({ stage }) => {
  const story = await view(LEICESTERSHIRE);
  const { page, seen, matrix } = await opened(stage, LEICESTERSHIRE);
  await matrix.getByRole("button", { name: "Against, Jo Maugham: Police work" }).click();
  const card = boxes(page).locator(".cfb-say:visible", { hasText: "Jo Maugham" });
  await card.waitFor();
  assert.equal(await boxes(page).getByRole("radio", { name: "Police work" }).isChecked(), true);
  assert.ok(await card.evaluate((card) => card.contains(card.getRootNode().activeElement)));
  assert.equal(await card.getAttribute("id"), story.issues[3].rows[0].cards[0].id);
  await assertCalm(page, seen);
});

test("a story of one question has no matrix, for it would say the same again", async ({
  faults,
  visit,
  write,
}) => {
  const story = await view(MET);
  const path = `/stories/${MET}.json`;
  const less = JSON.stringify({ ...story, issues: story.issues.slice(0, 1) });
  faults.set(path, json(less));
  const { page } = await visit(write(embed(MET)));
  await settled(page);
  assert.equal(await boxes(page).locator("#everyone").count(), 0);
});

test("with more questions than fit beside each other, the list stays where there is room, too", async ({
  faults,
  stage,
}) => {
  const story = await view(MET);
  const path = `/stories/${MET}.json`;
  const more = Array.from({ length: 9 }, (_, at) => ({
    ...story.issues[0],
    id: `q${at}`,
    label: `Question ${at}`,
  }));
  faults.set(path, json(JSON.stringify({ ...story, issues: more, min_table_characters: 97 })));
  const { page, matrix } = await opened(stage, MET, { width: 900 });
  assert.equal(await matrix.getByText("Question 8:").first().isVisible(), true);
  assert.equal(await matrix.locator(".cfb-mx-none:visible").count(), 0);
  assert.equal(await boxes(page).getByRole("radio").count(), 9);
});
