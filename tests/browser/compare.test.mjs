// Reading people side by side, by mouse and again by keyboard alone.
import assert from "node:assert/strict";

import { HANDS, cardOf, kindOf, knownPeople, withNested, words } from "./hands.mjs";
import { policy } from "./servers.mjs";
import { LEICESTERSHIRE, MET, assertCalm, region, settled, tag, test, view } from "./test.mjs";

// The names of a page of the newsroom have a stylesheet of their own.
test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const MOST = 4;

// Two people with words on the first issue.
const PAIRS = {
  [LEICESTERSHIRE]: ["Palantir", "Aasiya Bora"],
  [MET]: ["Met Police", "Sadiq Khan"],
};

/** What opens the comparison. */
const opener = (box) => box.locator("#compare > summary");
/** The tick box in the list of everybody. */
const listed = (box, name) =>
  box
    .getByRole("group", { name: "Compare side by side" })
    .getByRole("checkbox", { name, exact: true });
const table = (box) => box.getByRole("table", { name: /^Side by side/ });
/** The heads of the columns, but for that of the questions. */
const heads = (box) => table(box).getByRole("columnheader").locator("bdi");
/** What a listener is told. */
const told = (box) => words(box.getByRole("status").first());

/** Opens the comparison and ticks these people in its list. */
async function compare(hand, box, names) {
  await hand.toggle(opener(box));
  for (const name of names) await hand.tick(listed(box, name));
}

async function opened({ visit, write }, id, options) {
  const story = await view(id);
  const { page, seen } = await visit(write(tag(id)), options);
  await settled(page);
  return { page, seen, story, box: region(page, story) };
}

