// A box's life in a page that does as it likes: moved, taken out, put back, given another story; and what it tells of.
import assert from "node:assert/strict";

import { knownPeople, narrowed, tab } from "./hands.mjs";
import { missing } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  recorded,
  region,
  settled,
  test,
  view,
} from "./test.mjs";

const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const HOSTS = {
  element: `<contract-fact-box story="${LEICESTERSHIRE}"><p>The page's own words</p></contract-fact-box>`,
  div: `<div data-contract-fact-box="${LEICESTERSHIRE}"><p>The page's own words</p></div>`,
};
const HOST = "contract-fact-box, [data-contract-fact-box]";

async function opened({ visit, write }, host) {
  const { page, seen } = await visit(write(`${host}<aside></aside>${loader}`));
  await settled(page);
  // The page is told of it some time after the press.
  const told = page.evaluate(
    () =>
      new Promise((done) =>
        addEventListener("contract-fact-box:open", () => done(true), { once: true }),
      ),
  );
  await boxes(page).locator("#row-facts > summary").click();
  await told;
  return { page, seen, box: boxes(page) };
}

for (const [name, host] of Object.entries(HOSTS)) {
  test(`${name}: moved to another place, it goes on as it was`, async ({ stage }) => {
    const { page, seen, box } = await opened(stage, host);
    const before = seen.requests.length;
    await page.evaluate(
      (host) => document.querySelector("aside").append(document.querySelector(host)),
      HOST,
    );
    await tab(box, ours.issues[1]).click();
    await narrowed(box, ours, ours.issues[1]);
    assert.equal(await box.locator("#row-facts[open]").count(), 1);
    assert.equal(seen.requests.length, before);
    assert.equal((await recorded(page)).events.length, 1);
    await assertCalm(page, seen);
  });

  test(`${name}: taken out and put back, it shows what it showed and is live again`, async ({
    stage,
  }) => {
    const { page, seen, box } = await opened(stage, host);
    await page.evaluate(async (host) => {
      const taken = document.querySelector(host);
      globalThis[Symbol.for("taken")] = taken;
      taken.remove();
      // Longer than a move takes.
      await new Promise((done) => setTimeout(done));
      await new Promise((done) => setTimeout(done));
    }, HOST);
    // Whoever listens on the page's behalf must not mind that it is gone.
    await page.evaluate((id) => void (location.hash = `#cfb_${id}_f-buyer`), LEICESTERSHIRE);
    const still = await page.evaluate(() => {
      const { shadowRoot } = globalThis[Symbol.for("taken")];
      return [
        shadowRoot.querySelectorAll(".cfb").length,
        shadowRoot.querySelector("#row-facts").open,
        shadowRoot.querySelector(".cfb").matches(".cfb-live"),
      ];
    });
    assert.deepEqual(still, [1, true, false]);
    await page.evaluate(() => void (location.hash = ""));
    await page.evaluate(() =>
      document.querySelector("aside").append(globalThis[Symbol.for("taken")]),
    );
    await settled(page, 2);
    assert.equal(await box.count(), 1);
    assert.equal(await box.locator("#row-facts[open]").count(), 1);
    await tab(box, ours.issues[1]).click();
    await narrowed(box, ours, ours.issues[1]);
    await assertCalm(page, seen);
  });
}

test("given another story, it shows that one, with nothing of the first", async ({ stage }) => {
  const { page, seen } = await opened(stage, HOSTS.element);
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    MET,
  );
  await region(page, theirs).waitFor();
  assert.equal(await boxes(page).count(), 1);
  assert.equal(await boxes(page).locator("details[open]").count(), 0);
  await assertCalm(page, seen);
});

test("given a story that is not there, it shows the page's own words", async ({
  faults,
  stage,
}) => {
  for (const path of [`/stories/${MET}.box.html`, `/stories/${MET}.json`])
    faults.set(path, missing);
  const { page } = await opened(stage, HOSTS.element);
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    MET,
  );
  assert.deepEqual(
    (await settled(page, 2)).map(({ type }) => type),
    ["live", "error"],
  );
  await page.getByText("The page's own words").waitFor();
  assert.equal(await boxes(page).count(), 0);
});

