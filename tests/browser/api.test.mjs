// What a page that is made by script does with boxes, through contract-fact-box.js.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { narrowed, tab } from "./hands.mjs";
import { ROOT, built, held, json, missing } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  STORIES,
  assertCalm,
  boxes,
  recorded,
  region,
  test,
  view,
} from "./test.mjs";

const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const raw = async (id) =>
  JSON.parse(await readFile(join(ROOT, "www/stories", `${id}.json`), "utf8"));
const OWN = "The page's own words";

/** A page with an empty place for a box, and its script, which is kept under a symbol with what it makes. */
async function opened({ visit, write, dist }, place = `<div id="place"><p>${OWN}</p></div>`) {
  const { page, seen } = await visit(write(place));
  await page.evaluate(
    async (dist) =>
      void (globalThis[Symbol.for("api")] = {
        ...(await import(`${dist}/contract-fact-box.js`)),
        made: [],
      }),
    dist,
  );
  return { page, seen };
}

// Runs in the page: mounts, keeps what it makes, and tells what is thrown.
async function mounts({ story, url, options, selector = "#place" }) {
  const api = globalThis[Symbol.for("api")];
  try {
    api.made.push(
      await api.mount(document.querySelector(selector), url ? new URL(url) : story, options),
    );
    return "there";
  } catch (error) {
    const { name, code, message, issues } = error;
    return { name, code, message, issues, ours: error instanceof api.FactBoxError };
  }
}
const mount = (page, given) => page.evaluate(mounts, given);
const updated = (page, story, options) =>
  page.evaluate(
    ([story, options]) =>
      globalThis[Symbol.for("api")].made
        .at(-1)
        .update(story, options)
        .then(
          () => "there",
          ({ code, message }) => ({ code, message }),
        ),
    [story, options],
  );
const destroy = (page) => page.evaluate(() => globalThis[Symbol.for("api")].made.at(-1).destroy());
const shown = (page) =>
  page.evaluate(() => document.querySelector("#place").shadowRoot.querySelector(".cfb")?.innerHTML);

/** Sees that the box of a story is live. */
async function assertLive(page, story) {
  const [, issue] = story.issues;
  await tab(region(page, story), issue).click();
  await narrowed(region(page, story), story, issue);
}

const WAYS = {
  "its id": async () => ({ story: LEICESTERSHIRE }),
  "an address": async (dist) => ({ url: `${dist}/stories/${LEICESTERSHIRE}.json` }),
  "its document": async () => ({ story: ours }),
  "the story as its editor wrote it": async () => ({ story: await raw(LEICESTERSHIRE) }),
};
for (const [way, given] of Object.entries(WAYS)) {
  test(`by ${way}: the same box is there, and live`, async ({ dist, stage }) => {
    const { page, seen } = await opened(stage);
    const options = { loading: "visible" };
    assert.equal(await mount(page, { story: LEICESTERSHIRE, options }), "there");
    const usual = await shown(page);
    await destroy(page);
    assert.equal(await mount(page, { ...(await given(dist)), options }), "there");
    assert.equal(await shown(page), usual);
    await assertLive(page, ours);
    await assertCalm(page, seen);
  });
}

test("the module that reads stories gives the documents that the build gives, and is loaded for that only", async ({
  dist,
  stage,
}) => {
  const { page, seen } = await opened(stage);
  await mount(page, { story: LEICESTERSHIRE });
  const asked = () => seen.requests.filter((each) => each.includes("_story")).length;
  assert.equal(asked(), 0);
  const { names } = JSON.parse(await built("manifest.json"));
  for (const id of STORIES) {
    const made = await page.evaluate(
      async ([address, story]) => {
        const { default: init, compile } = await import(address);
        await init();
        return JSON.stringify(compile(story, ""));
      },
      [`${dist}/${names["contract_fact_box_story.js"]}`, JSON.stringify(await raw(id))],
    );
    assert.equal(made, String(await built(`stories/${id}.json`)));
  }
  assert.equal(asked(), 2);
});

test("another story, an older version or the same anew takes its place by update", async ({
  dist,
  stage,
}) => {
  const { page, seen } = await opened(stage);
  await mount(page, { story: LEICESTERSHIRE });
  assert.equal(await updated(page, MET), "there");
  await assertLive(page, theirs);
  assert.equal(await boxes(page).count(), 1);
  assert.equal(await updated(page, await raw(LEICESTERSHIRE)), "there");
  await region(page, ours).waitFor();
  assert.equal(await updated(page, LEICESTERSHIRE, { version: 1 }), "there");
  await assertLive(page, ours);
  assert.ok(seen.requests.includes(`${dist}/stories/${LEICESTERSHIRE}/1.json`));
  await assertCalm(page, seen);
});

