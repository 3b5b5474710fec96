// What a reader does with a box besides reading it: leave evidence, take links and words along, arrive by a link.
import assert from "node:assert/strict";

import { HANDS, kindOf, reach } from "./hands.mjs";
import { addressed, policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  openAll,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const story = await view(LEICESTERSHIRE);
const element = `<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>`;
const FAR = "<p>Words of the article.</p>".repeat(200);
const WRITES = { permissions: ["clipboard-read", "clipboard-write"] };

/** A statement that stands on another question than the first, in a row that is closed. */
const issue = story.issues[1];
const card = issue.rows
  .flatMap(({ cards }) => cards)
  .find((card) => ["quote", "said"].includes(kindOf(card)));
/** Two who are on record, and so can be compared. */
const speakers = story.people
  .filter((_, at) =>
    story.issues.some(({ rows }) =>
      rows.some(({ cards }) =>
        cards.some((card) => card.person === at && kindOf(card) !== "silence"),
      ),
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

test("Escape closes opened evidence and gives the focus back to what opened it", async ({
  stage,
}) => {
  for (const width of [375, 660]) {
    const { page, seen, box } = await opened(stage, { width });
    const row = box.locator("#f-buyer");
    await HANDS.keyboard(page).toggle(row.locator("summary"));
    assert.ok(await row.locator(".cfb-proof").isVisible());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    assert.equal(await row.locator(".cfb-proof").isVisible(), false);
    assert.ok(await row.locator("summary").evaluate((summary) => summary.matches(":focus")));
    await assertCalm(page, seen);
  }
});

test("where there is room evidence lies over the rest, moves nothing, and goes when the reader turns elsewhere", async ({
  stage,
}) => {
  const { page, box } = await opened(stage, { width: 660 });
  const below = box.locator("#f-supplier");
  const before = await below.boundingBox();
  await box.locator("#f-buyer summary").click();
  assert.ok(await box.locator("#f-buyer .cfb-proof").isVisible());
  assert.deepEqual(await below.boundingBox(), before);
  await box.locator("#f-value summary").click();
  assert.equal(await box.locator("#f-buyer .cfb-proof").isVisible(), false);
  assert.ok(await box.locator("#f-value .cfb-proof").isVisible());
});

test("by keyboard, evidence that lies over the rest goes when the reader goes on", async ({
  stage,
}) => {
  const { page, box } = await opened(stage, { width: 660 });
  const { toggle } = HANDS.keyboard(page);
  await toggle(box.locator("#f-buyer summary"));
  await reach(page, box.locator("#f-supplier summary"));
  assert.equal(await box.locator("#f-buyer .cfb-proof").isVisible(), false);
});

test("where there is none it opens in its place, and others stay open", async ({ stage }) => {
  const { box } = await opened(stage, { width: 375 });
  await box.locator("#f-buyer summary").click();
  await box.locator("#f-supplier summary").click();
  assert.ok(await box.locator("#f-buyer .cfb-proof").isVisible());
  assert.ok(await box.locator("#f-supplier .cfb-proof").isVisible());
});

for (const hand of ["mouse", "keyboard"]) {
  test(`by ${hand}, a link to a fact is copied and said, and the page's address stays`, async ({
    stage,
  }) => {
    const { page, seen, box } = await opened(stage, { width: 375 });
    const address = page.url();
    const { toggle, press } = HANDS[hand](page);
    await toggle(box.locator("#f-buyer summary"));
    await press(box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" }));
    await box.getByText("Link copied.").waitFor();
    assert.equal(await copied(page), `${address}#cfb_${LEICESTERSHIRE}_f-buyer`);
    assert.equal(page.url(), address);
    await assertCalm(page, seen);
  });
}

test("words to cite the box by and code to embed it are copied", async ({ dist, stage }) => {
  const { page, box } = await opened(stage);
  await box.locator("summary", { hasText: "Share, cite or embed" }).click();
  await box.getByRole("button", { name: "Copy", exact: true }).first().click();
  await box.getByText("Copied.", { exact: true }).waitFor();
  assert.equal(await copied(page), `${story.cite} ${dist}/stories/${LEICESTERSHIRE}.html`);
  await box.getByRole("button", { name: "Copy", exact: true }).last().click();
  await box.getByText("Copied.", { exact: true }).waitFor();
  assert.equal(await copied(page), addressed(tag(LEICESTERSHIRE), dist));
});

test("where the page may not copy, the link is shown", async ({ stage }) => {
  const { page, seen, box } = await opened(stage);
  await page.evaluate(
    () => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))),
  );
  await box.locator("#f-buyer summary").click();
  await box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" }).click();
  await box.getByText(`#cfb_${LEICESTERSHIRE}_f-buyer`).waitFor();
  assert.deepEqual(seen.errors, []);
});

const further = story.more.find(({ evidence }) => evidence?.length).id;
/** What a link leads to: the place that it names or, without a name, the title, and what is then to be seen. */
const PLACES = {
  "a fact": { at: "f-buyer", seen: ".cfb-facts #f-buyer .cfb-proof" },
  "a fact among the others": { at: further, seen: `.cfb-more #${further} .cfb-proof` },
  "somebody's words": { at: card.id, seen: `#${card.id}` },
  "a section": { at: "questions", seen: "#q0" },
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
      ["ready"],
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
  const critic = story.issues
    .flatMap(({ rows }) => rows)
    .flatMap(({ cards }) => cards)
    .find(({ answers }) => answers?.length);
  const { page } = await visit(`${write(element + loader)}#cfb_${LEICESTERSHIRE}_${critic.id}`);
  await settled(page);
  const place = boxes(page).locator(`#${critic.id}`);
  for (const text of [critic.text, critic.answers[0].text])
    assert.ok(await place.getByText(text).first().isVisible(), text);
});

