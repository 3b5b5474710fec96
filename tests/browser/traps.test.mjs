// A box that fails in WebAssembly never breaks another, and is live again itself unless it goes on failing.
// The folder is one whose widget panics where a page asks it to; the one that readers get has no such thing.
import assert from "node:assert/strict";
import { join } from "node:path";

import { panicking } from "./faults.mjs";
import { assertShows, tab } from "./hands.mjs";
import { ROOT, built, snippet } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  loader,
  recorded,
  region,
  settled,
  test,
  view,
} from "./test.mjs";

const FOLDER = process.env.FAULTS ?? join(ROOT, "target/faults");
test.use({ serverOptions: { folder: FOLDER } });
const [theirs, ours] = await Promise.all([MET, LEICESTERSHIRE].map(view));
const OWN = "The page's own words";
const host = (id) => `<contract-fact-box story="${id}"><p>${OWN} of ${id}</p></contract-fact-box>`;
const PAGE = `${host(MET)}${host(LEICESTERSHIRE)}<div data-contract-fact-box="${LEICESTERSHIRE}"></div>${loader}`;

// The snippet brings its own loader.
const PRERENDERED = `${await snippet(MET, FOLDER)}${host(LEICESTERSHIRE)}`;

/** Opens a page on which the widget panics `times` times at a place, in a story if one is named. */
async function opened({ visit, write }, { place, story = "", times = 0, body = PAGE }) {
  const prepare = (page) => page.addInitScript(panicking, { place, story, times });
  const { page, seen } = await visit(write(body), { prepare, height: 1500 });
  const arm = (faults) =>
    page.evaluate((faults) => void Object.assign(globalThis[Symbol.for("faults")], faults), faults);
  const panics = () => page.evaluate(() => globalThis[Symbol.for("faults")].panics);
  return { page, seen, arm, panics };
}

/** The boxes of the page that are live, by their stories. */
const live = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")].map((host) =>
      Boolean(host.shadowRoot.querySelector(".cfb-live")),
    ),
  );

/** Chooses a question of a box, as a reader does, and sees the statements on it and no others. */
async function ask(box, { issues }, at) {
  await tab(box, issues[at]).click();
  await assertShows(box, [issues[at]]);
}

/** Waits until all boxes are live. */
const allLive = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")].every((host) =>
      host.shadowRoot.querySelector(".cfb-live"),
    ),
  );

/** Waits until so many panics have happened and been dealt with. */
async function dealtWith(page, count) {
  await page.waitForFunction((count) => globalThis[Symbol.for("faults")].panics >= count, count);
  await allLive(page);
}

for (const times of [1, 2]) {
  test(`the first rendering of one box traps ${times} times: all boxes come, and nothing is said`, async ({
    stage,
  }) => {
    const { page, seen, panics } = await opened(stage, { place: "render", story: MET, times });
    const events = await settled(page, 3);
    assert.deepEqual(
      events.map(({ type }) => type),
      ["live", "live", "live"],
    );
    assert.equal(await panics(), times);
    await ask(region(page, theirs), theirs, 1);
    await ask(region(page, ours).first(), ours, 1);
    await assertCalm(page, seen);
  });
}

for (const place of ["render", "callback"]) {
  test(`one box traps in every ${place}: its static box stays, one message says so, all others are live`, async ({
    stage,
  }) => {
    const { page, seen } = await opened(stage, { place, story: MET, times: 1e9 });
    const events = await settled(page, 3);
    assert.deepEqual(events.map(({ type, detail }) => [type, detail.code]).sort(), [
      ["error", "trap"],
      ["live", undefined],
      ["live", undefined],
    ]);
    await region(page, theirs).and(page.locator(":not(.cfb-live)")).waitFor();
    // The others have been rendered again.
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")].filter(
          (host) => host.shadowRoot.querySelector(".cfb-live"),
        ).length === 2,
    );
    assert.deepEqual(await live(page), [false, true, true]);
    await ask(region(page, ours).nth(0), ours, 1);
    await ask(region(page, ours).nth(1), ours, 2);
    assert.equal(seen.console.length, 1);
    assert.match(
      seen.console[0],
      /^warning: contract-fact-box: the WebAssembly in http.+ fails on the story "met-police-palantir"; build the folder again, .+\. What the page shows stays\.$/,
    );
    assert.deepEqual(seen.errors, []);
  });
}

for (const place of ["handler", "update", "render", "callback"]) {
  test(`a reader's act traps in the ${place}: every box goes on, with what was opened in it`, async ({
    stage,
  }) => {
    const { page, seen, arm } = await opened(stage, { place });
    await settled(page, 3);
    await region(page, theirs).locator("#row-facts > summary").click();
    await region(page, ours).nth(1).locator("#row-sources > summary").click();
    await arm({ times: 1 });
    await tab(region(page, theirs), theirs.issues[1]).click();
    await dealtWith(page, 1);
    assert.equal(await region(page, theirs).locator("#row-facts[open]").count(), 1);
    assert.equal(await region(page, ours).nth(1).locator("#row-sources[open]").count(), 1);
    await ask(region(page, theirs), theirs, 1);
    for (const at of [0, 1]) await ask(region(page, ours).nth(at), ours, 1);
    assert.equal((await recorded(page)).events.length, 3);
    await assertCalm(page, seen);
  });

  test(`a reader's act traps in the ${place} again and again: the third time its static box is back, all others are live`, async ({
    stage,
  }) => {
    const { page, seen, arm } = await opened(stage, {
      place,
      story: place === "handler" ? "" : MET,
    });
    await settled(page, 3);
    for (let count = 1; count <= 3; count++) {
      await arm({ times: 1 });
      await tab(region(page, theirs), theirs.issues[1]).click();
      if (count < 3) await dealtWith(page, count);
    }
    await region(page, theirs).and(page.locator(":not(.cfb-live)")).waitFor();
    await page.waitForFunction(() =>
      document.querySelectorAll("contract-fact-box")[1].shadowRoot.querySelector(".cfb-live"),
    );
    assert.deepEqual(
      (await settled(page, 4)).map(({ type }) => type),
      ["live", "live", "live", "error"],
    );
    assert.deepEqual(await live(page), [false, true, true]);
    for (const at of [0, 1]) await ask(region(page, ours).nth(at), ours, 1);
    assert.equal(seen.console.length, 1);
    assert.match(
      seen.console[0],
      /fails on the story "met-police-palantir"; .+\. What stood in its place before is back\.$/,
    );
    assert.deepEqual(seen.errors, []);
  });
}

