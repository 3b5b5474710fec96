// What a reader does who arrives by a link to a part of a box, or follows one on the page.
import assert from "node:assert/strict";

import {
  allTab,
  assertShows,
  backgroundIssues,
  kindOf,
  knownPeople,
  ownIssues,
  placeOf,
  tab,
} from "./hands.mjs";
import { policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  region,
  settled,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const story = await view(LEICESTERSHIRE);
const element = `<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>`;
const FAR = "<p>Words of the article.</p>".repeat(200);
const WRITES = { permissions: ["clipboard-read", "clipboard-write"] };

/** A statement on the contract itself, which is open. */
const card = ownIssues(story)[1].cards.find((card) => kindOf(card) === "quote");
/** A statement on a wider question, in a row that is closed. */
const [aside] = backgroundIssues(story).flatMap(({ cards }) => cards);
/** Two who are on record, and so can be compared. */
const speakers = story.people
  .filter((_, at) =>
    story.issues.some(({ cards }) =>
      cards.some((card) => card.person === at && kindOf(card) !== "silence"),
    ),
  )
  .slice(0, 2);

/** The place in the story that the focus is in. */
const focused = (page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active.closest("[id]")?.id;
  });
/** The places that are marked as those which a link led to, by their ids; the comparison has none, and is told by its class. */
const marked = (scope) =>
  scope
    .locator("[data-here]")
    .evaluateAll((all) => all.map(({ id, className }) => id || className));
const COMPARISON = "compare";
const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

async function opened({ visit, write }, options) {
  const { page, seen } = await visit(write(element + loader), { ...WRITES, ...options });
  await settled(page);
  return { page, seen, box: region(page, story) };
}

const further = story.more.find(({ evidence }) => evidence?.length).id;
/** What a link leads to: the place that it names or, without a name, the title, and what is then to be seen. */
const PLACES = {
  "a fact": { at: "f-buyer", seen: ".cfb-facts #f-buyer .cfb-proof" },
  "a fact among the others": { at: further, seen: `#more #${further} .cfb-proof` },
  "somebody's words": { at: card.id, seen: `#${card.id}` },
  "somebody's words on a wider question": { at: aside.id, seen: `#row-background #${aside.id}` },
  "a section": { at: "related", seen: "#related #r0" },
  "a row": { at: "row-unknowns", seen: "#row-unknowns #q0" },
  "the box itself": { at: "title", seen: "#title", named: "" },
};

for (const [name, { at, seen: what, named = at }] of Object.entries(PLACES)) {
  test(`a link to ${name} opens the box there, however far below, and marks it`, async ({
    visit,
    write,
  }) => {
    const url = write(FAR + element + FAR + loader);
    const { page, seen } = await visit(`${url}#cfb_${LEICESTERSHIRE}${named && `_${named}`}`);
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    const place = boxes(page).locator(what);
    assert.ok(await place.isVisible());
    assert.ok(
      await place.evaluate((place) => {
        const { top, bottom } = place.getBoundingClientRect();
        return bottom > 0 && top < innerHeight;
      }),
    );
    assert.equal(await focused(page), at);
    assert.deepEqual(await marked(boxes(page)), [at]);
    await assertCalm(page, seen);
  });
}

test("a link to criticism brings the answer with it", async ({ visit, write }) => {
  const critic = story.issues.flatMap(({ cards }) => cards).find(({ answers }) => answers?.length);
  const { page } = await visit(`${write(element + loader)}#cfb_${LEICESTERSHIRE}_${critic.id}`);
  await settled(page);
  const place = boxes(page).locator(`#${critic.id}`);
  for (const text of [critic.text, critic.answers[0].text])
    assert.ok(await place.getByText(text).first().isVisible(), text);
});

