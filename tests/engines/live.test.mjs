// With scripts: every way of embedding becomes a live box under the strict policy, and is read by keyboard alone.
import assert from "node:assert/strict";

import { oneSpace } from "../browser/hands.mjs";
import { FONTS, laid } from "../browser/laid.mjs";
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
const DEMOS = { "/leicestershire.html": LEICESTERSHIRE, "/met.html": MET };

/** Finds one live box with its story, styled, and that nothing was said, thrown or blocked on the way. */
async function assertLive(engine, story) {
  const { events, ...went } = await recorded(engine);
  assert.deepEqual(events, [{ type: "ready", detail: {}, id: "", bubbles: true, composed: true }]);
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
  for (const each of [story.title, story.status.text, story.value.text, story.issues[0].question])
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
  await engine.press("ArrowRight");
  const [first, second] = story.issues;
  await says(second.question, ".cfb-panels");
  assert.ok(!(await shown(engine)).includes(first.question), "one question at a time");

  const { text } = second.rows[0].cards[0];
  assert.ok(!(await shown(engine)).includes(oneSpace(text)));
  await reach(engine, ".cfb-panel:nth-child(2) .cfb-group:first-of-type > summary");
  await engine.press("Enter");
  await says(text, ".cfb-panel:nth-child(2)");

  await reach(engine, ".cfb-cmp > summary");
  await engine.press("Enter");
  await reach(engine, ".cfb-pick .cfb-box");
  await engine.press("Space");
  await reach(engine, ".cfb-pick .cfb-box");
  await engine.press("Space");
  for (const { name } of story.people.slice(0, 2)) await says(name, "table");
  const columns = await inBox(engine, (box) => box.querySelectorAll("thead th").length);
  assert.equal(columns, 2);
}

test("the table of everyone breaks no word, whatever the font and the room", async ({
  engine,
  write,
}) => {
  await engine.go(
    write(`<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`),
  );
  await settled(engine);
  const widths = [320, 480, 640, 660, 680, 700, 720, 740, 760, 780, 900];
  for (const font of FONTS) {
    const seen = await inBox(
      engine,
      `(box, font, widths) => {
        box.getRootNode().host.style.setProperty("--cfb-font", font);
        const matrix = box.querySelector("#everyone");
        matrix.open = true;
        return (${laid})(matrix, widths);
      }`,
      font,
      widths,
    );
    assert.deepEqual(
      seen.filter(({ broken }) => broken.length),
      [],
      font,
    );
    assert.deepEqual([seen[0].beside, seen.at(-1).beside], [false, true], font);
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
  test(`${way} shows what the page holds until the box is there`, async ({
    engine,
    faults,
    write,
  }) => {
    const { asked, answer } = held(faults, "/contract_fact_box_bg.wasm");
    const words = {
      "a snippet": (await view(id)).title,
      "a script tag": "Contract fact box",
      "a marked div": FALLBACK,
    }[way];
    await engine.go(write(body));
    await asked;
    assert.ok((await shown(engine)).includes(words));
    assert.deepEqual((await recorded(engine)).events, []);
    answer();
    await settled(engine);
    await assertLive(engine, await view(id));
  });
}
