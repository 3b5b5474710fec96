// With scripts: every way of embedding becomes a live box under the strict policy, and is read by keyboard alone.
import assert from "node:assert/strict";

import { oneSpace, ownIssues, shownCards } from "../browser/hands.mjs";
import { held, snippet } from "../browser/servers.mjs";
import {
  HOST,
  LEICESTERSHIRE,
  MET,
  inBox,
  loader,
  reach,
  recorded,
  settled,
  shown,
  tag,
  test,
  until,
  view,
} from "./test.mjs";

const FALLBACK = "The facts, as the page itself has them";

const WAYS = {
  "a snippet": { id: LEICESTERSHIRE, body: await snippet(LEICESTERSHIRE) },
  "a script tag": { id: LEICESTERSHIRE, body: tag(LEICESTERSHIRE) },
  "a marked div": {
    id: MET,
    body: `<div data-contract-fact-box="${MET}"><a href="#facts">${FALLBACK}</a></div>${loader}`,
  },
};
/** Narrow and wide ones; where a machine has not got one, another takes its place. */
const FONTS = ["DejaVu Sans", "DejaVu Sans Condensed", "Liberation Serif", "monospace"];
const DEMOS = { "/leicestershire.html": LEICESTERSHIRE, "/met.html": MET };

/** The first statement of each person on the contract: what stands open, however much there is. */
const firstWords = (story) => {
  const cards = shownCards(ownIssues(story)).toReversed();
  return [...new Map(cards.map(({ person, text }) => [person, text])).values()];
};

/** Finds one live box with its story, styled, and that nothing was said, thrown or blocked on the way. */
async function assertLive(engine, story) {
  const { events, ...went } = await recorded(engine);
  assert.deepEqual(events, [{ type: "live", detail: {}, id: "", bubbles: true, composed: true }]);
  assert.deepEqual(went, { console: [], errors: [], violations: [] });
  const [live, background, line] = await inBox(engine, (box) => [
    box.matches(".cfb-live"),
    getComputedStyle(box).backgroundColor,
    getComputedStyle(box.querySelector("#f-value .cfb-dot")).textDecorationLine,
  ]);
  assert.ok(live);
  assert.notEqual(background, "rgba(0, 0, 0, 0)", "its stylesheet holds");
  assert.equal(line, "underline", "what opens looks like it");
  const text = await shown(engine);
  const stages = story.track.map(({ label }) => label);
  for (const each of [story.title, ...stages, story.value.text, ...firstWords(story)])
    assert.ok(text.includes(oneSpace(each)), each);
}

/** Everything that a reader does with a box, from control to control. */
async function readByKeyboard(engine, story) {
  const says = async (words, where) => {
    const find = (host, words, where) =>
      document
        .querySelector(host)
        .shadowRoot.querySelector(where)
        .innerText.replace(/\s+/g, " ")
        .includes(words);
    await until(engine, `${where} shows "${words}"`, find, HOST, oneSpace(words), where);
  };

  const passage = oneSpace(story.value.evidence[0].passage);
  assert.ok(!(await shown(engine)).includes(passage));
  await reach(engine, "#f-value summary");
  await engine.press("Enter");
  await says(passage, "#f-value");

  await reach(engine, ".cfb-radio:checked");
  const [{ label, cards }, { cards: others }] = story.issues;
  const other = oneSpace(others[0].text);
  assert.ok((await shown(engine)).includes(other));
  await engine.press("ArrowRight");
  await until(
    engine,
    `only "${label}" is shown`,
    (host, other) => {
      const cards = document.querySelector(host).shadowRoot.querySelector(".cfb-cards");
      return !cards.innerText.replace(/\s+/g, " ").includes(other);
    },
    HOST,
    other,
  );
  await says(cards[0].text, `#${cards[0].id}`);

  await reach(engine, "#compare > summary");
  await engine.press("Enter");
  await reach(engine, ".cfb-pick .cfb-box");
  await engine.press("Space");
  await reach(engine, ".cfb-pick .cfb-box");
  await engine.press("Space");
  for (const { name } of story.people.slice(0, 2)) await says(name, ".cfb-table");
  const columns = await inBox(engine, (box) => box.querySelectorAll(".cfb-table thead bdi").length);
  assert.equal(columns, 2);

  const background = story.sections.find(({ id }) => id === "context").groups[0].lines[0].text;
  assert.ok(!(await shown(engine)).includes(oneSpace(background)));
  await reach(engine, "#row-background > summary");
  await engine.press("Enter");
  await says(background, "#row-background");
}

test("the position strip has equal columns, and no word of it beyond its column, whatever the font and the room", async ({
  engine,
  write,
}) => {
  const { stances } = await view(LEICESTERSHIRE);
  await engine.go(
    write(`<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`),
  );
  await settled(engine);
  for (const font of FONTS) {
    for (const width of [1100, 1280]) {
      const { columns, beyond } = await inBox(
        engine,
        (box, font, width) => {
          const { style } = box.getRootNode().host;
          style.setProperty("--cfb-font", font);
          style.inlineSize = `${width}px`;
          const cells = [...box.querySelectorAll(".cfb-strip :is(thead th:not(.cfb-vh), td)")];
          const range = document.createRange();
          return {
            columns: cells.map((cell) => Math.round(cell.getBoundingClientRect().width)),
            beyond: cells
              .filter((cell) => {
                range.selectNodeContents(cell);
                const [words, room] = [range, cell].map((each) => each.getBoundingClientRect());
                return words.left < room.left - 1 || words.right > room.right + 1;
              })
              .map((cell) => cell.textContent),
          };
        },
        font,
        width,
      );
      const at = `${font}, ${width} px`;
      assert.equal(columns.length % stances.length, 0, at);
      assert.ok(columns[0] > 0 && Math.max(...columns) - Math.min(...columns) <= 1, at);
      assert.deepEqual(beyond, [], at);
    }
  }
});

for (const [way, { id, body }] of Object.entries(WAYS)) {
  test(`${way} becomes a live box, and is read by keyboard alone`, async ({ engine, write }) => {
    const story = await view(id);
    await engine.go(write(body));
    await settled(engine);
    await assertLive(engine, story);
    await readByKeyboard(engine, story);
    const { console, errors } = await recorded(engine);
    assert.deepEqual([...console, ...errors], []);
  });
}

for (const [path, id] of Object.entries(DEMOS)) {
  test(`${path} has a live box`, async ({ engine, url }) => {
    await engine.go(url + path);
    await settled(engine);
    await assertLive(engine, await view(id));
  });
}

for (const [way, { id, body }] of Object.entries(WAYS)) {
  test(`${way} shows the static box until the live one is there`, async ({
    engine,
    faults,
    write,
  }) => {
    const { asked, answer } = held(faults, "/contract_fact_box_bg.wasm");
    const story = await view(id);
    await engine.go(write(body));
    await asked;
    const text = await shown(engine);
    for (const each of [story.title, story.value.text, ...firstWords(story)])
      assert.ok(text.includes(oneSpace(each)), each);
    assert.deepEqual((await recorded(engine)).events, []);
    answer();
    await settled(engine);
    await assertLive(engine, story);
  });
}
