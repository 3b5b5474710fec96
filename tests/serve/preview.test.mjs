// `preview` as an editor meets it: the box as readers will see it, with what is found beside it, after every save.
import assert from "node:assert/strict";

import { violations } from "../browser/audit.mjs";
import { test } from "./project.mjs";

const QUOTATION = "Two thousand residents signed for it.";

test.beforeEach(async ({ page, preview: { url } }) => {
  await page.goto(url);
});

const titled = (page, title) =>
  page.getByRole("heading", { name: title, exact: true, level: 2 }).waitFor();

test("each save shows by itself, and what was opened stays open", async ({ page, preview }) => {
  const row = page.locator(".cfb details").first();
  await row.locator("summary").first().click();
  await page.getByLabel("375").check();
  await preview.save((story) => story.replace("A bridge for Exampleton", "A bridge at last"));
  await titled(page, "A bridge at last");
  await page.locator('.preview-frame[data-width="375"]').waitFor();
  assert.equal(await row.getAttribute("open"), "");
  assert.equal((await page.locator(".preview-frame").boundingBox()).width, 375);
});

test("a finding has its number in the box, and leads there and back", async ({ page }) => {
  const mark = page.getByRole("link", { name: "Finding 1" });
  await page.getByRole("link", { name: "Show in the box" }).click();
  const { hash } = new URL(page.url());
  const holds = (hash) =>
    Boolean(document.getElementById(hash.slice(1)).querySelector(".preview-mark"));
  assert.ok(await page.evaluate(holds, hash));
  await mark.click();
  assert.equal(new URL(page.url()).hash, "#preview-1");
});

test("a story with mistakes shows the rest, and one that cannot be read what could be read last", async ({
  page,
  preview,
}) => {
  const note = page.locator(".preview-note");
  await preview.save((story) => story.replace('"code": "signed"', '"code": "sgned"'));
  await page.getByText("1 error, 1 warning").waitFor();
  await page.getByText(QUOTATION).first().waitFor();
  assert.equal(await note.count(), 0);
  await preview.save((story) => story.slice(0, -4));
  await note.waitFor();
  assert.equal(await note.textContent(), "This is what could be read last.");
  await page.getByText(QUOTATION).first().waitFor();
  await preview.save((story) => story);
  await note.waitFor({ state: "detached" });
});

for (const width of [320, 1280])
  for (const colorScheme of ["light", "dark"])
    test(`at ${width} px, ${colorScheme}: nothing overflows, and axe finds nothing`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      assert.ok(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      );
      assert.deepEqual(await violations(page), []);
    });
