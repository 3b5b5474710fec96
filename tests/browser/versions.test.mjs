// A page that is pinned to a version of a story, after a newer one, or the withdrawal, has been published.
import assert from "node:assert/strict";

import { HANDS, allTab, assertShows, ownIssues, tab, words } from "./hands.mjs";
import { inArriving, inForm } from "./faults.mjs";
import { json } from "./servers.mjs";
import { versionsId } from "./stories.mjs";
import { assertCalm, boxes, loader, recorded, region, settled, tag, test } from "./test.mjs";

const FEWER = "fewer-people";
const CORRECTED = versionsId("changed-value");
const WITHDRAWN = versionsId("withdrawn");
test.use({
  serverOptions: async ({ allStories }, use) => use({ csp: null, stories: allStories.dist }),
});

// What the folder of all stories has of them, once it is built.
let snippet, view, first, newest;
test.beforeAll(async ({ allStories }) => {
  ({ snippet, view } = allStories);
  [first, newest] = await Promise.all([`${FEWER}/1.json`, `${FEWER}.json`].map(view));
});

const PINNED = {
  "a snippet": (id) => snippet(`${id}/1.json`),
  "a marked div": (id) =>
    `<div data-contract-fact-box="${id}" data-version="1">The facts</div>${loader}`,
  "an element": (id) =>
    `<contract-fact-box story="${id}" version="1">The facts</contract-fact-box>${loader}`,
  "an element with an address": (id) =>
    `<contract-fact-box src="/dist/stories/${id}/1.json">The facts</contract-fact-box>${loader}`,
  "a bare script": (id) => tag(id, ' data-version="1"'),
};

const offer = (page) => page.locator(".cfb-newer");
const summary = (page) => offer(page).locator(".cfb-more-sum");
const button = (page) =>
  offer(page).getByRole("button", { name: "Show the updated version", exact: true });
/** The title, if it has the focus. */
const title = (page) => page.locator("#title:focus");

/** Opens a page that is pinned to the first version of a story. */
async function pinned({ visit, write }, id, embed = "a snippet", options) {
  const opened = await visit(
    write(`${PINNED[embed](id)}<p><a href="#after">After the box</a></p>`),
    options,
  );
  assert.equal((await settled(opened.page))[0].type, "live");
  assert.equal(await opened.page.locator(".cfb-live").count(), 1);
  return opened;
}

/** Takes the offer; the newest version has then been asked for, and has been shown or not. */
async function take(page, hand = HANDS.mouse(page)) {
  await hand.toggle(summary(page));
  await hand.press(button(page));
}

/** Finds the box to be the first version's, with the offer of a newer one. */
async function assertFirst(page) {
  const box = region(page, first);
  assert.ok(await box.getByText(first.value.text, { exact: true }).first().isVisible());
  assert.equal(
    await page.getByText(newest.value.text, { exact: true }).filter({ visible: true }).count(),
    0,
  );
  assert.equal(await words(summary(page)), `${first.newer.title} ${first.newer.digest}`);
}

for (const embed of Object.keys(PINNED)) {
  for (const [hand, of] of Object.entries(HANDS)) {
    test(`${embed}, by ${hand}: its own facts, what has changed, and the newest when it is asked for`, async ({
      dist,
      stage,
    }) => {
      const { page, seen } = await pinned(stage, FEWER, embed);
      const act = of(page);
      await assertFirst(page);

      await act.toggle(summary(page));
      const lines = first.newer.groups.flatMap(({ lines }) => lines);
      for (const { text } of lines)
        assert.ok(await offer(page).getByText(text, { exact: true }).first().isVisible(), text);
      const asked = seen.requests.length;
      await act.press(button(page));

      const box = region(page, newest);
      await box.waitFor();
      assert.ok(await box.getByText(newest.value.text, { exact: true }).first().isVisible());
      assert.ok(!(await boxes(page).textContent()).includes(first.value.text));
      assert.equal(await offer(page).count(), 0);
      assert.deepEqual(seen.requests.slice(asked), [`${dist}/stories/${FEWER}.json`]);

      // The reader is at the head of what is new, and goes on from there.
      await title(page).waitFor();
      assert.ok(
        await box
          .getByRole("heading", { name: newest.title })
          .evaluate((title) => title.matches(":focus")),
      );
      await page.keyboard.press("Tab");
      assert.ok(
        await box
          .locator("summary")
          .first()
          .evaluate((control) => control.matches(":focus")),
      );
      await assertCalm(page, seen);
    });
  }
}