test("an update that fails says so, and what was there stays", async ({ stage }) => {
  const { page, seen } = await opened(stage);
  await mount(page, { story: LEICESTERSHIRE });
  assert.equal((await updated(page, { ...ours, format: "contract-fact-box/0" })).code, "view");
  assert.equal((await updated(page, { ...(await raw(MET)), title: 1 })).code, "story");
  await assertLive(page, ours);
  await assertCalm(page, seen);
});

test("of two updates the last one counts, whichever comes first", async ({ faults, stage }) => {
  const { page } = await opened(stage);
  const { asked, answer } = held(faults, `/stories/${MET}.json`);
  await mount(page, { story: LEICESTERSHIRE });
  const first = updated(page, MET);
  await asked;
  await updated(page, LEICESTERSHIRE);
  answer();
  await first;
  assert.equal(await region(page, ours).count(), 1);
  assert.equal(await region(page, theirs).count(), 0);
});

/** How many listeners of each type there are on the page's own objects. */
async function listeners(page) {
  const session = await page.context().newCDPSession(page);
  const counted = {};
  for (const each of [
    "window",
    "document",
    "document.body",
    "document.querySelector('#place')",
    "document.querySelector('#place').shadowRoot",
  ]) {
    const { result } = await session.send("Runtime.evaluate", { expression: each });
    const { listeners } = await session.send("DOMDebugger.getEventListeners", {
      objectId: result.objectId,
    });
    counted[each] = listeners.map(({ type }) => type).sort();
  }
  await session.detach();
  return counted;
}

test("destroyed, it leaves the page's own words, and no listeners", async ({ stage }) => {
  const { page, seen } = await opened(stage);
  await mount(page, { story: LEICESTERSHIRE, options: { theme: "dark" } });
  await destroy(page);
  // What all boxes share stays.
  const before = await listeners(page);
  await mount(page, { story: LEICESTERSHIRE, options: { theme: "dark" } });
  assert.equal(await page.getByText(OWN).isVisible(), false);
  assert.notDeepEqual(await listeners(page), before);
  assert.equal(await page.locator("#place").getAttribute("data-theme"), "dark");
  await destroy(page);
  await destroy(page);
  assert.equal(await page.getByText(OWN).isVisible(), true);
  assert.equal(await boxes(page).count(), 0);
  assert.deepEqual(await listeners(page), before);
  assert.equal(await page.locator("#place").getAttribute("data-theme"), null);
  assert.equal(
    await page.evaluate(
      () => document.querySelector("#place").shadowRoot.adoptedStyleSheets.length,
    ),
    0,
  );
  assert.equal((await updated(page, MET)).code, "element");
  await assertCalm(page, seen);
});

test("heading level, theme and folder are as asked for", async ({ dist, stage }) => {
  const { page } = await opened(stage);
  await mount(page, {
    story: LEICESTERSHIRE,
    options: { headingLevel: 3, theme: "dark", base: `${dist}/` },
  });
  await page.getByRole("heading", { level: 3, name: ours.title, exact: true }).waitFor();
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.querySelector("#place")).colorScheme),
    "dark",
  );
});

const place = (rest) => `<div id="place">${OWN}</div>${rest}`;
const REFUSALS = {
  "a second box in one element": {
    twice: true,
    code: "element",
    says: /^there is a box in this element; /,
  },
  "no element": { selector: "#none", code: "element", says: /^there is no element / },
  "an element without a root": {
    html: place('<img id="img" alt="">'),
    selector: "#img",
    code: "element",
    says: /^this <img> can hold no box; use a div$/,
  },
  "an element with a root of the page's own": {
    html: place(
      '<div id="theirs"><template shadowrootmode="open"><p>Not ours</p></template></div>',
    ),
    selector: "#theirs",
    code: "element",
    says: /^this <div> has a shadow root with something else in it; /,
    stays: "Not ours",
  },
  "an id that is none": { story: "No id", code: "story", says: /^"No id" is no id of a story; / },
  "an id that is not there": {
    story: "unknown",
    fault: missing,
    code: "story",
    says: /\/stories\/unknown\.json answered 404; /,
  },
  "what is not JSON": { story: "unknown", fault: json("{"), code: "json", says: / is not JSON / },
  "a document of another form": {
    story: { ...ours, format: "contract-fact-box/0" },
    code: "view",
    says: / cannot be shown /,
  },
};
for (const [
  what,
  { html, selector, story = LEICESTERSHIRE, twice, fault, code, says, stays = OWN },
] of Object.entries(REFUSALS)) {
  test(`${what} is refused, and the page stays as it is`, async ({ faults, stage }) => {
    if (fault) faults.set("/stories/unknown.json", fault);
    const { page, seen } = await opened(stage, html);
    if (twice) await mount(page, { story });
    const { name, message, issues, ours, ...error } = await mount(page, { story, selector });
    assert.deepEqual(
      { name, issues, ours, code: error.code },
      { name: "FactBoxError", issues: [], ours: true, code },
    );
    assert.match(message, says);
    assert.equal(await boxes(page).count(), twice ? 1 : 0);
    if (!twice) assert.equal(await page.getByText(stays).isVisible(), true);
    // Its caller is told, and nobody else.
    assert.deepEqual(seen.errors, []);
    assert.deepEqual((await recorded(page)).events, []);
    assert.deepEqual(
      seen.console.filter((line) => !line.includes("404")),
      [],
    );
  });
}

