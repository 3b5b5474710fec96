// What stands in the parts of a box that a page shows alone: criticism never without the response. presets.test.mjs is about the
// ways to have them.
import assert from "node:assert/strict";

import { assertShows, kindOf, ownIssues, placeOf, withNested, words } from "./hands.mjs";
import { overflowing } from "./overflow.mjs";
import { policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  assertCalm,
  boxes,
  loader,
  settled,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const PHONE = { width: 375, height: 812 };
const ALL = [LEICESTERSHIRE, MET, SPECIMEN];
const stories = Object.fromEntries(await Promise.all(ALL.map(async (id) => [id, await view(id)])));
/** How high the facts alone may be on a phone: some 300 px in the bundled stories, and more in the one that has everything. */
const MOST_OF_FACTS = { [LEICESTERSHIRE]: 420, [MET]: 420, [SPECIMEN]: 480 };

/** What a page writes to have a part of a story's box. */
const part = (id, settings) =>
  `<div data-contract-fact-box="${id}"${Object.entries(settings)
    .map(([name, value]) => ` data-${name}="${value}"`)
    .join("")}></div>`;

/** Whoever has a card on a question of a story. */
const speakers = ({ people, issues }) =>
  people.filter((_, at) => issues.some(({ cards }) => cards.some(({ person }) => person === at)));

/** People of a story in pairs, so that each is compared with another. */
function pairs(story) {
  const ids = speakers(story).map(({ id }) => id);
  return ids.map((id, at) => [id, ids[(at + 1) % ids.length]]);
}

/** Opens a page with parts of boxes, each as `settings` say. */
async function opened({ pages, visit, write }, id, settings, options = PHONE) {
  pages["/page.css"] = "body { margin: 0 }";
  const { page, seen } = await visit(
    write(
      `${settings.map((each) => part(id, each)).join("")}<p>${"More of the article. ".repeat(300)}</p>${loader}`,
      '<link rel="stylesheet" href="/page.css">',
    ),
    options,
  );
  for (const host of await page.locator("[data-contract-fact-box]").all())
    await host.scrollIntoViewIfNeeded();
  const events = await settled(page, settings.length);
  assert.deepEqual([...new Set(events.map(({ type }) => type))], ["live"]);
  return { page, seen };
}

/** Finds that everything in these cards is to be read in this part: nothing is left out that answers them. */
async function assertWhole(scope, cards) {
  const text = await words(scope);
  for (const each of cards.flatMap(withNested)) {
    assert.ok(text.includes(each.text), `${each.id}: ${each.text}`);
  }
}

for (const [id, story] of Object.entries(stories)) {
  test(`${id}: whoever is criticised has an answer, or it is said that there is none, in the document of every part`, () => {
    const critical = story.issues
      .flatMap(({ cards }) => cards)
      .filter(({ answers = [] }) => answers.length);
    assert.ok(critical.length > 0);
  });

  test(`${id}: the facts alone`, async ({ stage }) => {
    const { page, seen } = await opened(stage, id, [{ parts: "facts" }]);
    const box = boxes(page);
    for (const { id: place, text } of story.facts)
      assert.ok((await words(box.locator(`[id="${place}"]`))).includes(text), text);
    assert.equal(await box.locator(".cfb-track > li").count(), story.track.length);
    assert.equal(await words(box.locator(".cfb-sum")), story.value.text.replaceAll("\u00a0", " "));
    // The words that tell why are not here, so the facts do.
    for (const { text } of story.told ?? []) assert.ok((await words(box)).includes(text), text);
    // No statement is, and none that criticises.
    assert.equal(await box.locator(".cfb-say").count(), 0);
    const { height } = await box.boundingBox();
    assert.ok(height >= 200 && height <= MOST_OF_FACTS[id], `${height} px`);
    assert.ok(await box.getByRole("link", { name: "All facts, and what others say" }).isVisible());
    assert.deepEqual(await overflowing(page), []);
    await assertCalm(page, seen);
  });

  test(`${id}: the words on the contract alone, and those on each question`, async ({ stage }) => {
    const { issues } = story;
    const { page, seen } = await opened(stage, id, [
      { parts: "words" },
      ...issues.map((issue) => ({ parts: "words", issue: issue.id })),
    ]);
    await assertShows(boxes(page).first(), ownIssues(story));
    await assertWhole(
      boxes(page).first(),
      ownIssues(story).flatMap(({ cards }) => cards),
    );
    for (const [at, issue] of issues.entries()) {
      const box = boxes(page).nth(at + 1);
      assert.equal(await box.getByRole("heading", { level: 2 }).innerText(), issue.question);
      if (issue.scope) assert.ok(await box.getByText(issue.scope, { exact: true }).isVisible());
      await assertWhole(box, issue.cards);
      for (const card of issue.cards) {
        const place = placeOf(box, card);
        if (!(await place.count())) continue;
        // With the response in the same place, and not somewhere else.
        await assertWhole(place, [card]);
      }
    }
    assert.deepEqual(await overflowing(page), []);
    await assertCalm(page, seen);
  });

  test(`${id}: people side by side, each with what answers them`, async ({ stage }) => {
    const compared = pairs(story);
    const { page, seen } = await opened(
      stage,
      id,
      compared.map((people) => ({ parts: "compare", people: people.join() })),
    );
    for (const [at, pair] of compared.entries()) {
      const box = boxes(page).nth(at);
      const people = pair.map((id) => story.people.findIndex((person) => person.id === id));
      const names = [...people].sort((a, b) => a - b).map((at) => story.people[at].name);
      const table = box.getByRole("table", { name: /^Side by side/ });
      assert.deepEqual(await table.getByRole("columnheader").locator("bdi").allInnerTexts(), names);
      for (const { question, cards } of story.issues) {
        const theirs = cards.filter(({ person }) => people.includes(person));
        const row = table.getByRole("row").filter({
          has: page.getByRole("rowheader").filter({ hasText: question }),
        });
        assert.equal(await row.count(), theirs.length ? 1 : 0, question);
        for (const card of theirs) {
          const cell = row.getByRole("cell").nth(names.indexOf(story.people[card.person].name));
          // In place of a pointer stands what it points to.
          if (kindOf(card) !== "pointer") await assertWhole(cell, [card]);
        }
      }
      // Whom the page leaves out is named.
      const issues = ownIssues(story).map(({ cards }) => ({
        cards: cards.filter((card) => kindOf(card) !== "silence"),
      }));
      const others = speakers({ people: story.people, issues });
      for (const { id, name } of others)
        if (!pair.includes(id)) assert.ok((await words(box)).includes(name), name);
    }
    assert.deepEqual(await overflowing(page), []);
    await assertCalm(page, seen);
  });

  test(`${id}: on a phone the names of two who are compared stay in view down to the last question`, async ({
    stage,
  }) => {
    const [people] = pairs(story).filter((pair) =>
      story.issues.some(
        ({ cards }) =>
          cards.filter(({ person }) => pair.includes(story.people[person].id)).length > 1,
      ),
    );
    const { page } = await opened(stage, id, [{ parts: "compare", people: people.join() }]);
    const table = boxes(page).getByRole("table", { name: /^Side by side/ });
    const last = table.getByRole("rowheader").last().locator("xpath=..");
    await last.evaluate((row) => scrollBy(0, row.getBoundingClientRect().bottom - innerHeight + 1));
    for (const name of await table.getByRole("columnheader").locator("bdi").all()) {
      const { y, height } = await name.boundingBox();
      assert.ok(y >= 0 && y + height <= PHONE.height, `from ${y}`);
    }
    const [one, other] = await Promise.all(
      [0, 1].map((at) => last.getByRole("cell").nth(at).boundingBox()),
    );
    assert.ok(one.y === other.y && one.x + one.width <= other.x, "beside each other");
  });
}
