// Reading people side by side, by mouse and again by keyboard alone.
import assert from "node:assert/strict";

import { HANDS, panel, rowOf, words } from "./hands.mjs";
import { LEICESTERSHIRE, MET, assertCalm, region, settled, tag, test, view } from "./test.mjs";

const MOST = 4;

// Two people of the first issue, who stand in different rows of it.
const PAIRS = {
  [LEICESTERSHIRE]: ["Palantir", "Aasiya Bora"],
  [MET]: ["Met Police", "Sadiq Khan"],
};

/** The tick box at somebody's name in an open row. */
const here = (scope, name) =>
  scope.getByRole("checkbox", { name: `Compare ${name}`, exact: true }).first();
/** The tick box in the list of everybody. */
const listed = (box, name) =>
  box.getByRole("group", { name: "Compare views" }).getByRole("checkbox", { name, exact: true });

/** Opens the comparison and ticks these people in its list. */
async function compare(hand, box, names) {
  await hand.toggle(box.locator("summary", { hasText: "Compare views" }));
  for (const name of names) await hand.tick(listed(box, name));
}

for (const [id, pair] of Object.entries(PAIRS)) {
  const story = await view(id);
  for (const [name, hands] of Object.entries(HANDS)) {
    const reads = (what, read, size = {}) =>
      test(`${id}, by ${name}: ${what}`, async ({ visit, write }) => {
        const { page, seen } = await visit(write(tag(id)), size);
        await settled(page);
        await read(hands(page), region(page, story), page);
        await assertCalm(page, seen);
      });

    reads(
      "two are picked where they stand, and a bar leads to them side by side",
      async (hand, box) => {
        const [issue] = story.issues;
        const status = box.getByRole("status").first();
        assert.equal(await words(status), "");
        const shown = await panel(box, issue);
        for (const [at, person] of pair.entries()) {
          const row = rowOf(shown, person);
          await hand.toggle(row.locator("summary").first());
          await hand.tick(here(row, person));
          assert.equal(await words(status), `${person} added to the comparison`);
          if (at === 0)
            assert.match(
              await words(box.locator(".cfb-picked")),
              new RegExp(`^${person}\\. Pick one more`),
            );
        }
        const names = story.people.map((each) => each.name).filter((each) => pair.includes(each));
        await hand.press(
          box.getByRole("button", { name: `Side by side: ${names.join(", ")}`, exact: true }),
        );
        const table = box.getByRole("table", { name: `Side by side: ${names.join(", ")}` });
        assert.ok(await table.isVisible());
        const summary = box.locator("summary", { hasText: "Compare views" });
        assert.ok(
          await summary.evaluate((element) => element.matches(":focus")),
          "the focus is on the comparison's summary",
        );
        const inView = await summary.evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          // Scrolling stops at whole pixels, places do not.
          return top >= -1 && bottom <= innerHeight + 1;
        });
        assert.ok(inView, "the comparison is in view");
        for (const each of names) {
          assert.ok(await listed(box, each).isChecked());
          assert.equal(await table.getByRole("columnheader").filter({ hasText: each }).count(), 1);
        }
        // Whoever is picked in one place is picked in the other.
        await hand.tick(listed(box, names[0]));
        assert.equal(await words(status), `${names[0]} removed from the comparison`);
        assert.equal(await here(shown, names[0]).isChecked(), false);
      },
    );

    reads("the choice is cleared, and the focus stays in the box", async (hand, box, page) => {
      await compare(hand, box, pair);
      await hand.press(box.getByRole("button", { name: "Clear selection", exact: true }));
      assert.equal(await box.getByRole("table").count(), 0);
      assert.equal(await box.getByRole("checkbox", { checked: true }).count(), 0);
      assert.equal(await box.locator(".cfb-picked").count(), 0);
      assert.equal(await words(box.getByRole("status").first()), "");
      if (name === "keyboard") {
        const active = await page.evaluate(
          () =>
            document.activeElement.shadowRoot?.activeElement?.localName ??
            document.activeElement.localName,
        );
        assert.notEqual(
          active,
          "body",
          "the button that had the focus is gone, and the focus with it",
        );
      }
    });

    reads(`${MOST} are the most that can be picked`, async (hand, box) => {
      const people = story.people.map((each) => each.name);
      await compare(hand, box, people.slice(0, MOST));
      const boxes = box.getByRole("checkbox", { includeHidden: true });
      const enabled = () =>
        boxes.evaluateAll((all) =>
          all.filter((each) => !each.disabled).every((each) => each.checked),
        );
      assert.ok(await enabled(), "nobody else can be picked, here or in a row");
      assert.equal(await box.getByRole("table").getByRole("columnheader").count(), MOST);
      await hand.tick(listed(box, people[0]));
      assert.equal(await boxes.and(box.page().locator(":disabled")).count(), 0);
    });
  }

  for (const { width, sided } of [
    { width: 1000, sided: "columns" },
    { width: 375, sided: "cards" },
  ]) {
    test(`${id}: at ${width} px they stand as ${sided}`, async ({ visit, write }) => {
      const { page } = await visit(write(tag(id)), { width });
      await settled(page);
      const box = region(page, story);
      await compare(HANDS.mouse(page), box, pair);
      const table = box.getByRole("table");
      const rows = table.locator("tbody tr").filter({ has: page.getByRole("cell") });
      assert.ok((await rows.count()) > 0);
      for (const row of await rows.all()) {
        const [one, other] = await Promise.all(
          [0, 1].map((at) => row.getByRole("cell").nth(at).boundingBox()),
        );
        if (sided === "columns")
          assert.ok(one.x + one.width <= other.x && one.y === other.y, "side by side");
        else assert.ok(one.y + one.height <= other.y && one.x === other.x, "one below the other");
        // Where no column heads are seen, each card names its person.
        for (const [at, person] of story.people
          .filter((each) => pair.includes(each.name))
          .entries()) {
          const name = row
            .getByRole("cell")
            .nth(at)
            .getByText(person.name, { exact: true })
            .first();
          assert.equal(await name.isVisible(), sided === "cards");
        }
      }
      // The heads stand over their columns, or are there for a screen reader alone.
      const heads = table.getByRole("columnheader");
      assert.equal(await heads.count(), 2);
      const cells = rows.first().getByRole("cell");
      for (const at of [0, 1]) {
        const [head, cell] = await Promise.all(
          [heads, cells].map((each) => each.nth(at).boundingBox()),
        );
        if (sided === "columns")
          assert.ok(head.x === cell.x && head.y < cell.y, "a head over its column");
      }
      for (const issue of story.issues) {
        const asked = await table
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
}

test("side by side, too, words that criticise stand with the answer", async ({ visit, write }) => {
  const story = await view(LEICESTERSHIRE);
  const { page } = await visit(write(tag(LEICESTERSHIRE)), { width: 1000 });
  await settled(page);
  const box = region(page, story);
  await compare(HANDS.mouse(page), box, ["Unnamed critics", "Jo Maugham"]);
  const cell = (text) => box.getByRole("cell").filter({ hasText: text });
  assert.match(
    await words(cell("feedback loops")),
    /Palantir: Declined to comment\. It “has previously refused to comment” on software it has provided to US police forces/,
  );
  assert.match(
    await words(cell("covertly paying influencers")),
    /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
  );
});
