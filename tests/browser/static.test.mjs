// The static box, each way that it comes: what is asked for before a reader turns to it and after, and what that starts.
import assert from "node:assert/strict";

import { assertShows, knownPeople, narrowed, ownIssues, tab } from "./hands.mjs";
import { built, held, json, missing, policy, snippet } from "./servers.mjs";
import { versionsId } from "./stories.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  markup,
  recorded,
  region,
  tag,
  test,
  view,
  withoutLoader,
} from "./test.mjs";

const story = await view(MET);
const [issue] = ownIssues(story);
const OWN = "The page's own words";
const prerendered = await snippet(MET);

const frame = (settings) =>
  `<iframe src="/dist/frame.html?story=${MET}${settings && `&loading=${settings}`}" title="A box" width="600" height="700"></iframe>${loader}`;
const attribute = (settings, name = "data-loading") => settings && ` ${name}="${settings}"`;
/** By name, a box with a setting of `loading`, and what is asked for before anybody turns to it, if it is `intent`. */
const STILL = [
  "embed.js",
  "static.js",
  "contract-fact-box.css",
  `stories/${MET}.box.html`,
  `stories/${MET}.rows.html`,
];
const WAYS = {
  "a script tag": [(loading) => tag(MET, attribute(loading)), STILL],
  "an element": [
    (loading) =>
      `<contract-fact-box story="${MET}"${attribute(loading, "loading")}></contract-fact-box>${loader}`,
    STILL,
  ],
  "an element with an address": [
    (loading) =>
      `<contract-fact-box src="/dist/stories/${MET}.json"${attribute(loading, "loading")}></contract-fact-box>${loader}`,
    STILL,
  ],
  "a marked div": [
    (loading) => `<div data-contract-fact-box="${MET}"${attribute(loading)}>${OWN}</div>${loader}`,
    STILL,
  ],
  "a snippet": [
    (loading) =>
      prerendered.replace("<contract-fact-box", `<contract-fact-box${attribute(loading)}`),
    ["contract-fact-box.css", "embed.js", `stories/${MET}.now.json`],
  ],
  "a frame": [frame, ["embed.js", "frame.html", "frame.js", "frame.css", "frames.js", ...STILL]],
};
/** What a live box needs besides. */
const LIVE = [
  "box.js",
  "mount.js",
  "swap.js",
  "acts.js",
  "documents.js",
  "module.js",
  "contract_fact_box.js",
  "contract_fact_box_bg.wasm",
];

const asked = (seen, dist) =>
  seen.requests
    .filter((url) => url.startsWith(dist))
    .map((url) => url.slice(dist.length + 1).split("?")[0]);

/** Waits until a box can be read, wherever it is, and until nothing more is asked for. */
async function standing(page, name) {
  const root = name === "a frame" ? page.frameLocator("iframe") : page;
  await root.locator("section.cfb").waitFor();
  await page.waitForLoadState("networkidle");
  return root.locator("section.cfb");
}

test.describe("under a policy that lets frames in", () => {
  test.use({
    serverOptions: {
      csp: (dist) => `${policy(dist, { also: " 'self'" })}; frame-src ${dist}`,
    },
  });

  for (const [name, [write, before]] of Object.entries(WAYS)) {
    test(`${name}: nothing of the live box is asked for until a reader turns to it, and what the reader did is done`, async ({
      dist,
      stage,
      visit,
    }) => {
      const { page, seen } = await visit(stage.write(write("")), { untouched: true });
      const box = await standing(page, name);
      assert.deepEqual(asked(seen, dist).sort(), before.toSorted());
      await box.locator(".cfb-tab", { hasText: issue.label }).click();
      const live = box.and(box.page().locator(".cfb-live"));
      await (
        name === "a frame" ? page.frameLocator("iframe").locator(".cfb-live") : live
      ).waitFor();
      assert.ok(await tab(box, issue).isChecked());
      await assertShows(box, [issue]);
      const after = asked(seen, dist).slice(before.length);
      for (const file of LIVE) assert.equal(after.filter((each) => each === file).length, 1, file);
      await assertCalm(page, seen);
    });

    for (const loading of ["visible", "idle"])
      test(`${name}: with loading="${loading}", the box is live with nobody's doing`, async ({
        stage,
        visit,
      }) => {
        const { page, seen } = await visit(stage.write(write(loading)), { untouched: true });
        const root = name === "a frame" ? page.frameLocator("iframe") : page;
        await root.locator(".cfb-live").waitFor();
        await assertCalm(page, seen);
      });
  }
});

