// People side by side on a phone: two of them are read beside each other, under their names, however they come to stand there;
// and where there are many, one is found by name.
import assert from "node:assert/strict";
import { join } from "node:path";

import { ROOT } from "../browser/servers.mjs";
import { callTool } from "../tool.mjs";
import {
  HOST,
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
  withoutLoader,
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
    await use(async (id, settings = "") => {
      await openArticle(
        `<contract-fact-box story="${id}"${settings}></contract-fact-box>${loader}`,
      );
      await settled(engine);
    });
  },
});
test.use({ size: PHONE });

/** By name, how two people come to stand side by side: what is called with the test's fixtures, a story and the two. */
const WAYS = {
  "chosen by a reader": async ({ engine, openBox }, { id }, ids) => {
    await openBox(id);
    await click(engine, "#compare > summary");
    for (const each of ids) await click(engine, `[data-person="${each}"]`);
  },
  "as the page's preset": ({ openBox }, { id }, ids) =>
    openBox(id, ` data-parts="compare" data-people="${ids.join(",")}"`),
  "as a prerendered preset without script": async ({ openArticle }, { id }, ids) => {
    const file = join(ROOT, `www/stories/${id}.json`);
    const preset = ["--parts", "compare", "--people", ids.join(",")];
    const form = ["--as", "snippet", "--css", "link", "--base", "/dist/"];
    await openArticle(withoutLoader(await callTool("prerender", ...form, ...preset, file)));
  },
};

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

for (const [id, ids] of Object.entries(PAIRS)) {
  for (const [way, show] of Object.entries(WAYS)) {
    const tag = way.includes("prerendered") ? "@new" : [];
    test(
      `${id}, side by side on a phone ${way}: both people's words on each question, under their names`,
      { tag },
      async ({ engine, openArticle, openBox }) => {
        const story = await view(id);
        const people = ids.map((id) => story.people.findIndex((person) => person.id === id));
        await show({ engine, openArticle, openBox }, story, ids);
        await until(
          engine,
          "both are compared",
          (host) =>
            document.querySelector(host).shadowRoot?.querySelectorAll(".cfb-table thead bdi")
              .length === 2,
          HOST,
        );
        const rows = story.issues.filter(({ cards }) =>
          cards.some(({ person }) => people.includes(person)),
        );
        for (const [at, { question }] of rows.entries()) {
          const { width, height, names, head, cells } = await seeRow(engine, at);
          assert.deepEqual(
            names.map(({ text, isSeen }) => [text, isSeen]),
            people.map((index) => [story.people[index].name, true]),
            `${question}: the names are in sight`,
          );
          assert.equal(cells.length, 2);
          const [one, other] = cells;
          assert.ok(
            one.right <= other.left && other.right <= width,
            `${question}: beside each other`,
          );
          for (const [side, { words, left }] of cells.entries()) {
            assert.ok(
              words.top >= head.bottom && words.bottom <= height,
              `${question}: the words are on the screen, ${JSON.stringify(words)}`,
            );
            assert.ok(Math.abs(names[side].left - left) < 2, `${question}: under their name`);
          }
        }
      },
    );
  }
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
    await engine.run(() => {
      const kept = (globalThis[Symbol.for("keys")] = []);
      addEventListener("keydown", ({ key }) => kept.push(key));
    });
    await click(engine, ".cfb-who-col .cfb-field");
    for (const key of last.name.toLowerCase()) await engine.press(key);
    await engine.press("Enter");
    // There, the first one closes the suggestions.
    if (engine.name === "WebKit") await engine.press("Enter");
    await until(
      engine,
      "their words are found",
      (host, id) => document.querySelector(host).shadowRoot.querySelector("[data-here]")?.id === id,
      HOST,
      theirs.id,
    );
    assert.equal(await isInSight(), true);
    // The page would take them for its own shortcuts, since to it the focus is on the box.
    assert.deepEqual(await engine.run(() => globalThis[Symbol.for("keys")]), []);
  });
});
