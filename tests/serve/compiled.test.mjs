// `serve` where the widget is still to be compiled, which takes some time: the sources of a copy
// are changed and compiled.
import assert from "node:assert/strict";

import { record } from "../browser/chromium.mjs";
import { test } from "./project.mjs";

const SOURCE = "src/embed/mod.rs";

test.describe.configure({ timeout: 300_000 });
// Somebody turns to each box that can be read.
test.beforeEach(({ context }) => context.addInitScript(record));

test("the page can be read at once, says that more is to come, and becomes live by itself", async ({
  page,
  project,
  serve,
}) => {
  await project.edit(SOURCE, (text) => text.replace("//! ", "//! Changed: "));
  const { url, talk } = await serve();
  await page.goto(`${url}met.html`);
  await page.locator("section.cfb").first().waitFor();
  await page
    .locator("body > [role=status]")
    .filter({ hasText: "Readable now. The live boxes are being built; " })
    .waitFor();
  assert.equal(await page.locator("section.cfb-live").count(), 0);
  await page.locator("section.cfb-live").first().waitFor({ timeout: 0 });
  await page.locator("body > [role=status]").waitFor({ state: "detached" });
  const said = talk.lines.filter((line) => /now/.test(line));
  assert.deepEqual(said, [
    "readable now; the live boxes are being built (some minutes the first time)",
    "live now: the open pages reload",
  ]);
});

test("a compile error is shown once, as rustc says it, and the page can be read", async ({
  page,
  project,
  serve,
}) => {
  await project.edit(SOURCE, (text) => `${text}\nconst WRONG: u8 = "no number";\n`);
  const { url, talk } = await serve();
  await talk.until(/^the pages stay readable/);
  assert.deepEqual(
    talk.lines.filter((line) => /^error\[/.test(line)),
    ["error[E0308]: mismatched types"],
  );
  assert.match(
    await talk.until(/^error: compiling/),
    /^error: compiling the widget: rustc has found errors in the sources; /,
  );
  await page.goto(`${url}met.html`);
  await page.locator("section.cfb").first().waitFor();
  await page
    .locator("body > [role=status]")
    .filter({ hasText: "The live boxes could not be built" })
    .waitFor();
});