test("a link to a comparison chooses its people, and the same link is copied there", async ({
  visit,
  write,
}) => {
  const url = `${write(element + loader)}#cfb_${LEICESTERSHIRE}_compare_${speakers.map(({ id }) => id).join("_")}`;
  const { page } = await visit(url, WRITES);
  await settled(page);
  const table = boxes(page).getByRole("table");
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
      ["ready"],
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

// What has been published stays a way in; and what others put behind a link, or make of its letters, is no part of it.
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
    await boxes(page).getByRole("table").getByRole("columnheader").locator("bdi").allInnerTexts(),
    speakers.map(({ name }) => name),
  );
});

/** By their places in the list of all, those who are chosen first and those whom the link then names. */
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
      `cfb_${LEICESTERSHIRE}_compare_${named.map((at) => story.people[at].id).join("_")}`,
    );
    await box
      .getByRole("table", { name: new RegExp(named.map((at) => story.people[at].name).join(", ")) })
      .waitFor();
    const chosen = await box
      .locator(".cfb-picklabel:has(:checked)")
      .evaluateAll((all) => all.map(({ dataset }) => dataset.person));
    assert.deepEqual(
      chosen,
      named.map((at) => story.people[at].id),
    );
    await assertCalm(page, seen);
  });
}

test("a theme that takes the page's fragment for a selector goes on", async ({
  pages,
  stage,
  visit,
  write,
}) => {
  pages["/theme.js"] =
    'addEventListener("DOMContentLoaded", () => { document.querySelector(location.hash); document.title = "Themed"; });';
  const { page, seen, box } = await opened(stage);
  await box.locator("#f-buyer summary").click();
  await box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" }).click();
  await box.getByText("Link copied.").waitFor();
  const { hash } = new URL(await copied(page));
  const themed = await visit(
    write(element + loader, '<script src="/theme.js"></script>', null) + hash,
  );
  await settled(themed.page);
  assert.equal(await themed.page.title(), "Themed");
  await assertCalm(themed.page, themed.seen);
  await assertCalm(page, seen);
});

test("in a page without an address of its own, the link is to the story's page", async ({
  dist,
  visit,
  write,
}) => {
  const inner = addressed(`<!doctype html><title>Inner</title>${tag(LEICESTERSHIRE)}`, dist);
  const { page } = await visit(
    write(
      `<iframe srcdoc="${inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="600" height="3000" allow="clipboard-write"></iframe>`,
    ),
    { ...WRITES, height: 3000 },
  );
  const box = page.frameLocator("iframe").locator("section.cfb-live");
  await box.locator("#f-buyer summary").click();
  await page
    .frames()[1]
    .evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))));
  await box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" }).click();
  await box.getByText(`${dist}/stories/${LEICESTERSHIRE}.html#f-buyer`, { exact: true }).waitFor();
});