test("each way of turning to a box makes it live", async ({ visit, write }) => {
  const TURNS = {
    "by the pointer": (page) => boxes(page).hover(),
    "by the keyboard": (page) => page.keyboard.press("Tab"),
    "by a link to a place in it": (page) =>
      page.evaluate((id) => void (location.hash = `cfb_${id}_f-buyer`), MET),
    "by a finger": (page) => boxes(page).locator("#title").tap(),
  };
  for (const [name, turn] of Object.entries(TURNS)) {
    const { page, seen } = await visit(write(tag(MET)), { untouched: true, hasTouch: true });
    await boxes(page).waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".cfb-live").count(), 0);
    await turn(page);
    await page
      .locator(".cfb-live")
      .waitFor({ timeout: 5000 })
      .catch(() => assert.fail(name));
    assert.deepEqual(
      (await recorded(page)).events.map(({ type }) => type),
      ["live"],
      name,
    );
    await assertCalm(page, seen);
  }
});

test("a box that a reader has come to before the script has is live once it comes", async ({
  dist,
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(withoutLoader(prerendered), "", null), {
    untouched: true,
  });
  await boxes(page).locator(".cfb-tab", { hasText: issue.label }).click();
  await assertShows(boxes(page), [issue]);
  await page.addScriptTag({ url: `${dist}/embed.js` });
  await page.locator(".cfb-live").waitFor();
  assert.ok(await tab(boxes(page), issue).isChecked());
  await assertCalm(page, seen);
});

test("a click that ends after the live box is ready is not lost", async ({
  faults,
  visit,
  write,
}) => {
  const { asked, answer } = held(faults, "/contract_fact_box_bg.wasm");
  const { page, seen } = await visit(write(tag(MET)), { untouched: true });
  const choice = boxes(page).locator(".cfb-tab", { hasText: issue.label });
  await choice.hover();
  await asked;
  await page.mouse.down();
  answer();
  // The box is rendered, and waits: so much time a live one takes.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  assert.equal(await page.locator(".cfb-live").count(), 0);
  await page.mouse.up();
  await page.locator(".cfb-live").waitFor();
  assert.ok(await tab(boxes(page), issue).isChecked());
  await narrowed(boxes(page), story, issue);
  await assertCalm(page, seen);
});

test("what a reader did in the static box is told to the page once the box is live", async ({
  visit,
  write,
}) => {
  const { page } = await visit(write(tag(LEICESTERSHIRE)), {
    untouched: true,
    prepare: (page) =>
      page.addInitScript(() => {
        globalThis.told = [];
        for (const type of ["ready", "live", "open", "filter", "compare"])
          addEventListener(`contract-fact-box:${type}`, ({ detail }) =>
            globalThis.told.push([type, detail]),
          );
      }),
  });
  const box = boxes(page);
  await box.waitFor();
  // In one go, so that nothing of the live box has come in between.
  await box.evaluate((box) => {
    box.querySelector("#f-buyer summary").click();
    box.querySelectorAll(".cfb-tab input")[1].click();
    box.querySelector(".cfb-pick input").click();
  });
  await box.hover({ position: { x: 4, y: 4 } });
  await page.locator(".cfb-live").waitFor();
  await page.waitForFunction(() => globalThis.told.some(([type]) => type === "compare"));
  const told = await page.evaluate(() => globalThis.told);
  const { issues, people } = await view(LEICESTERSHIRE);
  const [known] = knownPeople({ issues, people });
  const own = { story: LEICESTERSHIRE };
  assert.deepEqual(told, [
    ["ready", {}],
    ["open", { ...own, place: "f-buyer" }],
    ["filter", { ...own, issue: issues[0].id }],
    ["compare", { ...own, people: [known.id] }],
    ["live", {}],
  ]);
});

