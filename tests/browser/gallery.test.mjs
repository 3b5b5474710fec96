// The gallery: its examples show their part and no more, and its switches change all of them at
// once.
import assert from "node:assert/strict";

import { violations } from "./audit.mjs";
import { overflowing } from "./overflow.mjs";
import { policy } from "./servers.mjs";
import { assertCalm, recorded, test } from "./test.mjs";

test.use({
  serverOptions: {
    csp: (dist) =>
      policy(dist, { scripts: `'self' ${dist} 'wasm-unsafe-eval'`, also: " 'self'" }).replace(
        "connect-src",
        "connect-src 'self'",
      ),
  },
});

const PAGE = "/gallery/";
// Other tests audit boxes whole: a cropped one lacks the headings that it is under.
const UNAUDITED = ["contract-fact-box", "pre[tabindex] > code"];
const example = (page, id) => page.locator(`article#${id}`);
const box = (page, id) => example(page, id).locator("section.cfb");
const live = (page, id) => example(page, id).locator("section.cfb-live");
/** What a reader sees in a box. */
const text = async (page, id) => (await box(page, id).innerText()).replace(/\s+/g, " ").trim();

/** Opens the page at an example, and waits for its box. */
async function openExample(visit, id, settings = "", options = {}) {
  const { page, seen } = await visit(`${PAGE}#${id}${settings}`, { width: 1280, ...options });
  await live(page, id).waitFor();
  return { page, seen };
}

/** What stands in an example, and what else in its box does not. */
const SHOWN = {
  "value-unknown": { has: /^Not published/, hasNot: /Buyer|bridge/ },
  "value-changed": { has: /^£1,650,000 Official revised value/, hasNot: /Buyer/ },
  "value-withheld": { has: /^Withheld until 31 December 2026/, hasNot: /Buyer|£/ },
  "head-amended": { has: /Signed 3 Feb 2026 .*then changed 20 Feb 2026/, hasNot: /£|Buyer/ },
  "head-blocked": { has: /Blocked/, hasNot: /£|Buyer/ },
  "facts-gaps": { has: /^Buyer .* Purpose .*[Rr]edacted/, hasNot: /Who says what|£/ },
  "evidence-passage": { has: /Example Council as contracting authority/, hasNot: /£/ },
  "cards-action": { has: /^Example Scrutiny Committee .*Voted/, hasNot: /Ann Example|£/ },
  "cards-translation": { has: /^Erika Mustermann .*In zwei Jahren/, hasNot: /Background|£/ },
  "unknowns-states": { has: /Who else bid\?/, hasNot: /Who says what/ },
  "figures-dates": { has: /announces a new one/, hasNot: /Who says what/ },
};
for (const [id, { has, hasNot }] of Object.entries(SHOWN)) {
  test(`${id}: shows its part and no more, static and live`, async ({ visit }) => {
    const { page } = await openExample(visit, id);
    const shown = await text(page, id);
    assert.match(shown, has);
    assert.doesNotMatch(shown, hasNot);
    const still = await visit(`${PAGE}#${id}`, { width: 1280, javaScriptEnabled: false });
    await still.page.locator(`.group:has(#${id})`).evaluate((group) => (group.open = true));
    assert.match(await text(still.page, id), has);
    assert.doesNotMatch(await text(still.page, id), hasNot);
  });
}