test("what a reader opens, filters by and compares is told to the page, by names that its story has", async ({
  stage,
}) => {
  const { page, seen, box } = await opened(stage, HOSTS.element);
  await page.evaluate(() => {
    const told = (globalThis[Symbol.for("told")] = []);
    for (const name of ["open", "filter", "compare"])
      addEventListener(`contract-fact-box:${name}`, ({ detail }) => told.push([name, detail]));
  });
  const told = async (count) => {
    await page.waitForFunction((count) => globalThis[Symbol.for("told")].length >= count, count);
    return page.evaluate(() => globalThis[Symbol.for("told")]);
  };
  const story = LEICESTERSHIRE;
  await box.locator("#f-buyer summary").click();
  await told(1);
  // It lies over the tabs.
  await page.keyboard.press("Escape");
  await tab(box, ours.issues[1]).click();
  await told(2);
  await box.locator("#row-background > summary").click();
  await told(3);
  await box.locator("#compare > summary").click();
  await told(4);
  await box.locator(".cfb-pick input").first().click();
  assert.deepEqual(await told(5), [
    ["open", { story, place: "f-buyer" }],
    ["filter", { story, issue: ours.issues[1].id }],
    ["open", { story, place: "row-background" }],
    ["open", { story, place: "compare" }],
    ["compare", { story, people: [knownPeople(ours)[0].id] }],
  ]);
  // What is closed is not told, and neither is what was open before.
  await box.locator("#row-facts > summary").click();
  await box.locator("#row-facts > summary").click();
  assert.deepEqual((await told(6)).slice(5), [["open", { story, place: "row-facts" }]]);
  await assertCalm(page, seen);
});

/** How many boxes come and go once the memory has its size; BOXES=10000 asks for more. */
const BOXES = Number(process.env.BOXES ?? 200);

test("many boxes come and go: what each leaves behind is small", async ({ dist, visit, write }) => {
  // As many take as long as they take; what is looked at is the memory.
  test.setTimeout(240_000 + 50 * BOXES);
  const { page } = await visit(write(""));
  const small = { ...theirs, issues: theirs.issues.slice(0, 1), sections: [] };
  const [first, growth, used] = await page.evaluate(
    async ([dist, view, count]) => {
      // As module.js starts it, but for what that has for traps.
      const glue = await import(`${dist}/contract_fact_box.js`);
      const module = fetch(`${dist}/contract_fact_box_bg.wasm`);
      const { instance } = await WebAssembly.instantiateStreaming(module, { a: glue });
      glue.__wbg_set_wasm(instance.exports);
      const { mount } = glue;
      const memory = Object.values(instance.exports).find(
        (value) => value instanceof WebAssembly.Memory,
      );
      const cycle = async () => {
        const host = document.createElement("div");
        let box;
        await new Promise((done) => (box = mount(host, view, `${dist}/`, 2, "", "", done)));
        box.update({ ...view, title: "Another title" }, "", "");
        await null;
        box.destroy();
      };
      for (let at = 0; at < 100; at++) await cycle();
      const before = memory.buffer.byteLength;
      for (let at = 0; at < count; at++) await cycle();
      const after = memory.buffer.byteLength;
      // A box that is used for long: it renders each time, and ends as it began.
      const box = mount(document.createElement("div"), view, `${dist}/`, 2, "", "", () => {});
      const people = view.people.map(({ id }) => id);
      const use = () =>
        [people[0], people.slice(0, 3).join("_"), ""].map((ids) => box.compare(ids));
      for (let at = 0; at < 20; at++) use();
      const warm = memory.buffer.byteLength;
      for (let at = 0; at < count; at++) use();
      return [before, (after - before) / count, memory.buffer.byteLength - warm];
    },
    [dist, small, BOXES],
  );
  test.info().annotations.push({
    type: "memory",
    description: `${Math.round(growth)} bytes a box, after ${Math.round(first / 1024)} KB`,
  });
  assert.ok(growth <= 2048, `${growth} bytes a box`);
  assert.equal(used, 0, "what a box lets go is used again");
});
