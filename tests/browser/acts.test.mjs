// What a reader does with a box besides reading it: leave evidence, take links and words along.
import assert from "node:assert/strict";

import { HANDS, knownPeople, reach, rowSummary, words } from "./hands.mjs";
import { addressed, policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
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
const WRITES = { permissions: ["clipboard-read", "clipboard-write"] };

const COPY_BUYER = { name: "Copy link to “Buyer”", exact: true };

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
  const { box } = await opened(stage, { width: 660 });
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
    await press(box.locator("#f-buyer").getByRole("button", COPY_BUYER));
    await box.getByText("Link copied.").waitFor();
    assert.equal(await copied(page), `${address}#cfb_${LEICESTERSHIRE}_f-buyer`);
    assert.equal(page.url(), address);
    await assertCalm(page, seen);
  });
}

test("words to cite the box by and code to embed it are copied", async ({ dist, stage }) => {
  const { page, box } = await opened(stage);
  await rowSummary(box, "row-sources").click();
  await box.getByRole("button", { name: "Copy citation", exact: true }).click();
  await box.getByText("Copied.", { exact: true }).waitFor();
  assert.equal(await copied(page), `${story.cite} ${dist}/stories/${LEICESTERSHIRE}.html`);
  await box.getByRole("button", { name: "Copy code", exact: true }).click();
  await box.getByText("Copied.", { exact: true }).waitFor();
  assert.equal(await copied(page), addressed(tag(LEICESTERSHIRE), dist));
});

test("where the page may not copy, the link is shown", async ({ stage }) => {
  const { page, seen, box } = await opened(stage);
  await page.evaluate(
    () => (navigator.clipboard.writeText = () => Promise.reject(new Error("no"))),
  );
  await box.locator("#f-buyer summary").click();
  await box.locator("#f-buyer").getByRole("button", COPY_BUYER).click();
  await box.getByText(`#cfb_${LEICESTERSHIRE}_f-buyer`).waitFor();
  assert.deepEqual(seen.errors, []);
});

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
  await box.locator("#f-buyer").getByRole("button", COPY_BUYER).click();
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
  await box.locator("#f-buyer").getByRole("button", COPY_BUYER).click();
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

test("what is written in a field is the field's: the page's own shortcuts do not take it", async ({
  allStories,
  pages,
  site,
  visit,
  write,
}) => {
  site.stories = allStories.dist;
  pages["/keys.js"] = `globalThis.taken = [];
    for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, (event) => { taken.push(event.key); event.preventDefault(); });`;
  const { page } = await visit(
    write(
      `<contract-fact-box story="crowd-26"></contract-fact-box>${loader}`,
      '<script src="/keys.js"></script>',
      null,
    ),
  );
  await settled(page);
  const field = boxes(page).getByRole("combobox", { name: "Find a name" });
  await field.focus();
  await page.keyboard.type("Party 7?");
  await page.keyboard.press("Backspace");
  assert.equal(await field.inputValue(), "Party 7");
  assert.deepEqual(await page.evaluate(() => globalThis.taken), []);
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
  const { box } = await opened(stage);
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
  const [one, other] = knownPeople(story).map(({ name }) => name);
  for (const at of [0, 1]) await box.locator(".cfb-picklabel input").nth(at).click();
  await box.getByRole("table", { name: /^Side by side/ }).waitFor();
  await translate();
  await box.locator(".cfb-picklabel input").nth(0).click();
  await box.getByRole("table", { name: `Side by side: ${other}`, exact: true }).waitFor();
  for (const place of [
    ".cfb-table caption",
    ".cfb-table thead",
    ".cfb-cmp .cfb-pick-hint:not(.cfb-static)",
  ]) {
    const text = await box.locator(place).innerText();
    assert.ok(!text.includes(one), `${place}: ${text}`);
  }
  assert.equal(await words(box.getByRole("status").first()), `${one} removed from the comparison`);
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
  const button = box.locator("#f-buyer").getByRole("button", COPY_BUYER);
  await reach(page, button);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.title.startsWith("{"));
  assert.deepEqual(JSON.parse(await page.title()), {
    story: LEICESTERSHIRE,
    what: "link",
    text: `${page.url()}#cfb_${LEICESTERSHIRE}_f-buyer`,
  });
});