test("a story with mistakes is refused with all of them; the place is free for one without", async ({
  stage,
}) => {
  const { page, seen } = await opened(stage);
  const wrong = { ...(await raw(LEICESTERSHIRE)), title: 1, as_of: "soon" };
  const { code, message, issues } = await mount(page, { story: wrong });
  assert.equal(code, "story");
  assert.match(message, /^the story has 2 mistakes, the first: this is a number; /);
  assert.deepEqual(
    issues.map(({ path, severity }) => [path, severity]),
    [
      ["title", "error"],
      ["as_of", "error"],
    ],
  );
  const checked = await page.evaluate((story) => globalThis[Symbol.for("api")].check(story), wrong);
  assert.deepEqual(checked, issues);
  // An empty object is a story with everything missing.
  const [{ message: missing }] = (await mount(page, { story: {} })).issues;
  for (const key of ["id", "title", "sources", "contracts"])
    assert.ok(missing.includes(`\`${key}\``), missing);
  assert.equal(await mount(page, { story: await raw(LEICESTERSHIRE) }), "there");
  await assertLive(page, ours);
  await assertCalm(page, seen);
});

test("the preview of a story with mistakes is what can be read of it, with each finding at its line", async ({
  stage,
}) => {
  const { page } = await opened(stage);
  const { title, ...wrong } = await raw(LEICESTERSHIRE);
  assert.ok(title);
  const { view, issues } = await page.evaluate(
    (story) => globalThis[Symbol.for("api")].preview(story, "2026-12-01"),
    wrong,
  );
  const missing = issues.find(({ code }) => code === "missing-key");
  assert.equal(missing.severity, "error");
  assert.ok(issues.some(({ line }) => line));
  assert.equal(await mount(page, { story: view }), "there");
  const box = page.locator("#place");
  await box.getByText("We have followed appropriate procurement processes").first().waitFor();
  // Of what is no story, nothing can be shown.
  const none = await page.evaluate(() => globalThis[Symbol.for("api")].preview([]));
  assert.equal(none.view, null);
});

test("a box that is ended before its static form has come loads nothing more, whoever turns to its place", async ({
  dist,
  faults,
  stage,
}) => {
  const { page, seen } = await opened(stage);
  const { asked, answer } = held(faults, `/stories/${MET}.box.html`);
  const ended = page.evaluate((met) => {
    const control = new AbortController();
    globalThis[Symbol.for("control")] = control;
    return globalThis[Symbol.for("api")]
      .mount(document.querySelector("#place"), met, { signal: control.signal })
      .catch((error) => error.name);
  }, MET);
  await asked;
  await page.evaluate(() => globalThis[Symbol.for("control")].abort());
  assert.equal(await ended, "AbortError");
  const arrived = page.waitForEvent("requestfinished", (request) =>
    request.url().endsWith(".box.html"),
  );
  answer();
  await arrived;
  await page.getByText(OWN).hover();
  await page.getByRole("heading").hover();
  await page.getByText(OWN).hover();
  // Requests are reported in their order, so none is still on its way once this one is seen.
  await page.evaluate((marker) => fetch(marker).then(() => {}), `${dist}/manifest.json`);
  assert.ok(!seen.requests.some((url) => url.endsWith("/mount.js")), String(seen.requests));
  assert.equal(await boxes(page).count(), 0);
  await assertCalm(page, seen);
});

test("a signal keeps a box from coming, and takes one away", async ({ faults, stage }) => {
  const { page, seen } = await opened(stage);
  const { asked, answer } = held(faults, `/stories/${MET}.box.html`);
  const aborted = page.evaluate(
    async ([met, ours]) => {
      const api = globalThis[Symbol.for("api")];
      const element = document.querySelector("#place");
      const told = (error) => error.name;
      const early = await api.mount(element, met, { signal: AbortSignal.abort() }).catch(told);
      const control = new AbortController();
      const late = api.mount(element, met, { signal: control.signal }).catch(told);
      control.abort();
      // The place is free at once: some frameworks mount, unmount and mount again.
      const again = new AbortController();
      globalThis[Symbol.for("again")] = again;
      await api.mount(element, ours, { signal: again.signal });
      return [early, await late];
    },
    [MET, LEICESTERSHIRE],
  );
  await asked;
  assert.deepEqual(await aborted, ["AbortError", "AbortError"]);
  answer();
  await assertLive(page, ours);
  assert.equal(await boxes(page).count(), 1);
  await page.evaluate(() => globalThis[Symbol.for("again")].abort());
  assert.equal(await boxes(page).count(), 0);
  assert.equal(await page.getByText(OWN).isVisible(), true);
  await assertCalm(page, seen);
});
