// A static box comes over the network: whatever else comes in its place becomes nothing but a message.
import assert from "node:assert/strict";

import { built, missing, sent } from "./servers.mjs";
import { MET, assertCalm, boxes, loader, region, settled, tag, test, view } from "./test.mjs";

const story = await view(MET);
const OWN = "The page's own words";
const box = String(await built(`stories/${MET}.box.html`));
const rows = String(await built(`stories/${MET}.rows.html`));
const within = (html) => box.replace("</section>", `${html}</section>`);
const HOSTILE = {
  "a script": within("<script>globalThis.harmed = 1</script>"),
  "a listener": within('<p onclick="globalThis.harmed = 1" class="cfb-x">x</p>'),
  "a link that is a script": within('<a href="javascript:globalThis.harmed=1">x</a>'),
  "a link within the data": within('<a href="data:text/html,x">x</a>'),
  "a picture": within('<img src="x" alt="">'),
  "a frame": within("<iframe></iframe>"),
  "a form": within('<form action="https://example.org/"><input name="password"></form>'),
  "a style": within("<style>.cfb { display: none }</style>"),
  "an attribute with a style": within('<p style="position:fixed">x</p>'),
  "an element of somebody's": within("<x-harm></x-harm>"),
  "a link in a drawing": within(
    '<svg><a xlink:href="javascript:globalThis.harmed=1"><path d="M0 0h9v9z"></path></a></svg>',
  ),
  "a template with a root": within("<div><template shadowrootmode=open><b>x</b></template></div>"),
  "a page to log in": "<!doctype html><title>Log in</title><form><input></form>",
  nothing: "",
};

for (const [name, html] of Object.entries(HOSTILE))
  test(`${name} in the place of the static box: the page's own words stay, and one message says so`, async ({
    faults,
    visit,
    write,
  }) => {
    faults.set(`/stories/${MET}.box.html`, sent("text/html", html));
    const { page, seen } = await visit(
      write(`<div data-contract-fact-box="${MET}">${OWN}</div>${loader}`),
    );
    const [{ type, detail }] = await settled(page);
    assert.deepEqual([type, detail.code], ["error", "box"]);
    assert.match(detail.message, /\.box\.html is not a box of this build; check that the folder/);
    // Of what it parses, a browser says what the policy would forbid.
    assert.deepEqual(
      seen.console.filter((line) => !line.startsWith("error: ")),
      [`warning: contract-fact-box: ${detail.message}. What the page shows stays.`],
    );
    await page.getByText(OWN).hover();
    assert.ok(await page.getByText(OWN).isVisible());
    assert.equal(await boxes(page).count(), 0);
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.deepEqual(seen.errors, []);
  });

for (const [name, answer] of Object.entries({
  "are not there": missing,
  "have a script in them": sent(
    "text/html",
    rows.replace("</details>", "<script>globalThis.harmed = 1</script></details>"),
  ),
}))
  test(`where the rows ${name}, they are filled when a reader opens one`, async ({
    faults,
    visit,
    write,
  }) => {
    faults.set(`/stories/${MET}.rows.html`, answer);
    const { page, seen } = await visit(write(tag(MET)), { untouched: true });
    await boxes(page).waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await boxes(page).locator("#sources").count(), 0);
    const warnings = seen.console.filter((line) => line.startsWith("warning: contract-fact-box:"));
    assert.equal(warnings.length, Number(answer !== missing), String(warnings));
    await boxes(page).locator("#row-sources > summary").click();
    await boxes(page).locator("#row-sources[open] #sources").waitFor();
    assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
    assert.deepEqual(seen.errors, []);
  });

for (const [what, value] of [
  ["issue", "../../../other/page"],
  ["issue", "deal/../../.."],
  ["parts", "constructor"],
])
  test(`a frame whose address has ${value} for ${what} asks for nothing but its story`, async ({
    dist,
    visit,
  }) => {
    const { page, seen } = await visit(
      `${dist}/frame.html?story=${MET}&${new URLSearchParams({ parts: "words", [what]: value })}`,
    );
    await settled(page);
    await page.locator(".cfb-live").waitFor();
    const html = seen.requests.filter((url) => url.endsWith(".html"));
    assert.deepEqual(html, []);
  });

test("what a proxy puts around the box is left out of the page", async ({
  faults,
  visit,
  write,
}) => {
  const around = box.replace("<section", "<script>globalThis.harmed = 1</script><section");
  faults.set(`/stories/${MET}.box.html`, sent("text/html", around));
  const { page, seen } = await visit(write(tag(MET)), { untouched: true });
  await region(page, story).waitFor();
  assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
  await assertCalm(page, seen);
});