// On a phone, where little of either fits.
for (const [name, at, summary] of [
  ["a row", "row-facts", "#row-facts > summary"],
  [
    "a comparison of four",
    `compare_${story.people
      .slice(0, 4)
      .map(({ id }) => id)
      .join("_")}`,
    "#compare > summary",
  ],
  ["a section", "timeline", "#timeline > .cfb-h4"],
]) {
  test(`a link to ${name} that is higher than the screen shows its beginning, below a bar of the page`, async ({
    pages,
    visit,
    write,
  }) => {
    pages["/bar.css"] =
      "main { --cfb-sticky-top: 50px } .bar { position: sticky; top: 0; height: 50px }";
    const url = write(
      `<div class="bar"></div>${FAR}${element}${FAR}${loader}`,
      '<link rel="stylesheet" href="/bar.css">',
    );
    const { page } = await visit(`${url}#cfb_${LEICESTERSHIRE}_${at}`, { width: 320, height: 480 });
    await settled(page);
    await boxes(page).locator("[data-here]").waitFor();
    const { y, height } = await boxes(page).locator(summary).boundingBox();
    assert.ok(y >= 50 && y + height <= 480, `from ${y} to ${y + height}`);
  });
}

test("a link to words gives the focus to the words, so that a listener hears them before their source", async ({
  visit,
  write,
}) => {
  const { page } = await visit(`${write(element + loader)}#cfb_${LEICESTERSHIRE}_${card.id}`);
  await settled(page);
  const place = placeOf(boxes(page), card);
  assert.ok(await place.evaluate((place) => place.matches(":focus")));
});

test("a link to words that the chosen question hides shows all questions again", async ({
  stage,
}) => {
  const { page, seen, box } = await opened(stage);
  const [first] = ownIssues(story);
  await tab(box, first).click();
  await assertShows(box, [first]);
  await page.evaluate((hash) => void (location.hash = hash), `cfb_${LEICESTERSHIRE}_${card.id}`);
  await placeOf(box, card).and(page.locator("[data-here]")).waitFor();
  assert.ok(await allTab(box).isChecked());
  await assertShows(box, ownIssues(story));
  await assertCalm(page, seen);
});

test("a text that points to an answer leads there, and marks it", async ({ visit, write }) => {
  const { page } = await visit(
    write(`<contract-fact-box story="${MET}"></contract-fact-box>${loader}`),
  );
  await settled(page);
  const met = await view(MET);
  const pointer = met.issues
    .flatMap(({ cards }) => cards)
    .find((card) => kindOf(card) === "pointer");
  await placeOf(boxes(page), pointer).getByRole("button", { name: pointer.text }).click();
  await boxes(page).locator(`[id="${pointer.body.pointer.to}"][data-here]`).waitFor();
  assert.equal(await focused(page), pointer.body.pointer.to);
});

test("a link to a comparison chooses its people, and the same link is copied there", async ({
  visit,
  write,
}) => {
  const url = `${write(element + loader)}#cfb_${LEICESTERSHIRE}_compare_${speakers.map(({ id }) => id).join("_")}`;
  const { page } = await visit(url, WRITES);
  await settled(page);
  const table = boxes(page).getByRole("table", { name: /^Side by side/ });
  await table.waitFor();
  assert.deepEqual(
    await table.getByRole("columnheader").locator("bdi").allInnerTexts(),
    speakers.map(({ name }) => name),
  );
  assert.deepEqual(await marked(boxes(page)), [COMPARISON]);
  await boxes(page).getByRole("button", { name: "Copy link to comparison" }).click();
  await boxes(page).getByText("Link copied.").waitFor();
  assert.equal(await copied(page), url);
});

test("a link that is followed on the page itself leads there, and only in the box it is for", async ({
  visit,
  write,
}) => {
  const other = `<contract-fact-box story="${MET}"></contract-fact-box>`;
  const { page, seen } = await visit(
    write(`<a href="#cfb_${LEICESTERSHIRE}_f-buyer">Go</a>${element}${other}${loader}`),
    { height: 3000 },
  );
  await settled(page, 2);
  await page.getByRole("link", { name: "Go" }).click();
  await region(page, story).locator("#f-buyer .cfb-proof").waitFor();
  assert.deepEqual(await marked(region(page, story)), ["f-buyer"]);
  assert.deepEqual(await marked(region(page, await view(MET))), []);
  await assertCalm(page, seen);
});

