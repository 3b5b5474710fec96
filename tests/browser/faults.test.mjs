// Whatever fails, the page's own text stays, one message says what to do, and one event tells the page's scripts.
import assert from "node:assert/strict";

import { OF_THE_FOLDER, inArriving, inForm, otherGlue, sabotage } from "./faults.mjs";
import { assertShows, compareFirst, ownIssues, tab } from "./hands.mjs";
import { built, held, missing, policy, sent } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  recorded,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

const [story, ours] = await Promise.all([MET, LEICESTERSHIRE].map(view));
const FALLBACK = "The facts, as the page itself has them";
const faulty = (attributes) =>
  `<div id="faulty" ${attributes}><a href="#facts">${FALLBACK}</a></div>`;
const other = `<contract-fact-box id="other" story="${MET}"></contract-fact-box>`;
const wasm = await built("contract_fact_box_bg.wasm");

// A page without a policy, to parse HTML in: a browser writes it a little otherwise than it was sent.
let bench;
test.beforeAll(async ({ browser }) => void (bench = await browser.newPage()));
test.afterAll(() => bench.close());
const parsed = (html) =>
  bench.evaluate(
    (html) => new DOMParser().parseFromString(html, "text/html").documentElement.outerHTML,
    html,
  );

/** Finds that the static box is there and does what it does without script. */
async function assertStands(box, shown) {
  const [issue] = ownIssues(shown);
  await tab(box, issue).click();
  await assertShows(box, [issue]);
  await box.locator("#row-sources > summary").click();
  assert.ok(await box.locator("#row-sources[open]").isVisible());
  assert.equal(await box.and(box.page().locator(".cfb-live")).count(), 0);
}

/** Finds the page's own text in sight, and that it does what it did. */
async function assertText(page) {
  const fallback = page.getByRole("link", { name: FALLBACK });
  assert.ok(await fallback.isVisible());
  // Nothing covers it either.
  await fallback.click();
  assert.equal(new URL(page.url()).hash, "#facts");
}

/**
 * Finds the static box of `stands` in its place, or else the page's own text, the one message and the one event of the box
 * that failed, and the page as it was sent.
 */
async function assertFailed({ page, seen }, url, { code, message, stands, others = 0 }) {
  if (stands) await assertStands(boxes(page.locator("#faulty")), stands);
  else await assertText(page);

  const ours = seen.console.filter((line) => line.includes("contract-fact-box:"));
  assert.equal(ours.length, 1, ours.join("\n"));
  assert.match(ours[0], /^warning: contract-fact-box: .+ What the page shows stays\.$/);
  const failed = (await recorded(page)).events.filter(({ type }) => type === "error");
  assert.equal(failed.length, 1);
  assert.match(failed[0].detail.message, message);
  assert.equal(
    ours[0],
    `warning: contract-fact-box: ${failed[0].detail.message}. What the page shows stays.`,
  );
  assert.deepEqual(
    { ...failed[0], detail: failed[0].detail.code },
    { type: "error", detail: code, id: "faulty", bubbles: true, composed: true },
  );
  assert.deepEqual(seen.errors, [], "nothing is thrown into the page");
  assert.equal(await boxes(page).count(), others + Number(Boolean(stands)));

  const sent = await (await fetch(url)).text();
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), await parsed(sent));
}

const named = (fault) => Object.entries(fault).map(([name, each]) => ({ name, ...each }));

// Faults of one story: the other box of the page is none the worse.
const STORY = [
  ...named({
    ...inArriving(`/stories/${LEICESTERSHIRE}.json`),
    ...inForm(`/stories/${LEICESTERSHIRE}.json`),
  }),
  ...["Leicestershire Palantir", "../stories/met-police-palantir", ""].map((id) => ({
    name: `the id "${id}"`,
    attributes: `data-contract-fact-box="${id}"`,
    code: "story",
    message: new RegExp(
      `"${id.replaceAll(".", "\\.")}" is no id of a story; use lower-case letters, digits and hyphens`,
    ),
  })),
  ...["fr/../x", "français"].map((lang) => ({
    name: `the language "${lang}"`,
    attributes: `data-contract-fact-box="${LEICESTERSHIRE}" data-lang="${lang}"`,
    code: "story",
    message: /is no tag of a language; use one that the manifest lists for the story/,
  })),
];

for (const { name, attributes = `data-contract-fact-box="${LEICESTERSHIRE}"`, ...fault } of STORY) {
  test(`${name}: code ${fault.code}, and the other box stands`, async ({ stage, visit, write }) => {
    sabotage(stage, fault);
    const url = write(`<p>Before.</p>${faulty(attributes)}${other}${loader}`);
    const opened = await visit(url);
    await settled(opened.page, 2);
    // Where the page names no story, nothing is asked for.
    await assertFailed(opened, url, { stands: fault.paths && ours, ...fault, others: 1 });
    assert.ok(await region(opened.page, story).isVisible());
    await compareFirst(region(opened.page, story));
  });
}

// Faults of the whole folder, or of the policy that the page is sent with.
const FOLDER = [
  {
    name: "a policy without 'wasm-unsafe-eval'",
    csp: (dist) => policy(dist, { scripts: dist }),
    code: "csp",
    message: /Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src/,
  },
  {
    name: "a policy that does not let the folder be asked",
    csp: (dist) => policy(dist).replace(`connect-src ${dist}`, "connect-src 'self'"),
    code: "story",
    message: /did not load; .*the page's connect-src allows it/,
    stands: null,
  },
  ...named(OF_THE_FOLDER),
  {
    name: "a module that traps",
    ...otherGlue(`
      let wasm;
      export const __wbg_set_wasm = (exports) => (wasm = exports);
      export const mount = () => wasm.trap();`),
    code: "trap",
    message:
      /the WebAssembly in http.+ fails on the story "met-police-palantir"; build the folder again, and report it if that does not help$/,
  },
];