for (const [id, pair] of Object.entries(PAIRS)) {
  const story = await view(id);
  for (const [name, hands] of Object.entries(HANDS)) {
    const reads = (what, read) =>
      test(`${id}, by ${name}: ${what}`, async ({ stage }) => {
        const { page, seen, box } = await opened(stage, id);
        await read(hands(page), box, page);
        await assertCalm(page, seen);
      });

    reads("two are picked, and stand side by side under their names", async (hand, box) => {
      assert.equal(await told(box), "");
      await hand.toggle(opener(box));
      assert.ok(await box.getByText("Pick up to four to compare.", { exact: true }).isVisible());
      for (const person of pair) {
        await hand.tick(listed(box, person));
        assert.equal(await told(box), `${person} added to the comparison`);
      }
      assert.deepEqual(await heads(box).allInnerTexts(), pair);
      // Each in the words that stand above.
      for (const person of pair) {
        const quote = cardOf(box.locator(".cfb-who-col"), person).locator(".cfb-quote").first();
        assert.ok(
          (await words(table(box))).includes(await words(quote)),
          `${person}: ${await words(quote)}`,
        );
      }
      await hand.tick(listed(box, pair[0]));
      assert.equal(await told(box), `${pair[0]} removed from the comparison`);
      assert.deepEqual(await heads(box).allInnerTexts(), pair.slice(1));
      assert.ok(await box.getByText("Pick one more to compare.", { exact: true }).isVisible());
    });

    reads("the choice is cleared, and the focus stays in the box", async (hand, box) => {
      await compare(hand, box, pair);
      await hand.press(box.getByRole("button", { name: "Clear selection", exact: true }));
      assert.equal(await table(box).count(), 0);
      assert.equal(await box.getByRole("checkbox", { checked: true }).count(), 0);
      assert.equal(await told(box), "");
      // The button that had the focus is gone.
      assert.ok(await opener(box).evaluate((summary) => summary.matches(":focus")));
    });

    // Of a story of fewer, all can be.
    if (knownPeople(story).length > MOST)
      reads(
        `${MOST} are the most that can be picked, and a listener is told`,
        async (hand, box) => {
          const people = knownPeople(story).map((each) => each.name);
          await compare(hand, box, people.slice(0, MOST));
          assert.equal(
            await told(box),
            `${people[MOST - 1]} added to the comparison. You can compare up to four. Remove one to add another.`,
          );
          const boxes = box.getByRole("checkbox");
          const enabled = () =>
            boxes.evaluateAll((all) =>
              all.filter((each) => !each.disabled).every((each) => each.checked),
            );
          assert.ok(await enabled(), "nobody else can be picked");
          assert.equal(await heads(box).count(), MOST);
          await hand.tick(listed(box, people[0]));
          assert.equal(await told(box), `${people[0]} removed from the comparison`);
          assert.equal(await boxes.and(box.page().locator(":disabled")).count(), 0);
        },
      );
  }

  for (const { width, at, sided, count } of [
    { width: 1000, at: "the side", sided: "columns", count: 2 },
    { width: 660, at: "the top", sided: "columns", count: 2 },
    { width: 375, at: "the top", sided: "columns", count: 2 },
    { width: 320, at: "the top", sided: "columns", count: 2 },
    { width: 375, at: "the top", sided: "cards", count: 3 },
    {
      width: 660,
      at: "the top",
      sided: "columns",
      count: Math.min(MOST, knownPeople(story).length),
    },
  ]) {
    test(`${id}: at ${width} px ${count} stand as ${sided}, with each question at ${at}`, async ({
      stage,
    }) => {
      const { page, box } = await opened(stage, id, { width });
      // The two who stand in `pair`, and others.
      const names = knownPeople(story).map((each) => each.name);
      const chosen = [...pair, ...names.filter((each) => !pair.includes(each))].slice(0, count);
      await compare(HANDS.mouse(page), box, chosen);
      const people = names.filter((each) => chosen.includes(each));
      const rows = table(box)
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader") });
      assert.ok((await rows.count()) > 0);
      for (const row of await rows.all()) {
        const cells = row.getByRole("cell");
        assert.equal(await cells.count(), count);
        const question = await row.getByRole("rowheader").boundingBox();
        const places = await Promise.all((await cells.all()).map((cell) => cell.boundingBox()));
        for (const [at, place] of places.slice(1).entries()) {
          const before = places[at];
          if (sided === "columns")
            assert.ok(before.x + before.width <= place.x && before.y === place.y, "side by side");
          else assert.ok(before.y + before.height <= place.y && before.x === place.x, "one by one");
        }
        if (at === "the side") assert.ok(question.x + question.width <= places[0].x);
        else assert.ok(question.y + question.height <= places[0].y);
        // Where no column heads are seen, each cell names its person.
        for (const [at, person] of people.entries()) {
          const name = cells.nth(at).locator(".cfb-cell-who");
          assert.equal(await name.textContent(), person);
          assert.equal(await name.isVisible(), sided === "cards");
        }
      }
      if (sided === "columns") {
        // Each head over its column.
        const cells = rows.first().getByRole("cell");
        for (const at of people.keys()) {
          const [head, cell] = await Promise.all([
            table(box)
              .getByRole("columnheader")
              .nth(at + 1)
              .boundingBox(),
            cells.nth(at).boundingBox(),
          ]);
          assert.ok(head.x === cell.x && head.y < cell.y, "a head over its column");
        }
      }
      for (const issue of story.issues) {
        const asked = await table(box)
          .getByRole("rowheader")
          .filter({ hasText: issue.question })
          .count();
        const silent = await box
          .getByText(/^None of them is quoted on:/)
          .filter({ hasText: issue.label })
          .count();
        assert.equal(asked + silent, 1, issue.label);
      }
    });
  }

  // To a listener a cell is of the column at its place.
  for (const width of [375, 1000]) {
    test(`${id}: at ${width} px each row is heard to have a question and a cell for each person`, async ({
      stage,
    }) => {
      const { page, box } = await opened(stage, id, { width });
      await compare(HANDS.mouse(page), box, pair);
      const rows = await table(box).getByRole("row").all();
      assert.deepEqual(
        await table(box)
          .getByRole("columnheader")
          .allInnerTexts()
          .then((all) => all[0].trim()),
        "Question",
      );
      for (const row of rows) {
        const cells = ["columnheader", "rowheader", "cell"].map((role) =>
          row.getByRole(role).count(),
        );
        const counts = await Promise.all(cells);
        assert.equal(
          counts.reduce((sum, each) => sum + each),
          pair.length + 1,
          String(counts),
        );
      }
    });
  }
}

/** Places on the screen, of one element or several. */
const places = (locator) =>
  locator.evaluateAll((all) =>
    all.map((each) => {
      const { left, top, right, bottom, height } = each.getBoundingClientRect();
      return { left, top, right, bottom, height };
    }),
  );

const PHONE = { width: 375, height: 812 };
/** How high a bar of the page's own is at the top of the screen. */
const BARS = { "no bar": 0, "a bar of its own": 56 };

