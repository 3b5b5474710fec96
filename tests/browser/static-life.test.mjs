// What a page does with a static box before a reader has turned to it: it takes it out, moves it, gives it another story.
import assert from "node:assert/strict";

import { assertShows, ownIssues } from "./hands.mjs";
import { held } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  region,
  tag,
  test,
  view,
} from "./test.mjs";

const story = await view(MET);
const [issue] = ownIssues(story);

for (const [way, settings, hash] of [
  ["a link leads to it", "", `#cfb_${MET}`],
  ["it is to be live when the page is idle", ' loading="idle"', ""],
])
  test(`taken out while ${way}, a box does not go on by itself`, async ({ visit, write }) => {
    const { page, seen } = await visit(
      `${write(`<contract-fact-box story="${MET}"${settings}></contract-fact-box>${loader}`)}${hash}`,
      { untouched: true },
    );
    await page.locator(".cfb-live").waitFor();
    const events = await page.evaluate(async () => {
      const host = document.querySelector("contract-fact-box");
      globalThis[Symbol.for("taken")] = host;
      let count = 0;
      for (const type of ["ready", "live", "error"])
        host.addEventListener(`contract-fact-box:${type}`, () => count++);
      host.remove();
      for (let task = 0; task < 50; task++) await new Promise((done) => setTimeout(done, 10));
      return count;
    });
    assert.equal(events, 0);
    await page.evaluate(() =>
      document.querySelector("main").append(globalThis[Symbol.for("taken")]),
    );
    await page.locator(".cfb-live").waitFor();
    await assertCalm(page, seen);
  });

test("given another story while its script is on its way, a box shows that one", async ({
  faults,
  visit,
  write,
}) => {
  const other = await view(LEICESTERSHIRE);
  const { asked, answer } = held(faults, "/box.js");
  const { page, seen } = await visit(
    write(`<contract-fact-box story="${MET}"></contract-fact-box>${loader}`),
    { untouched: true },
  );
  await boxes(page).hover();
  await asked;
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    LEICESTERSHIRE,
  );
  await region(page, other).waitFor();
  answer();
  await boxes(page).locator("#title").hover();
  await page.locator(".cfb-live").waitFor();
  assert.ok(await region(page, other).isVisible());
  assert.equal(await boxes(page).count(), 1);
  // Nothing of the first is left that would report, too, what is done in a third.
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    MET,
  );
  await region(page, story).waitFor();
  await boxes(page).locator("#title").hover();
  await page.locator(".cfb-live").waitFor();
  const told = page.evaluate(
    () =>
      new Promise((done) => {
        const all = [];
        addEventListener("contract-fact-box:open", ({ detail }) => {
          all.push(`${detail.place} of ${detail.story}`);
          if (detail.place === "row-background") done(all);
        });
      }),
  );
  for (const row of ["row-facts", "row-background"])
    await boxes(page).locator(`#${row} > summary`).click();
  assert.deepEqual(await told, [`row-facts of ${MET}`, `row-background of ${MET}`]);
  await assertCalm(page, seen);
});

test("an element that has got its story after it was asked for without one shows it", async ({
  visit,
  write,
}) => {
  const { page } = await visit(write(`<contract-fact-box story=""></contract-fact-box>${loader}`), {
    untouched: true,
  });
  await page.waitForFunction(() =>
    globalThis[Symbol.for("record")].events.some(({ type }) => type === "error"),
  );
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    MET,
  );
  await region(page, story).waitFor();
});

test("given another story before anybody turned to it, a box shows that one", async ({
  visit,
  write,
}) => {
  const other = await view(LEICESTERSHIRE);
  const { page, seen } = await visit(
    write(`<contract-fact-box story="${MET}"></contract-fact-box>${loader}`),
    { untouched: true },
  );
  await region(page, story).waitFor();
  await page.evaluate(
    (id) => document.querySelector("contract-fact-box").setAttribute("story", id),
    LEICESTERSHIRE,
  );
  await region(page, other).waitFor();
  assert.equal(await boxes(page).count(), 1);
  assert.ok(!seen.requests.some((url) => url.endsWith(".wasm")));
  await assertCalm(page, seen);
});

test("moved to another place, a static box keeps what was opened and chosen in it", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(`${tag(MET)}<aside></aside>`), { untouched: true });
  const box = boxes(page);
  await box.waitFor();
  await page.evaluate((at) => {
    const host = document.querySelector("contract-fact-box");
    host.shadowRoot.querySelector("#f-buyer summary").parentElement.open = true;
    host.shadowRoot.querySelectorAll(".cfb-tab input")[at].checked = true;
    document.querySelector("aside").append(host);
  }, 1);
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  assert.equal(await box.count(), 1);
  assert.equal(await box.locator("#f-buyer details[open]").count(), 1);
  await assertShows(box, [issue]);
  assert.equal(await page.locator(".cfb-live").count(), 0);
  await assertCalm(page, seen);
});