test("keys that a control uses are the control's: the page's own shortcuts do not take them", async ({
  pages,
  visit,
  write,
}) => {
  pages["/keys.js"] = `globalThis.taken = [];
    for (const type of ["keydown", "keyup"]) addEventListener(type, (event) => { taken.push(event.key); if (!/^(INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(event.target.tagName)) event.preventDefault(); });`;
  const { page } = await visit(write(element + loader, '<script src="/keys.js"></script>', null));
  await settled(page);
  const box = region(page, story);
  const radio = box.getByRole("radio").first();
  await radio.focus();
  await page.keyboard.press("ArrowRight");
  assert.ok(await box.getByRole("radio").nth(1).isChecked());
  await box.locator("#f-buyer summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await box.locator("#f-buyer .cfb-proof").isVisible());
  await page.keyboard.press("Space");
  assert.equal(await box.locator("#f-buyer .cfb-proof").isVisible(), false);
  assert.deepEqual(await page.evaluate(() => globalThis.taken), []);
  // What no control uses goes on: the page's shortcuts work in the box, too.
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+Enter");
  assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.taken)]), [
    "k",
    "ArrowLeft",
    "Control",
    "Enter",
  ]);
});

test("what is copied has its words apart", async ({ stage }) => {
  const { page, box } = await opened(stage);
  await openAll(box);
  const text = await page.evaluate(() => {
    getSelection().selectAllChildren(
      document.querySelector("contract-fact-box").shadowRoot.querySelector("section"),
    );
    return getSelection().toString();
  });
  assert.match(text, /Source \d/);
  assert.doesNotMatch(text, /[a-z]Source|Source\d/);
});

// What translates a page while it is read puts an element in the place of each text.
test("on a page that is translated while it is read, no text of those who were chosen before stays", async ({
  stage,
}) => {
  const { page, box } = await opened(stage);
  await box.locator("#compare > summary").click();
  const translate = () =>
    box.evaluate((box) => {
      const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      const all = [];
      while (texts.nextNode())
        if (texts.currentNode.data.trim() && texts.currentNode.parentNode.localName !== "font")
          all.push(texts.currentNode);
      for (const text of all) {
        const font = document.createElement("font");
        font.textContent = text.data;
        text.replaceWith(font);
      }
    });
  const [one, other] = story.people.map(({ name }) => name);
  for (const at of [0, 1]) await box.locator(".cfb-picklabel input").nth(at).click();
  await box.getByRole("table").waitFor();
  await translate();
  await box.locator(".cfb-picklabel input").nth(0).click();
  await box.getByRole("table", { name: `Side by side: ${other}`, exact: true }).waitFor();
  for (const place of [
    ".cfb-picked",
    ".cfb-table caption",
    ".cfb-cmp .cfb-pick-hint:not(.cfb-static)",
  ]) {
    const text = await box.locator(place).innerText();
    assert.ok(!text.includes(one), `${place}: ${text}`);
  }
});

test("a link to a comparison of somebody whom the story has not leads to the list of everybody, and chooses nobody", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(
    `${write(element + loader)}#cfb_${LEICESTERSHIRE}_compare_nobody`,
  );
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["ready"],
  );
  assert.deepEqual(await marked(page), [COMPARISON]);
  assert.ok(await boxes(page).getByRole("group", { name: "Compare views" }).isVisible());
  assert.equal(await boxes(page).getByRole("checkbox", { checked: true }).count(), 0);
  await assertCalm(page, seen);
});

test("what the box hands on is told to the page's scripts", async ({ stage }) => {
  const { page, box } = await opened(stage);
  await page.evaluate(() =>
    addEventListener(
      "contract-fact-box:share",
      ({ detail }) => (document.title = JSON.stringify(detail)),
    ),
  );
  await box.locator("#f-buyer summary").click();
  const button = box.locator("#f-buyer").getByRole("button", { name: "Copy link to this" });
  await reach(page, button);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.title.startsWith("{"));
  assert.deepEqual(JSON.parse(await page.title()), {
    story: LEICESTERSHIRE,
    what: "link",
    text: `${page.url()}#cfb_${LEICESTERSHIRE}_f-buyer`,
  });
});