test("the title that has the focus is in sight, and no stop of the Tab key", async ({ stage }) => {
  const { page } = await pinned(stage, FEWER, "a snippet", { width: 375, height: 400 });
  await take(page);
  await region(page, newest).waitFor();
  await title(page).waitFor();
  const { y, height } = await page.locator("#title").boundingBox();
  assert.ok(y >= 0 && y + height <= 400, `from ${y} px, ${height} px high`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await title(page).count(), 0);
});

test("a correction is told in the editor's words, with its evidence", async ({ stage }) => {
  const { page } = await pinned(stage, CORRECTED);
  await summary(page).click();
  const line = offer(page).locator("li").first();
  assert.ok(
    await line.getByText("Was: £1.5 million. Now: £1.6 million.", { exact: true }).isVisible(),
  );
  assert.ok(await line.getByText("The notice was misread.", { exact: true }).isVisible());
  await line.locator("summary").click();
  assert.ok(await line.getByText("now 1.6 million pounds").isVisible());
});

test("a page that is pinned to the newest version is told of none", async ({ visit, write }) => {
  const { page } = await visit(write(snippet(`${FEWER}.json`)));
  await settled(page);
  assert.ok(await region(page, newest).isVisible());
  assert.equal(await offer(page).count(), 0);
});

// The newest version does not come, or is none.
const NEWEST = `/stories/${FEWER}.json`;

for (const [name, { paths, answer, message }] of Object.entries({
  ...inArriving(NEWEST),
  ...inForm(NEWEST),
})) {
  test(`where the newest version is ${name}, the box stays as it is, says so once, and can be asked again`, async ({
    faults,
    stage,
  }) => {
    for (const path of paths) faults.set(path, answer);
    const { page, seen } = await pinned(stage, FEWER);
    const said = page.waitForEvent("console", (line) =>
      line.text().startsWith("contract-fact-box:"),
    );
    await take(page, HANDS.keyboard(page));
    await said;
    const ours = seen.console.filter((line) => line.includes("contract-fact-box:"));
    assert.equal(ours.length, 1, ours.join("\n"));
    const [, told] = ours[0].match(
      /^warning: contract-fact-box: (http.+)\. The box stays as it is\.$/,
    );
    assert.match(told, message);
    assert.deepEqual(
      (await recorded(page)).events.map(({ type }) => type),
      ["live"],
    );
    assert.deepEqual(seen.errors, []);
    await assertFirst(page);
    assert.ok(
      await button(page).evaluate((control) => control.matches(":focus")),
      "the focus stays where the reader is",
    );

    faults.clear();
    await page.keyboard.press("Enter");
    await region(page, newest).waitFor();
    assert.equal(await offer(page).count(), 0);
  });
}

// What the notice takes the place of.
const FACT = "£1.5\u00a0million";

/** Finds the notice in the box, and nothing of what it takes the place of. */
async function assertWithdrawn(page) {
  const box = boxes(page);
  await box.getByText("Withdrawn", { exact: true }).waitFor();
  assert.ok(
    await box.getByText("The notice it rested on was not genuine. (1 April 2026)").isVisible(),
  );
  assert.equal(await boxes(page).count(), 1);
  assert.ok(
    !(
      await page.evaluate(
        () =>
          document.querySelector("contract-fact-box, [data-contract-fact-box]").shadowRoot
            .textContent,
      )
    ).includes(FACT),
  );
  assert.equal(
    await page.getByText(FACT).filter({ visible: true }).count(),
    0,
    "what the page itself holds is not shown either",
  );
}

