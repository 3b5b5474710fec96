// Prerendered snippets: what stands there without script and under which policy, and that a box takes over.
import assert from "node:assert/strict";

import { assertShows, knownPeople, tab } from "./hands.mjs";
import { built, held, json, missing, policy, snippet } from "./servers.mjs";
import {
  LANCASTER,
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  assertCalm,
  boxes,
  loader,
  recorded,
  region,
  settled,
  test,
  view,
} from "./test.mjs";

// The demo pages have a stylesheet of their own.
test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const story = await view(LEICESTERSHIRE);
const linked = await snippet(LEICESTERSHIRE);
const styled = linked.replace(
  /<link [^>]*>/,
  `<style><!--${await built("contract-fact-box.css")}--></style>`,
);
const [, plain] = linked.split(/<\/template>\n|<\/contract-fact-box>/);
const div = `<div data-contract-fact-box="${LEICESTERSHIRE}" data-version="${story.version}">\n${plain}</div>`;

const NO_SCRIPT = { javaScriptEnabled: false };
const background = (page) =>
  boxes(page)
    .first()
    .evaluate((box) => getComputedStyle(box).backgroundColor);
const BARE = "rgba(0, 0, 0, 0)";

for (const [path, id, count] of [
  ["/", SPECIMEN, 1],
  ["/leicestershire.html", LEICESTERSHIRE, 1],
  // The second is a preset.
  ["/met.html", MET, 2],
  ["/lancaster.html", LANCASTER, 1],
]) {
  test(`${path} shows its box without script, under the strict policy`, async ({ visit }) => {
    const { page, seen } = await visit(path, NO_SCRIPT);
    const { title, track } = await view(id);
    const current = track.find(({ is_current }) => is_current);
    const stage = region(page, { title })
      .first()
      .getByRole("listitem")
      .and(page.locator("[aria-current]"));
    await stage.getByText(current.label).waitFor();
    assert.notEqual(await background(page), BARE);
    assert.deepEqual(seen.console, []);
  });

  test(`${path} gets a live box in the place of each static one`, async ({ visit }) => {
    const { page, seen } = await visit(path);
    await settled(page);
    await page.locator("contract-fact-box").last().scrollIntoViewIfNeeded();
    assert.deepEqual(
      (await settled(page, count)).map(({ type }) => type),
      Array(count).fill("live"),
    );
    assert.equal(await boxes(page).count(), count);
    assert.equal(await page.locator(".cfb-live").count(), count);
    await assertCalm(page, seen);
  });
}

test("where the policy keeps the stylesheet out, the plain text stands there, once, until the script has come", async ({
  visit,
  write,
}) => {
  const unscripted = await visit(write(styled), NO_SCRIPT);
  assert.ok(
    await unscripted.page.getByRole("heading", { level: 2, name: story.title }).isVisible(),
  );
  assert.equal(await boxes(unscripted.page).isVisible(), false);
  const { page } = await visit(write(styled));
  await settled(page);
  assert.ok(await region(page, story).isVisible());
  assert.notEqual(await background(page), BARE);
  assert.equal(await page.locator("contract-fact-box > div[lang]").isVisible(), false);
  const { violations } = await recorded(page);
  assert.ok(
    violations.length > 0 && violations.every((each) => each.startsWith("style-src-elem")),
    String(violations),
  );
});

test("where the stylesheet does not arrive, the plain text stands there, once", async ({
  faults,
  visit,
  write,
}) => {
  faults.set("/contract-fact-box.css", missing);
  const { page } = await visit(write(linked), NO_SCRIPT);
  assert.ok(await page.getByRole("heading", { level: 2, name: story.title }).isVisible());
  assert.equal(await boxes(page).isVisible(), false);
});

test("a stylesheet in the snippet needs nothing where inline styles are allowed", async ({
  site,
  visit,
  write,
}) => {
  site.csp = null;
  const { page } = await visit(write(styled), NO_SCRIPT);
  assert.notEqual(await background(page), BARE);
});

test("the marked div is the page's own text until the box is there", async ({ visit, write }) => {
  const { page } = await visit(write(div), NO_SCRIPT);
  assert.ok(await page.getByRole("heading", { level: 2, name: story.title }).isVisible());
  assert.ok(await page.getByText(story.issues[0].question, { exact: true }).isVisible());
  const { page: live, seen } = await visit(write(div + loader));
  await settled(live);
  assert.ok(await region(live, story).isVisible());
  assert.ok(!(await live.locator("[data-contract-fact-box] > div[lang]").isVisible()));
  await assertCalm(live, seen);
});

test("what a reader has opened, chosen and reached before script is so in a live box that has other parts", async ({
  faults,
  visit,
  write,
}) => {
  // As in another language or after a correction: a question more at the front, and a fact more before the others.
  const [first] = story.issues;
  const added = {
    ...first,
    id: "new",
    label: "A new question",
    cards: first.cards.map((card) => ({ ...card, id: `new-${card.id}` })),
  };
  const [fact] = story.facts;
  const facts = [{ ...fact, id: "f-new", label: "A new fact" }, ...story.facts];
  const grown = { ...story, issues: [added, ...story.issues], facts };
  const { asked, answer } = held(faults, "/box.js");
  faults.set(`/stories/${LEICESTERSHIRE}/${story.version}.json`, json(JSON.stringify(grown)));
  const { page, seen } = await visit(write(linked));
  await asked;
  const box = region(page, story);
  const chosen = story.issues[1];
  await box.locator("#row-sources > summary").click();
  await box.locator("#f-buyer summary").click();
  await tab(box, chosen).click();
  await box.locator("#compare > summary").click();
  for (const at of [2, 4]) await box.locator(".cfb-picklabel input").nth(at).click();
  await box.locator("#row-background > summary").focus();
  answer();
  await settled(page);
  assert.ok(await tab(box, chosen).isChecked());
  await assertShows(box, [chosen]);
  const open = await box
    .locator("details[open]")
    .evaluateAll((all) => all.map((each) => each.closest("[id]").id));
  assert.deepEqual(open.sort(), ["compare", "f-buyer", "row-sources"]);
  const people = await box
    .locator(".cfb-picklabel:has(:checked)")
    .evaluateAll((all) => all.map(({ dataset }) => dataset.person));
  assert.deepEqual(
    people,
    [2, 4].map((at) => knownPeople(story)[at].id),
  );
  assert.equal(
    await page.evaluate(() => document.activeElement.shadowRoot.activeElement.parentElement.id),
    "row-background",
  );
  await assertCalm(page, seen);
});

test("a snippet that the page brings after the loader has run still shows its static box first", async ({
  faults,
  visit,
  write,
}) => {
  const path = `/stories/${LEICESTERSHIRE}/${story.version}.json`;
  // The box's document is kept back until the test has looked.
  const asked = new Promise((done) => faults.set(path, (response) => done(response)));
  const snippet = linked.replace(loader, "");
  const { page, seen } = await visit(write(snippet, `<script src="/dist/embed.js"></script>`));
  const response = await asked;
  assert.equal(await boxes(page).isVisible(), true);
  assert.deepEqual(seen.console, []);
  response.writeHead(404, { "access-control-allow-origin": "*" }).end();
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["error"],
  );
  assert.equal(await boxes(page).isVisible(), true);
});