/** Finds a prerendered box as it came: styled, with its own `details`, and not live. */
async function assertStatic(page, story) {
  const box = region(page, story);
  assert.ok(await box.isVisible());
  assert.equal(await box.evaluate((box) => box.matches(".cfb-live")), false);
  assert.notEqual(
    await box.evaluate((box) => getComputedStyle(box).backgroundColor),
    "rgba(0, 0, 0, 0)",
  );
  const part = box.locator("#row-sources");
  if (!(await part.evaluate((part) => part.open))) await part.locator("summary").first().click();
  await part.locator(".cfb-item:visible").first().waitFor();
}

test("a prerendered box traps in every render: it stays as it came, one message says so, the other box is live", async ({
  stage,
}) => {
  const { page, seen } = await opened(stage, {
    place: "render",
    story: MET,
    times: 1e9,
    body: PRERENDERED,
  });
  const events = await settled(page, 2);
  assert.deepEqual(events.map(({ type, detail }) => [type, detail.code]).sort(), [
    ["error", "trap"],
    ["live", undefined],
  ]);
  await assertStatic(page, theirs);
  await ask(region(page, ours), ours, 1);
  assert.equal(seen.console.length, 1);
  assert.match(
    seen.console[0],
    /fails on the story "met-police-palantir"; .+\. What the page shows stays\.$/,
  );
  assert.deepEqual(seen.errors, []);
});

for (const place of ["handler", "render"]) {
  test(`a reader's act traps in the ${place} of a box that was prerendered: twice it is live again, then it is as it came`, async ({
    stage,
  }) => {
    const { page, seen, arm } = await opened(stage, {
      place,
      story: place === "handler" ? "" : MET,
      body: PRERENDERED,
    });
    await settled(page, 2);
    await region(page, theirs).locator("#row-facts > summary").click();
    for (let count = 1; count <= 2; count++) {
      await arm({ times: 1 });
      await tab(region(page, theirs), theirs.issues[1]).click();
      await dealtWith(page, count);
      assert.equal(await region(page, theirs).locator("#row-facts[open]").count(), 1);
      await ask(region(page, theirs), theirs, 0);
    }
    await assertCalm(page, seen);
    await arm({ times: 1 });
    await tab(region(page, theirs), theirs.issues[1]).click();
    assert.deepEqual(
      (await settled(page, 3)).map(({ type }) => type),
      ["live", "live", "error"],
    );
    await assertStatic(page, theirs);
    await ask(region(page, ours), ours, 1);
    assert.equal(seen.console.length, 1);
    assert.match(seen.console[0], /What stood in its place before is back\.$/);
    assert.deepEqual(seen.errors, []);
  });
}

const KINDS = ["handler", "update", "render", "callback"];
const MOST_OF_A_BOX = 2;
const OF_A_PAGE = 3 * MOST_OF_A_BOX;
/** Each kind once in each of the three boxes; TRAPS=200 asks for more. */
const TRAPS = Number(process.env.TRAPS ?? 12);

for (let from = 0; from < TRAPS; from += OF_A_PAGE) {
  test(`traps of every kind, in whichever box, from the ${from + 1}th on: all boxes are live after each`, async ({
    stage,
  }) => {
    const { page, seen, arm, panics } = await opened(stage, {});
    await settled(page, 3);
    const boxes = [
      [region(page, theirs), theirs],
      [region(page, ours).nth(0), ours],
      [region(page, ours).nth(1), ours],
    ];
    for (let count = 0; count < OF_A_PAGE; count++) {
      const [box, story] = boxes[count % boxes.length];
      await arm({ place: KINDS[(from + count) % KINDS.length], times: 1 });
      const before = await panics();
      // By script, since a hand is slow and did so in the tests before.
      await tab(box, story.issues[1]).evaluate((radio) => radio.click());
      await dealtWith(page, before + 1);
    }
    for (const [box, story] of boxes) await ask(box, story, 0);
    await assertCalm(page, seen);
  });
}

test("the widget that readers get cannot be asked to panic", async () => {
  const [feature, shipped] = await Promise.all([
    built("contract_fact_box.js", FOLDER),
    built("contract_fact_box.js"),
  ]);
  assert.match(String(feature), /contractFactBoxFault/);
  assert.doesNotMatch(String(shipped), /contractFactBoxFault/);
  // What the glue calls, and nothing else.
  const wasm = await WebAssembly.compile(await built("contract_fact_box_bg.wasm"));
  const called = new Set(String(shipped).match(/(?<=\.)[\w$]+/g));
  const functions = WebAssembly.Module.exports(wasm).filter(({ kind }) => kind === "function");
  assert.deepEqual(
    functions.filter(({ name }) => !called.has(name)),
    [],
  );
});