for (const embed of Object.keys(PINNED)) {
  test(`${embed} of a story that is withdrawn shows the notice`, async ({ stage }) => {
    const { page, seen } = await pinned(stage, WITHDRAWN, embed);
    await assertWithdrawn(page);
    assert.equal(await offer(page).count(), 0);
    await assertCalm(page, seen);
  });
}

test("the withdrawn facts stand in the snippet until the script has come, in its box and in its text", async ({
  visit,
  write,
}) => {
  const { page } = await visit(write(snippet(`${WITHDRAWN}/1.json`)), { javaScriptEnabled: false });
  assert.ok(await boxes(page).getByText(FACT).first().isVisible());
  // What feeds and old browsers show is in the page, and a box stands over it.
  assert.ok((await page.locator("contract-fact-box").textContent()).includes(FACT));
});

test("a withdrawal after the page was opened comes when the newest version is asked for", async ({
  faults,
  stage,
}) => {
  const notice = JSON.stringify(await view(`${WITHDRAWN}.json`));
  faults.set(`/stories/${FEWER}.json`, json(notice));
  const { page, seen } = await pinned(stage, FEWER);
  await take(page);
  await assertWithdrawn(page);
  await title(page).waitFor();
  await assertCalm(page, seen);
});

// The newest version has other people and issues than those whom the reader has chosen.
for (const [hand, of] of Object.entries(HANDS)) {
  test(`by ${hand}: who and what was chosen stays chosen, as far as it is in the newest version`, async ({
    stage,
  }) => {
    const { page, seen } = await pinned(stage, FEWER);
    const act = of(page);
    const compare = page.locator(".cfb-cmp");
    const heads = () => compare.locator("thead th bdi").allTextContents();
    const picked = () =>
      compare
        .locator(".cfb-picklabel")
        .filter({ has: page.locator(":checked") })
        .locator("bdi")
        .allTextContents();
    const pick = (name) => act.tick(compare.getByRole("checkbox", { name, exact: true }));

    // The last of the issues, and people of whom one is in both versions, at another place.
    await act.choose(tab(region(page, first), first.issues.at(-1)));
    await assertShows(region(page, first), [first.issues.at(-1)]);
    await act.toggle(compare.locator(".cfb-btn"));
    for (const name of ["Ann Example", "Cy Example", "Di Example"]) await pick(name);
    assert.deepEqual((await heads()).toSorted(), ["Ann Example", "Cy Example", "Di Example"]);
    await take(page, act);
    const box = region(page, newest);
    await box.waitFor();

    // That question is gone, and all are shown.
    await assertShows(box, ownIssues(newest));
    if (ownIssues(newest).length > 1) assert.ok(await allTab(box).isChecked());
    assert.deepEqual(await picked(), ["Di Example"]);
    assert.deepEqual(await heads(), ["Di Example"]);
    assert.equal(
      await compare.locator("tbody tr").first().locator("td").count(),
      1,
      "a column for each person",
    );
    assert.ok((await compare.locator("td").textContent()).includes("Di on the noise."));
    assert.equal(
      await page.getByRole("status").first().textContent(),
      "",
      "nothing is announced that the reader did not do",
    );

    await pick("Bo Example");
    assert.deepEqual(
      await picked(),
      newest.people.map(({ name }) => name),
    );
    assert.deepEqual((await heads()).toSorted(), ["Bo Example", "Di Example"]);
    await assertCalm(page, seen);
  });
}

test("an issue that is in both versions stays chosen, at whichever place", async ({
  faults,
  stage,
}) => {
  const { page } = await pinned(stage, FEWER);
  const turned = { ...newest, issues: [first.issues[0], newest.issues[0]] };
  faults.set(`/stories/${FEWER}.json`, json(JSON.stringify(turned)));
  await tab(region(page, first), first.issues[0]).click();
  await take(page);
  const box = region(page, newest);
  await box.waitFor();
  assert.ok(await tab(box, first.issues[0]).isChecked());
  // Two of those who spoke on it are in this version.
  const cards = first.issues[0].cards.filter(({ person }) => person < newest.people.length);
  await assertShows(box, [{ cards }]);
  assert.deepEqual(
    first.issues.map(({ label }) => label),
    ["The bridge", "The noise", "A toll"],
  );
});