for (const { name, ...fault } of FOLDER) {
  test(`${name}: code ${fault.code}`, async ({ stage, visit, write }) => {
    sabotage(stage, fault);
    const url = write(`<p>Before.</p>${faulty(`data-contract-fact-box="${MET}"`)}${loader}`);
    const opened = await visit(url);
    await settled(opened.page);
    await assertFailed(opened, url, { stands: story, ...fault });
  });
}

// The page's clock is the test's: half a minute is over at once.
const NEVER = {
  "a module that never arrives": { paths: ["/contract_fact_box_bg.wasm"], answer: () => {} },
  "a module that never gets the box rendered": {
    ...otherGlue("export const __wbg_set_wasm = () => {}; export const mount = () => {};"),
  },
};

for (const [name, { paths, answer }] of Object.entries(NEVER)) {
  test(`${name}: code timeout, after half a minute`, async ({ stage, visit, write }) => {
    const asked = new Promise((done) => {
      sabotage(stage, { paths, answer: (...all) => (done(), answer(...all)) });
    });
    const url = write(`${faulty(`data-contract-fact-box="${MET}"`)}${loader}`);
    const opened = await visit(url, { prepare: (page) => page.clock.install() });
    await asked;
    await opened.page.clock.fastForward(25_000);
    assert.deepEqual((await recorded(opened.page)).events, []);
    await opened.page.clock.fastForward(10_000);
    await settled(opened.page);
    await assertFailed(opened, url, {
      code: "timeout",
      message: /no answer in 30 s; check the server/,
      stands: story,
    });
  });
}

test("a module that is late, after the message: the static box is not replaced any more", async ({
  faults,
  visit,
  write,
}) => {
  const { asked, answer } = held(faults, "/contract_fact_box_bg.wasm");
  const url = write(`${faulty(`data-contract-fact-box="${MET}"`)}${loader}`);
  const opened = await visit(url, { prepare: (page) => page.clock.install() });
  await asked;
  await opened.page.clock.fastForward(35_000);
  await settled(opened.page);
  const arrived = opened.page.waitForEvent("requestfinished", (request) =>
    request.url().endsWith(".wasm"),
  );
  answer();
  await arrived;
  // A second box, which shares the module, is there: so the first would be, too.
  await opened.page.evaluate((id) => {
    const box = document.createElement("contract-fact-box");
    box.setAttribute("story", id);
    document.querySelector("main").append(box);
    box.scrollIntoView();
  }, MET);
  const [first, second] = await settled(opened.page, 2);
  assert.deepEqual([first.type, second.type], ["error", "live"]);
  await assertStands(boxes(opened.page.locator("#faulty")), story);
});

test("without its style sheet the box still stands, with all its facts, and asks for the sheet in both ways", async ({
  stage,
  visit,
  write,
}) => {
  sabotage(stage, { paths: ["/contract-fact-box.css"], answer: missing });
  const { page, seen } = await visit(
    write(`${faulty(`data-contract-fact-box="${MET}"`)}${loader}`),
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.ok(await region(page, story).isVisible());
  assert.ok(
    await page.locator(".cfb-value").getByText(story.value.text, { exact: true }).isVisible(),
  );
  await assertShows(region(page, story), ownIssues(story));
  // By script for the static box and again for the live one, and once by a link.
  assert.equal(seen.requests.filter((url) => url.endsWith(".css")).length, 3);
  assert.deepEqual(seen.errors, []);
});

test("a module of the wrong media type still starts", async ({ stage, visit, write }) => {
  sabotage(stage, {
    paths: ["/contract_fact_box_bg.wasm"],
    answer: sent("application/octet-stream", wasm),
  });
  const { page, seen } = await visit(
    write(`${faulty(`data-contract-fact-box="${MET}"`)}${loader}`),
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.ok(await region(page, story).isVisible());
  assert.deepEqual(seen.errors, []);
});

test("a policy that does not allow the loader at all leaves the page as it is", async ({
  stage,
  visit,
  write,
}) => {
  sabotage(stage, { csp: (dist) => policy(dist, { scripts: "'self' 'wasm-unsafe-eval'" }) });
  const { page, seen } = await visit(
    write(`${faulty(`data-contract-fact-box="${MET}"`)}${loader}`),
  );
  assert.ok(await page.getByRole("link", { name: FALLBACK }).isVisible());
  assert.deepEqual([...seen.errors, ...(await recorded(page)).events], []);
});

test("a script tag with a story that is not there leaves a link to the story's page", async ({
  dist,
  stage,
  visit,
  write,
}) => {
  const paths = [`/stories/${MET}.box.html`, `/stories/${MET}.json`];
  sabotage(stage, { paths, answer: missing });
  const { page } = await visit(write(tag(MET)));
  assert.deepEqual(
    (await settled(page)).map(({ type, detail }) => [type, detail.code]),
    [["error", "story"]],
  );
  const link = page.getByRole("link", { name: "Contract fact box" });
  assert.ok(await link.isVisible());
  assert.equal(await link.getAttribute("href"), `${dist}/stories/${MET}.html`);
});

test("the same page without a fault is calm", async ({ visit, write }) => {
  const { page, seen } = await visit(
    write(`${faulty(`data-contract-fact-box="${MET}"`)}${other}${loader}`),
  );
  await settled(page, 2);
  await assertCalm(page, seen);
});
