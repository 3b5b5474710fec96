// Related contracts that open in the box of this one, and the way back.
import assert from "node:assert/strict";

import { assertShows, ownIssues } from "./hands.mjs";
import { held, json, missing } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  recorded,
  region,
  settled,
  test,
  view,
} from "./test.mjs";

const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const ELEMENT = `<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`;
const focused = (page) =>
  page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.closest("[id]").id);

/** Opens the related contracts and asks for the first in this box. */
async function asked(page) {
  await boxes(page).locator("#row-facts > summary").click();
  await boxes(page).locator("#related").getByRole("button", { name: "Open here" }).first().click();
}

test("a related contract is shown in the box with nothing open, and the way back leads to where it was asked for", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(ELEMENT), {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await settled(page);
  const [address, entries] = await page.evaluate(() => [location.href, history.length]);
  await boxes(page).getByRole("radio", { name: ours.issues[1].question }).click();
  await asked(page);
  await region(page, theirs).waitFor();
  await page.waitForFunction(
    () => document.activeElement.shadowRoot?.activeElement?.id === "title",
  );
  assert.equal(await boxes(page).locator("details[open]").count(), 0);
  await assertShows(boxes(page), ownIssues(theirs));
  // A link taken from here is to what is shown.
  await boxes(page).locator("#row-sources > summary").click();
  await boxes(page).getByRole("button", { name: "Copy link", exact: true }).click();
  await boxes(page).getByText("Link copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${address}#cfb_${MET}`);

  await boxes(page)
    .getByRole("button", { name: `Back to ${ours.title}` })
    .click();
  await region(page, ours).waitFor();
  await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.closest("li"));
  const line = ours.sections
    .find(({ id }) => id === "related")
    .groups[0].lines.find(({ kind }) => kind?.contract?.startsWith("stories/"));
  assert.equal(await focused(page), line.id);
  assert.equal(
    await boxes(page)
      .getByRole("button", { name: /^Back to/ })
      .count(),
    0,
  );
  assert.deepEqual(await page.evaluate(() => [location.href, history.length]), [address, entries]);
  await assertCalm(page, seen);
});

test("there and on again: each way back is one step", async ({ visit, write }) => {
  const { page } = await visit(write(ELEMENT));
  await settled(page);
  await asked(page);
  await region(page, theirs).waitFor();
  await asked(page);
  await region(page, ours).waitFor();
  await boxes(page)
    .getByRole("button", { name: `Back to ${theirs.title}` })
    .click();
  await region(page, theirs).waitFor();
  await boxes(page)
    .getByRole("button", { name: `Back to ${ours.title}` })
    .click();
  await region(page, ours).waitFor();
  assert.equal(
    await boxes(page)
      .getByRole("button", { name: /^Back to/ })
      .count(),
    0,
  );
});

test("two taps lead as far as one", async ({ faults, visit, write }) => {
  const { asked: arrived, answer } = held(faults, `/stories/${MET}.json`);
  const { page } = await visit(write(ELEMENT));
  await settled(page);
  await asked(page);
  await arrived;
  await boxes(page).getByRole("button", { name: "Open here" }).first().click();
  answer();
  await boxes(page)
    .getByRole("button", { name: `Back to ${ours.title}` })
    .click();
  await region(page, ours).waitFor();
  assert.equal(
    await boxes(page)
      .getByRole("button", { name: /^Back to/ })
      .count(),
    0,
  );
});

test("where the browser has nothing to share with, no story that is visited offers it", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(ELEMENT), {
    prepare: (page) =>
      page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "share")),
  });
  await settled(page);
  await asked(page);
  await region(page, theirs).waitFor();
  await boxes(page).locator("#row-sources > summary").click();
  await boxes(page).getByRole("button", { name: "Copy link", exact: true }).waitFor();
  assert.equal(await boxes(page).getByRole("button", { name: "Share", exact: true }).count(), 0);
  await assertCalm(page, seen);
});

for (const [what, answer] of Object.entries({
  "is not there": missing,
  "is not a document": json("{}"),
})) {
  test(`a related contract that ${what} leaves the box as it is, and says why`, async ({
    faults,
    visit,
    write,
  }) => {
    const path = `/stories/${MET}.json`;
    faults.set(path, answer);
    const { page, seen } = await visit(write(ELEMENT));
    await settled(page);
    const told = page.waitForEvent("console", (message) => message.type() === "warning");
    await asked(page);
    assert.match((await told).text(), new RegExp(`${MET}\\.json .*The box stays as it is\\.$`));
    await boxes(page)
      .getByText("Sorry, this did not load. Try again or follow the link.")
      .waitFor();
    assert.equal(await region(page, ours).locator("#row-facts[open]").count(), 1);
    assert.equal(
      await boxes(page)
        .getByRole("button", { name: /^Back to/ })
        .count(),
      0,
    );
    assert.deepEqual([seen.errors, (await recorded(page)).violations], [[], []]);
  });
}

test("without script there is no button for it, and the link stays", async ({ visit }) => {
  const { page } = await visit("/leicestershire.html", { javaScriptEnabled: false });
  await boxes(page).locator("#row-facts > summary").click();
  assert.equal(await boxes(page).getByRole("button", { name: "Open here" }).count(), 0);
  assert.equal(
    await boxes(page).locator('#related a[href$="/stories/met-police-palantir.html"]').isVisible(),
    true,
  );
});