for (const [id, pair] of Object.entries(PAIRS)) {
  for (const [bar, height] of Object.entries(BARS)) {
    test(`${id}: on a phone, in a page with ${bar}, the names of two stay over the rows down to the last`, async ({
      pages,
      visit,
      write,
    }) => {
      pages["/bar.css"] =
        `main { --cfb-sticky-top: ${height}px } .bar { position: sticky; top: 0; height: ${height}px; z-index: 9 }`;
      const { page } = await visit(
        write(
          `<div class="bar"></div>${tag(id)}<p>${"More of the article. ".repeat(300)}</p>`,
          '<link rel="stylesheet" href="/bar.css">',
        ),
        PHONE,
      );
      await settled(page);
      const box = region(page, await view(id));
      await compare(HANDS.mouse(page), box, pair);
      const rows = table(box)
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader") });
      const count = await rows.count();
      assert.ok(count > 1);
      const head = table(box).locator("thead");
      for (const at of [0, count - 1]) {
        const row = rows.nth(at);
        // As far as there is something of it: then the reader is at its end.
        await row.evaluate((row) => {
          const { bottom } = row.getBoundingClientRect();
          scrollBy(0, bottom - innerHeight + 1);
        });
        const [names] = await places(head);
        const [{ bottom }] = await places(row);
        assert.ok(bottom <= PHONE.height);
        assert.ok(
          names.top >= height && names.bottom <= PHONE.height && names.height > 0,
          `row ${at}: the names are from ${names.top} to ${names.bottom}`,
        );
        // They are to be seen, and not covered by the words that scroll below them.
        for (const name of await heads(box).all())
          assert.ok(
            await name.evaluate((name) => {
              const { left, top, width, height } = name.getBoundingClientRect();
              const seen = name.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
              return name === seen || name.contains(seen);
            }),
          );
      }
    });
  }

  test(`${id}: on a phone, what two say on one question is on one screen wherever it fits, under their names`, async ({
    stage,
  }) => {
    const { page, box } = await opened(stage, id, PHONE);
    await compare(HANDS.mouse(page), box, pair);
    const rows = table(box)
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader") });
    const [{ height: names }] = await places(table(box).locator("thead"));
    let fitting = 0;
    for (const row of await rows.all()) {
      const cells = row.getByRole("cell");
      const tallest = Math.max(...(await places(cells)).map(({ height }) => height));
      if (tallest + names > PHONE.height) continue;
      fitting++;
      await cells.first().evaluate((cell, names) => {
        scrollBy(0, cell.getBoundingClientRect().top - names);
      }, Math.ceil(names));
      const [{ bottom: end }] = await places(table(box).locator("thead"));
      for (const { top, bottom } of await places(cells))
        assert.ok(top >= end - 1 && bottom <= PHONE.height + 1, `from ${top} to ${bottom}`);
    }
    assert.ok(fitting > 0, "there is a question on which both fit");
  });
}

/** Where criticism stands in a comparison, and what must stand with it: what answers it, or that nothing does. */
const CRITICISM = [
  [
    "feedback loops",
    /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
  ],
  [
    "covertly paying influencers",
    /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
  ],
];

test("side by side, too, words that criticise stand with the answer", async ({ stage }) => {
  const { page, story, box } = await opened(stage, LEICESTERSHIRE, { width: 1000 });
  await compare(HANDS.mouse(page), box, ["Unnamed critics", "Jo Maugham"]);
  const cell = (text) => table(box).getByRole("cell").filter({ hasText: text });
  for (const [text, answer] of CRITICISM) assert.match(await words(cell(text)), answer);
  // Whatever is in a card that is shown here stands in the cell with it.
  const people = ["Unnamed critics", "Jo Maugham"].map((name) =>
    story.people.findIndex((person) => person.name === name),
  );
  const cards = story.issues.flatMap(({ cards }) => cards);
  for (const card of cards.filter(({ person }) => people.includes(person)))
    for (const { text } of withNested(card))
      assert.ok((await words(table(box))).includes(text), text);
});

test("an answer stands in its own column, and says whom it answers", async ({ stage }) => {
  const { page, story, box } = await opened(stage, MET, { width: 1000 });
  await compare(HANDS.mouse(page), box, PAIRS[MET]);
  const [issue] = story.issues;
  const pointer = issue.cards.find((card) => kindOf(card) === "pointer");
  const answer = issue.cards.flatMap(withNested).find(({ id }) => id === pointer.body.pointer.to);
  const row = table(box)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: issue.question }) });
  const own = await words(row.getByRole("cell").nth(0));
  assert.ok(own.includes(`In reply to Sadiq Khan. `), own);
  assert.ok(own.includes(answer.text), own);
});
