// With scripts off in the browser's own settings: the demo articles, read from the top to what opens last.
import assert from "node:assert/strict";

import { oneSpace, ownIssues, shownCards } from "../browser/hands.mjs";
import { LEICESTERSHIRE, MET, click, inBox, shown, test, view } from "./test.mjs";

test.use({ scripts: false });

// What has the tag @new needs declarative shadow roots, which old engines have not got.

const ARTICLES = {
  "/leicestershire.html": await view(LEICESTERSHIRE),
  "/met.html": await view(MET),
};

// The keys of a view document whose strings are shown as they are, wherever they stand.
const TOLD = new Set([
  "title",
  "question",
  "name",
  "role",
  "text",
  "detail",
  "note",
  "passage",
  "before",
  "after",
  "claim",
  "gaps",
]);

/**
 * Every string of a view document that a reader must find. The box names the source of a caveat by its number; what stands open
 * in the page has no rows that open.
 */
function told(value, { inBox }, key = "") {
  if (typeof value === "string") return TOLD.has(key) ? [oneSpace(value)] : [];
  if (Array.isArray(value)) return value.flatMap((each) => told(each, { inBox }, key));
  const elsewhere = (within) =>
    ["words", "kind"].includes(within) ||
    (inBox ? key === "caveats" && within === "evidence" : within === "folds");
  const entries = Object.entries(value ?? {}).filter(([within]) => !elsewhere(within));
  return entries.flatMap(([key, each]) => told(each, { inBox }, key));
}

/** The cards that are in sight, by their ids. */
const cardsInSight = (engine) =>
  inBox(engine, (box) =>
    [...box.querySelectorAll(".cfb-say")]
      .filter((card) => card.getClientRects().length && card.innerText.trim())
      .map(({ id }) => id),
  );

function assertTold(text, strings) {
  assert.deepEqual(
    strings.filter((each) => !text.includes(oneSpace(each))),
    [],
  );
}

for (const [path, story] of Object.entries(ARTICLES)) {
  test(`${path}: no script runs`, async ({ engine, url }) => {
    await engine.go(url + path);
    assert.deepEqual(
      await engine.run(() => [
        Symbol.for("record") in globalThis,
        Boolean(customElements.get("contract-fact-box")),
      ]),
      [false, false],
    );
  });

  test(`${path}: title, stages, value, facts and all words on the contract are in sight`, async ({
    engine,
    url,
  }) => {
    await engine.go(url + path);
    const { title, track, value, facts } = story;
    assertTold(await shown(engine), [
      title,
      ...track.map(({ label }) => label),
      value.text,
      ...facts.map(({ text }) => text),
      ...ownIssues(story).flatMap(({ cards }) => cards.map(({ text }) => text)),
    ]);
  });

  test(`${path}: all that is told can be opened and read`, async ({ engine, url }) => {
    await engine.go(url + path);
    const strings = told(story, { inBox: !engine.old });
    assert.ok(strings.length > 150, "the document is whole");
    // Without declarative shadow roots the story stands open in the page.
    if (!engine.old)
      await inBox(engine, (box) =>
        box.querySelectorAll("details").forEach((details) => (details.open = true)),
      );
    // A box that has no room for the position strip names the questions about the contract by their labels.
    const questions = engine.old ? [] : ownIssues(story).map(({ question }) => oneSpace(question));
    assertTold(await shown(engine), [
      ...strings.filter((each) => !questions.includes(each)),
      ...ownIssues(story).map(({ label }) => label),
    ]);
  });

  test(
    `${path}: the filter shows what is said on one question, and nothing else`,
    { tag: "@new" },
    async ({ engine, url }) => {
      await engine.go(url + path);
      const all = await cardsInSight(engine);
      const questions = ownIssues(story);
      assert.deepEqual(
        all,
        shownCards(questions).map(({ id }) => id),
      );
      for (const [at, issue] of questions.entries()) {
        await click(engine, ".cfb-tab", at + 1);
        assert.deepEqual(
          await cardsInSight(engine),
          shownCards([issue]).map(({ id }) => id),
          issue.label,
        );
        // Criticism is not filtered from its response.
        assertTold(
          await shown(engine),
          issue.cards.flatMap(({ answers = [] }) => answers.map(({ text }) => text)),
        );
      }
      await click(engine, ".cfb-tab", 0);
      assert.deepEqual(await cardsInSight(engine), all);
    },
  );

  test(
    `${path}: whoever is chosen is read under every question, and nobody else`,
    { tag: "@new" },
    async ({ engine, url }) => {
      await engine.go(url + path);
      const cards = shownCards(story.issues);
      const idsOf = (people) =>
        cards.filter(({ person }) => people.includes(person)).map(({ id }) => id);
      const people = [...story.people.keys()]
        .filter((person) => idsOf([person]).length > 0)
        .slice(0, 2);
      await inBox(engine, (box) =>
        box.querySelectorAll(".cfb-sec").forEach((row) => (row.open = true)),
      );
      await click(engine, "#compare > summary");
      for (const [at, person] of people.entries()) {
        await click(engine, `[data-person="${story.people[person].id}"]`);
        assert.deepEqual(
          (await cardsInSight(engine)).sort(),
          idsOf(people.slice(0, at + 1)).sort(),
        );
      }
    },
  );

  test(`${path}: the value opens to its passage`, { tag: "@new" }, async ({ engine, url }) => {
    await engine.go(url + path);
    const passage = oneSpace(story.value.evidence[0].passage);
    const proof = () =>
      inBox(engine, (box) => box.querySelector("#f-value").innerText).then(oneSpace);
    assert.ok(!(await proof()).includes(passage));
    await click(engine, "#f-value summary");
    assert.ok((await proof()).includes(passage));
  });
}