for (const level of [1, 3, 4])
  test(`a static box with headings from level ${level} on is of the markup of the live one`, async ({
    visit,
    write,
  }) => {
    const { page } = await visit(write(tag(MET, ` data-heading-level="${level}"`)), {
      untouched: true,
    });
    await boxes(page).getByRole("heading", { level, name: story.title }).waitFor();
    const before = await markup(boxes(page), ".cfb-toast");
    await boxes(page).hover();
    await page.locator(".cfb-live").waitFor();
    assert.equal(await markup(boxes(page), ".cfb-toast"), before);
  });

for (const [name, answer] of Object.entries({
  "is not there": missing,
  "breaks off": (response) => response.destroy(),
}))
  test(`a static box that ${name}: the box is live at once`, async ({ faults, visit, write }) => {
    faults.set(`/stories/${MET}.box.html`, answer);
    const { page, seen } = await visit(write(tag(MET)), { untouched: true });
    await page.locator(".cfb-live").waitFor();
    assert.equal(await page.evaluate(() => globalThis[Symbol.for("record")].ready), 1);
    assert.deepEqual(seen.errors, []);
  });

test("a document whose URL does not end in json has no static box, and is live at once", async ({
  faults,
  visit,
  write,
}) => {
  const document = await built(`stories/${MET}.json`);
  faults.set("/story", json(document));
  const { page, seen } = await visit(
    write(`<contract-fact-box src="/dist/story?id=1"></contract-fact-box>${loader}`),
    { untouched: true },
  );
  await page.locator(".cfb-live").waitFor();
  await assertCalm(page, seen);
});

test("what goes wrong on both ways is said once", async ({ faults, visit, write }) => {
  faults.set("/static.js", missing);
  const { page, seen } = await visit(write(tag(MET, ' data-loading="visible"')), {
    untouched: true,
  });
  await page.waitForFunction(() =>
    globalThis[Symbol.for("record")].events.some(({ type }) => type === "error"),
  );
  await page.waitForLoadState("networkidle");
  assert.equal((await recorded(page)).events.length, 1);
  assert.equal(
    seen.console.filter((line) => line.includes("contract-fact-box:")).length,
    1,
    String(seen.console),
  );
});

test("on paper, a static box has everything open", async ({ visit, write }) => {
  const { page } = await visit(write(tag(MET)), { untouched: true });
  await boxes(page).waitFor();
  await page.waitForLoadState("networkidle");
  await page.emulateMedia({ media: "print" });
  const closed = await boxes(page)
    .locator(".cfb-rest .cfb-sec-body")
    .evaluateAll((all) => all.filter((each) => !each.checkVisibility()).map(({ id }) => id));
  assert.deepEqual(closed, []);
  assert.ok(await boxes(page).locator("#sources").isVisible());
});

test.describe("of a story with several versions", () => {
  test.use({
    serverOptions: async ({ allStories }, use) => use({ csp: null, stories: allStories.dist }),
  });

  test("a snippet of an older version offers the newer one, and of a withdrawn story only says so, without the WebAssembly", async ({
    allStories,
    visit,
    write,
  }) => {
    for (const [id, text] of [
      [versionsId("changed-value"), "Updated since"],
      [versionsId("withdrawn"), "The notice it rested on was not genuine."],
    ]) {
      const { page, seen } = await visit(write(await allStories.snippet(`${id}/1.json`)), {
        untouched: true,
      });
      await boxes(page).getByText(text).first().waitFor();
      assert.equal(await boxes(page).count(), 1);
      assert.ok(!seen.requests.some((url) => url.endsWith(".wasm")), String(seen.requests));
      await assertCalm(page, seen);
    }
  });

  test("a snippet whose story has not changed stays as it is", async ({ faults, visit, write }) => {
    faults.set(`/stories/${MET}.now.json`, json('{"version":1}'));
    const { page, seen } = await visit(write(prerendered), { untouched: true });
    await page.waitForLoadState("networkidle");
    assert.ok(!seen.requests.some((url) => url.endsWith(".box.html")));
    assert.ok(await region(page, story).isVisible());
  });
});