for (const hash of ["nowhere", "%E0%A4%A", 'title"]', "compare-", "__proto__"]) {
  test(`a link to ${JSON.stringify(hash)}, which the story has not, leads to the box`, async ({
    visit,
    write,
  }) => {
    const { page, seen } = await visit(
      `${write(FAR + element + loader)}#cfb_${LEICESTERSHIRE}_${hash}`,
    );
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    assert.deepEqual(await marked(page), ["title"]);
    assert.ok(
      await boxes(page)
        .locator("#title")
        .evaluate((title) => title.getBoundingClientRect().top < innerHeight),
    );
    await assertCalm(page, seen);
  });
}

// What has been published stays a way in; and what others put behind a link, or make of its
// letters, is no part of it.
for (const [name, hash] of Object.entries({
  "as it was written before": "cfb=ID/f-buyer",
  "with a full stop behind it": "cfb_ID_f-buyer.",
  "with a bracket and a comma behind it": "cfb_ID_f-buyer),",
  "with a parameter behind it": "cfb_ID_f-buyer&utm_source=mail",
  "with a query behind it": "cfb_ID_f-buyer?fbclid=IwAR0_-x",
  "as it was written before, with a parameter": "cfb=ID/f-buyer&utm_source=mail",
  "in letters of addresses": "cfb%3DID%2Ff-buyer",
  "in letters of addresses, small": "cfb%3dID%2ff-buyer",
  "in letters of addresses, as it is written now": "cfb%5FID%5Ff-buyer",
})) {
  test(`a link to a fact ${name} leads to the fact`, async ({ visit, write }) => {
    const { page, seen } = await visit(
      `${write(FAR + element + loader)}#${hash.replace("ID", LEICESTERSHIRE)}`,
    );
    await settled(page);
    assert.deepEqual(await marked(boxes(page)), ["f-buyer"]);
    assert.ok(await boxes(page).locator("#f-buyer .cfb-proof").isVisible());
    await assertCalm(page, seen);
  });
}

test("a link to a comparison as it was written before chooses its people", async ({
  visit,
  write,
}) => {
  const { page } = await visit(
    `${write(element + loader)}#cfb=${LEICESTERSHIRE}/compare/${speakers.map(({ id }) => id).join()}&x=1`,
  );
  await settled(page);
  assert.deepEqual(
    await boxes(page)
      .getByRole("table", { name: /^Side by side/ })
      .getByRole("columnheader")
      .locator("bdi")
      .allInnerTexts(),
    speakers.map(({ name }) => name),
  );
});

const known = knownPeople(story);
/** By their places in the list, those who are chosen first and those whom the link then names. */
const TURNS = {
  "four others": [
    [0, 1, 2, 3],
    [4, 5],
  ],
  "two late ones, and four early": [
    [5, 6],
    [0, 1, 2, 3],
  ],
  "one who stays": [
    [1, 2],
    [2, 3],
  ],
};
for (const [name, [before, named]] of Object.entries(TURNS)) {
  test(`a link to a comparison, followed after ${name}: its people are chosen, and nobody else`, async ({
    stage,
  }) => {
    const { page, seen, box } = await opened(stage);
    await box.locator("#compare > summary").click();
    for (const at of before) await box.locator(".cfb-picklabel input").nth(at).click();
    await page.evaluate(
      (hash) => void (location.hash = hash),
      `cfb_${LEICESTERSHIRE}_compare_${named.map((at) => known[at].id).join("_")}`,
    );
    await box
      .getByRole("table", { name: new RegExp(named.map((at) => known[at].name).join(", ")) })
      .waitFor();
    const chosen = await box
      .locator(".cfb-picklabel:has(:checked)")
      .evaluateAll((all) => all.map(({ dataset }) => dataset.person));
    assert.deepEqual(
      chosen,
      named.map((at) => known[at].id),
    );
    await assertCalm(page, seen);
  });
}

test("a link to a comparison of somebody whom the story has not leads to the list of everybody, and chooses nobody", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(
    `${write(element + loader)}#cfb_${LEICESTERSHIRE}_compare_nobody`,
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.deepEqual(await marked(page), [COMPARISON]);
  assert.ok(await boxes(page).getByRole("group", { name: "Compare side by side" }).isVisible());
  assert.equal(await boxes(page).getByRole("checkbox", { checked: true }).count(), 0);
  await assertCalm(page, seen);
});
