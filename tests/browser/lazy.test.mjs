// When a box loads, and what a reader sees until then.
import assert from "node:assert/strict";

import { assertShows, tab } from "./hands.mjs";
import { held, snippet } from "./servers.mjs";
import { MET, assertCalm, boxes, loader, region, settled, tag, test, view } from "./test.mjs";

const story = await view(MET);
// A canvas has its height by attribute; the policy forbids the style attribute.
const far = '<p><canvas width="10" height="6000"></canvas></p>';
const FALLBACK = "The facts, as the page itself has them";
const distant = `${far}<contract-fact-box story="${MET}"><a href="/dist/stories/${MET}.html">${FALLBACK}</a></contract-fact-box>${loader}`;

/** What the page has asked of the built folder by the time that the loader has found out where the boxes are. */
async function asked(page, seen, dist) {
  await page.evaluate(async (marker) => {
    await customElements.whenDefined("contract-fact-box");
    const host = document.querySelector("contract-fact-box");
    // Observers are told in the order in which they were made, and this one is younger than the loader's.
    await new Promise((done) =>
      new IntersectionObserver(done, { rootMargin: "600px" }).observe(host),
    );
    // Requests are reported in their order, so none of the loader's is still on its way once this one is seen.
    await fetch(marker);
  }, `${dist}/manifest.json`);
  return seen.requests
    .filter((url) => url.startsWith(dist))
    .map((url) => url.slice(dist.length + 1));
}

const TOUCHES = {
  "is scrolled near": (page) => page.mouse.wheel(0, 5000),
  "is reached by Tab": (page) => page.keyboard.press("Tab"),
  // Without scrolling, so that it is not the nearness that loads it.
  "has the focus": (page) =>
    page.evaluate(() =>
      document.querySelector("contract-fact-box a").focus({ preventScroll: true }),
    ),
  "is clicked by assistive technology": (page) =>
    page.locator("contract-fact-box").dispatchEvent("click"),
  "is pointed at": (page) => page.getByText(FALLBACK).dispatchEvent("pointerover"),
};

for (const [name, touch] of Object.entries(TOUCHES)) {
  test(`a box far below loads nothing until it ${name}`, async ({ dist, visit, write }) => {
    const { page, seen } = await visit(write(distant));
    assert.deepEqual(await asked(page, seen, dist), ["embed.js", "manifest.json"]);
    assert.ok(await page.getByText(FALLBACK).isVisible());
    await touch(page);
    await settled(page);
    assert.ok(await region(page, story).isVisible());
    for (const part of [
      "static.js",
      `stories/${MET}.box.html`,
      "box.js",
      "mount.js",
      "contract_fact_box.js",
      "contract_fact_box_bg.wasm",
      `stories/${MET}.json`,
      "contract-fact-box.css",
    ]) {
      assert.equal(seen.requests.filter((url) => url === `${dist}/${part}`).length, 1, part);
    }
    await assertCalm(page, seen);
  });
}

for (const [name, [path, write]] of Object.entries({
  // It has a version.
  "a snippet": [`${MET}/${story.version}.json`, () => snippet(MET)],
  "a script tag": [`${MET}.json`, () => tag(MET)],
}))
  test(`${name} that a reader turns to asks for what makes it live before the scripts for that have come`, async ({
    faults,
    stage,
    visit,
  }) => {
    // No more than a browser asks one server for at a time.
    const paths = ["/mount.js", "/module.js", "/acts.js", "/contract_fact_box_bg.wasm"];
    paths.push(`/stories/${path}`);
    const requests = paths.map((path) => held(faults, path));
    const { page, seen } = await visit(stage.write(await write()), { untouched: true });
    await boxes(page).hover();
    await Promise.all(requests.map(({ asked }) => asked));
    assert.equal(await page.locator(".cfb-live").count(), 0);
    for (const { answer } of requests) answer();
    await page.locator(".cfb-live").waitFor();
    await assertCalm(page, seen);
  });

test("a box that is in sight loads at once", async ({ dist, visit, write }) => {
  const { page, seen } = await visit(
    write(`<contract-fact-box story="${MET}"></contract-fact-box>${loader}`),
  );
  // Nobody scrolls or touches anything.
  await settled(page);
  assert.ok((await asked(page, seen, dist)).includes(`stories/${MET}.box.html`));
});

test("who came by keyboard is in the box after it has replaced the link", async ({
  visit,
  write,
}) => {
  const { page } = await visit(write(distant));
  await page.keyboard.press("Tab");
  await settled(page);
  await page.keyboard.press("Tab");
  const [host, inside] = await page.evaluate(() => [
    document.activeElement.localName,
    document.activeElement.shadowRoot?.activeElement?.localName,
  ]);
  assert.deepEqual([host, inside], ["contract-fact-box", "summary"]);
});

/** Whether a point in the middle of it shows it, which no style sheet, missing slot or cover can feign. */
function seenByEye(locator) {
  return locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === element;
  });
}

/** What the static box needs, and what only the live one needs. */
const NEEDED = {
  still: ["/static.js", "/contract-fact-box.css", `/stories/${MET}.box.html`],
  live: ["/box.js", "/contract_fact_box.js", "/contract_fact_box_bg.wasm", `/stories/${MET}.json`],
};

/** Opens a page with a box, and holds this file of the folder back; once it has been asked for. */
async function openHeld({ faults, visit, write }, path) {
  const { asked, answer } = held(faults, path);
  const opened = await visit(
    write(`<div data-contract-fact-box="${MET}"><p>${FALLBACK}</p></div>${loader}`),
  );
  await asked;
  return { ...opened, answer };
}

for (const path of NEEDED.live) {
  test(`while ${path} is on its way the static box stands and does what it does without script`, async ({
    stage,
  }) => {
    const { page, seen, answer } = await openHeld(stage, path);
    const box = region(page, story);
    await tab(box, story.issues[0]).click();
    await assertShows(box, [story.issues[0]]);
    assert.equal(await page.locator(".cfb-live").count(), 0);
    assert.equal(await page.getByText(FALLBACK).isVisible(), false);
    answer();
    await settled(page);
    assert.ok(await tab(box, story.issues[0]).isChecked());
    await assertCalm(page, seen);
  });
}

for (const path of NEEDED.still) {
  test(`while ${path} is on its way the page's own text is seen`, async ({ stage }) => {
    const { page, seen, answer } = await openHeld(stage, path);
    assert.ok(await page.getByText(FALLBACK).isVisible());
    assert.ok(await seenByEye(page.getByText(FALLBACK)));
    assert.equal(await boxes(page).count(), 0);
    answer();
    await settled(page);
    assert.ok(await region(page, story).isVisible());
    assert.equal(await page.getByText(FALLBACK).isVisible(), false);
    await assertCalm(page, seen);
  });
}

test("boxes that become live together do so one after the other, and the page has its turn in between", async ({
  visit,
  write,
}) => {
  const count = 5;
  const host = `<contract-fact-box story="${MET}" loading="idle"></contract-fact-box>`;
  const { page, seen } = await visit(write(host.repeat(count) + loader), {
    prepare: (page) =>
      page.addInitScript(() => {
        // A task of the page, again and again.
        let turn = 0;
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          turn++;
          port2.postMessage("");
        };
        port2.postMessage("");
        const turns = (globalThis[Symbol.for("turns")] = []);
        addEventListener("contract-fact-box:live", () => turns.push(turn));
      }),
  });
  await settled(page, count);
  const turns = await page.evaluate(() => globalThis[Symbol.for("turns")]);
  assert.equal(new Set(turns).size, count, String(turns));
  await assertCalm(page, seen);
});
