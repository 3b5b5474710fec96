// With scripts off in the browser's own settings: the demo articles, read from the top to what opens last.
import assert from "node:assert/strict";

import { kindOf, oneSpace } from "../browser/hands.mjs";
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

/** Every string of a view document that a reader must find; the box names the source of a caveat by its number. */
function told(value, { inBox }, key = "") {
  if (typeof value === "string") return TOLD.has(key) ? [oneSpace(value)] : [];
  if (Array.isArray(value)) return value.flatMap((each) => told(each, { inBox }, key));
  const elsewhere = (within) =>
    ["words", "kind"].includes(within) || (inBox && key === "caveats" && within === "evidence");
  const entries = Object.entries(value ?? {}).filter(([within]) => !elsewhere(within));
  return entries.flatMap(([key, each]) => told(each, { inBox }, key));
}

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

  test(`${path}: title, status, value, facts and the first question are in sight`, async ({
    engine,
    url,
  }) => {
    await engine.go(url + path);
    const { title, status, value, facts, issues } = story;
    assertTold(await shown(engine), [
      title,
      status.text,
      value.text,
      ...facts.map(({ text }) => text),
      issues[0].question,
    ]);
  });

  test(`${path}: all that is told can be opened and read`, async ({ engine, url }) => {
    await engine.go(url + path);
    const strings = told(story, { inBox: !engine.old });
    assert.ok(strings.length > 150, "the document is whole");
    // Without declarative shadow roots the story stands open in the page.
    if (engine.old) return assertTold(await shown(engine), strings);
    await inBox(engine, (box) =>
      box.querySelectorAll("details").forEach((details) => (details.open = true)),
    );
    let text = "";
    for (const [at, { question }] of story.issues.entries()) {
      await click(engine, ".cfb-tab", at);
      assert.ok(
        await inBox(engine, (box, at) => box.querySelectorAll(".cfb-radio")[at].checked, at),
        `tab ${at} is chosen`,
      );
      const now = await shown(engine);
      for (const each of story.issues)
        assert.equal(now.includes(each.question), each.question === question, each.question);
      text += now;
    }
    assertTold(text, strings);
  });

  test(
    `${path}: whoever is chosen is read under every question, and nobody else`,
    { tag: "@new" },
    async ({ engine, url }) => {
      await engine.go(url + path);
      // Two answers of one person to one statement are pointed at once.
      const alike = (one, other) =>
        one && kindOf(one) === "pointer" && one.person === other.person && one.text === other.text;
      const stands = story.issues.flatMap(({ rows }) =>
        rows.flatMap(({ cards }) => cards.filter((card, at) => !alike(cards[at - 1], card))),
      );
      const said = (person) => stands.filter((card) => card.person === person).length;
      const people = story.people
        .map((_, person) => person)
        .filter((person) => said(person) > 0)
        .slice(0, 2);
      const cards = () =>
        inBox(engine, (box) =>
          [...box.querySelectorAll(".cfb-say")]
            .filter((card) => card.getClientRects().length && card.innerText.trim())
            .map((card) => card.className),
        );
      await click(engine, ".cfb-cmp > summary");
      for (const [count, person] of people.entries()) {
        await click(engine, ".cfb-picklabel", person);
        const chosen = people.slice(0, count + 1);
        const seen = await cards();
        for (const each of chosen)
          assert.equal(seen.filter((name) => name === `cfb-say cfb-p${each}`).length, said(each));
        assert.equal(
          seen.length,
          chosen.reduce((sum, each) => sum + said(each), 0),
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