/** What a switch changes, in the box of an example. */
const SWITCHES = {
  "width=320": { name: "320", shows: (box) => box.offsetWidth, before: 375, after: 320 },
  "width=660": { name: "660", shows: (box) => box.offsetWidth, before: 375, after: 660 },
  "colours=dark": {
    name: "Dark",
    shows: (box) => getComputedStyle(box).backgroundColor,
    before: "rgb(246, 245, 242)",
    after: "rgb(30, 31, 33)",
  },
  "text=200": {
    name: "200%",
    shows: (box) => getComputedStyle(box.getRootNode().host).fontSize,
    before: "17px",
    after: "34px",
  },
  "interface=ar-XB": {
    name: "Right to left",
    shows: (box) => `${box.lang} ${box.dir}`,
    before: "en-GB ltr",
    after: "ar-XB rtl",
  },
  "interface=en-XA": {
    name: "Longer",
    shows: (box) => `${box.lang} ${box.dir}`,
    before: "en-GB ltr",
    after: "en-XA ltr",
  },
};
for (const [setting, { name, shows, before, after }] of Object.entries(SWITCHES)) {
  test(`${setting}: by the switch and by the address`, async ({ visit }) => {
    const id = "value-unknown";
    const { page, seen } = await openExample(visit, id);
    const address = () => page.evaluate(() => location.hash);
    assert.equal(await box(page, id).evaluate(shows), before);
    await page.getByRole("radio", { name, exact: true }).check();
    assert.equal(await address(), `#${id}&${setting}`);
    await live(page, id).waitFor();
    assert.equal(await box(page, id).evaluate(shows), after);
    await assertCalm(page, seen);

    const linked = await openExample(visit, id, `&${setting}`);
    assert.ok(await linked.page.getByRole("radio", { name, exact: true }).isChecked());
    assert.equal(await box(linked.page, id).evaluate(shows), after);
  });
}

test("the switches are worked by keyboard, and a link to a part keeps them", async ({ visit }) => {
  const { page } = await visit(PAGE, { width: 1280 });
  await page.getByRole("radio", { name: "As it fits" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => location.hash), "#width=320");
  await page.getByRole("link", { name: "Cards", exact: true }).press("Enter");
  await live(page, "cards-quote").waitFor();
  assert.equal(await page.evaluate(() => location.hash), "#cards&width=320");
  assert.equal(await box(page, "cards-quote").evaluate((box) => box.offsetWidth), 320);
  assert.equal(await page.locator("#cards").evaluate((group) => group.open), true);
});

test("a box in another language is open at the same part", async ({ visit }) => {
  const id = "evidence-passage";
  const { page } = await openExample(visit, id, "&interface=ar-XB");
  assert.match(await text(page, id), /Example Council as contracting authority/);
});

test("who is to be compared is chosen in the live box", async ({ visit }) => {
  const { page } = await openExample(visit, "compare-choose");
  assert.equal(
    await box(page, "compare-choose").getByRole("checkbox", { checked: true }).count(),
    2,
  );
});

test("closed, the page is a few screens; nothing is stored", async ({ visit }) => {
  const { page, seen } = await visit(PAGE, { width: 1280, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height < 8 * 900, `${height} px`);
  // Boxes in closed parts load nothing.
  await live(page, "specimen-whole").waitFor();
  const asked = seen.requests.filter((url) => url.includes("/gallery/stories/"));
  assert.equal(asked.length, 1, asked.join(" "));
  const stored = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
  ]);
  assert.deepEqual(stored, [0, 0, "", 0]);
});

for (const [settings, colorScheme, width] of [
  ["", "light", 320],
  ["#text=200", "light", 320],
  ["#interface=ar-XB", "dark", 1280],
  ["#interface=en-XA&width=320", "light", 768],
]) {
  test(`${settings || "as it is"}, ${width} px: nothing sticks out, and axe finds nothing`, async ({
    visit,
  }) => {
    const { page, seen } = await visit(PAGE + settings, { width, colorScheme });
    await page.getByRole("button", { name: "Open all parts" }).click();
    const examples = page.locator(".examples > article");
    const count = await examples.count();
    for (let at = 0; at < count; at++) {
      await examples.nth(at).evaluate((each) => each.scrollIntoView());
      await examples.nth(at).locator("section.cfb-live").waitFor();
    }
    assert.deepEqual(await overflowing(page), []);
    assert.deepEqual(await violations(page, { exclude: UNAUDITED }), []);
    const { events } = await recorded(page);
    assert.deepEqual(
      events.filter(({ type }) => type !== "live"),
      [],
    );
    await assertCalm(page, seen);
  });
}
