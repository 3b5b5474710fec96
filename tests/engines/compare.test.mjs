// People side by side on a phone: two of them are read beside each other, under their names; and where there are many, one is
// found by name.
import assert from "node:assert/strict";

import { oneSpace } from "../browser/hands.mjs";
import {
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  click,
  inBox,
  loader,
  settled,
  test as base,
  until,
  view,
  HOST,
} from "./test.mjs";

// The window of a phone, less what the browser itself takes of it.
const PHONE = { width: 375, height: 600 };
/** By story, two people of whom one criticises or answers the other, or who take different sides. */
const PAIRS = {
  [LEICESTERSHIRE]: ["palantir", "aasiya-bora"],
  [MET]: ["metropolitan-police", "sadiq-khan"],
  [SPECIMEN]: ["supplier", "cara"],
};
const CROWD = "crowd-26";

const test = base.extend({
  /** Opens a story's live box. */
  openBox: async ({ engine, openArticle }, use) => {
    await use(async (id) => {
      await openArticle(`<contract-fact-box story="${id}"></contract-fact-box>${loader}`);
      await settled(engine);
    });
  },
});
test.use({ size: PHONE });

/** Brings a row of the comparison to just below the names; what of it can be seen there, and where. */
const seeRow = (engine, at) =>
  inBox(
    engine,
    (box, at) => {
      const root = box.getRootNode();
      const head = box.querySelector(".cfb-table thead");
      const row = box.querySelectorAll(".cfb-table tbody tr")[at];
      scrollBy({ top: row.getBoundingClientRect().top, behavior: "instant" });
      scrollBy({ top: -head.getBoundingClientRect().height, behavior: "instant" });
      const place = (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      };
      /** Whether a reader sees it: nothing lies over it, and it is on the screen. */
      const isSeen = (element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        return top >= 0 && bottom <= innerHeight && element.contains(root.elementFromPoint(x, y));
      };
      return {
        width: document.documentElement.clientWidth,
        height: innerHeight,
        names: [...head.querySelectorAll("bdi")].map((name) => ({
          text: name.textContent,
          ...place(name),
          isSeen: isSeen(name),
        })),
        head: place(head),
        cells: [...row.querySelectorAll("td")].map((cell) => {
          const words = cell.querySelector(".cfb-quote, .cfb-none");
          return { ...place(cell), words: place(words), text: words.textContent };
        }),
      };
    },
    at,
  );

for (const [id, people] of Object.entries(PAIRS)) {
  test(`${id}, side by side on a phone: both people's words on each question, under their names`, async ({
    engine,
    openBox,
  }) => {
    const story = await view(id);
    const indices = people.map((each) => story.people.findIndex(({ id }) => id === each));
    await openBox(id);
    await click(engine, "#compare > summary");
    for (const index of indices) await click(engine, ".cfb-picklabel", index);
    await until(
      engine,
      "both are compared",
      (host) =>
        document.querySelector(host).shadowRoot.querySelectorAll(".cfb-table thead bdi").length ===
        2,
      HOST,
    );
    const rows = story.issues.filter(({ cards }) =>
      cards.some(({ person }) => indices.includes(person)),
    );
    for (const [at, { question }] of rows.entries()) {
      const { width, height, names, head, cells } = await seeRow(engine, at);
      assert.deepEqual(
        names.map(({ text, isSeen }) => [text, isSeen]),
        indices.map((index) => [story.people[index].name, true]),
        `${question}: the names are in sight`,
      );
      assert.equal(cells.length, 2);
      const [one, other] = cells;
      assert.ok(one.right <= other.left && other.right <= width, `${question}: beside each other`);
      for (const [side, { words, left }] of cells.entries()) {
        assert.ok(
          words.top >= head.bottom && words.bottom <= height,
          `${question}: the words are on the screen, ${JSON.stringify(words)}`,
        );
        assert.ok(Math.abs(names[side].left - left) < 2, `${question}: under their name`);
      }
    }
  });
}

test.describe("a crowd", () => {
  test.use({
    serverOptions: async ({ allStories }, use) => use({ stories: allStories.dist }),
  });

  test("a person among many is found by name, and their words come into view", async ({
    engine,
    openBox,
    allStories,
  }) => {
    const { people, issues } = await allStories.view(`${CROWD}.json`);
    const last = people.at(-1);
    const theirs = issues[0].cards.find(({ person }) => people[person] === last);
    await openBox(CROWD);
    const isInSight = () =>
      inBox(
        engine,
        (box, id) => {
          const { top, bottom, height } = box.querySelector(`#${id}`).getBoundingClientRect();
          return height > 0 && top >= 0 && bottom <= innerHeight;
        },
        theirs.id,
      );
    assert.equal(await isInSight(), false);
    await click(engine, ".cfb-who-col .cfb-field");
    for (const key of last.name.toLowerCase()) await engine.press(key);
    await until(
      engine,
      `only ${last.name} is found`,
      (host, name) => {
        const found = document.querySelector(host).shadowRoot.querySelectorAll(".cfb-found button");
        return found.length === 1 && found[0].textContent === name;
      },
      HOST,
      last.name,
    );
    await click(engine, ".cfb-found button");
    assert.equal(await isInSight(), true);
    assert.ok(oneSpace(theirs.text));
  });
});
