// Every page that shows a box, at every width, light and dark: nothing sticks out, and axe finds nothing.
// 320 px is also what a reader sees who has enlarged a page of 1280 px to 400%.
import assert from "node:assert/strict";

import { violations } from "./audit.mjs";
import { overflowing } from "./overflow.mjs";
import { policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  STORIES,
  assertCalm,
  boxes,
  loader,
  openAll,
  settled,
  tag,
  test,
} from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });

const WIDTHS = [320, 375, 768, 1280];
// Structure depends on the width and colours on the scheme: axe, which is slow, sees each extreme of both in every state:
// closed, with everything open and, where no script runs and words of others go, comparing.
const AUDITED = {
  closed: { light: 320, dark: 1280 },
  opened: { light: 1280, dark: 320 },
  comparing: { light: 320, dark: 1280 },
};
// A box has the same colours with script and without, for it is of the same markup (`parity.test.mjs`): only the state that is
// the static one's own is looked at again.
const COLOURED = { live: ["closed", "opened"], static: ["comparing"], none: ["closed"] };

const PAGES = [
  { path: "/", count: 1, live: true },
  { path: "/leicestershire.html", count: 1, live: true },
  // The second is a preset.
  { path: "/met.html", count: 2, live: true },
  // Nobody is quoted in it.
  { path: "/lancaster.html", count: 1, live: true, quotes: false },
  ...STORIES.map((id) => ({
    path: `/dist/stories/${id}.html`,
    name: `the page of ${id}`,
    count: 1,
  })),
];

/** Closes all evidence that floats but the first: a reader has one open at a time, since it covers others; opens it again. */
async function closeFloats(page) {
  const closed = await boxes(page).evaluateAll((all) =>
    all.flatMap((box) => {
      const open = [...box.querySelectorAll(".cfb-ev[open]")];
      const floating = open
        .filter((details) => getComputedStyle(details.lastElementChild).position === "absolute")
        .slice(1);
      for (const details of floating) details.open = false;
      return floating.map((details) => [...box.querySelectorAll(".cfb-ev")].indexOf(details));
    }),
  );
  const evidence = boxes(page).locator(".cfb-ev");
  return () =>
    evidence.evaluateAll((all, closed) => closed.forEach((at) => (all[at].open = true)), closed);
}

/** Looks at the page at all widths: how wide things are depends on no scheme. */
async function look(page, state, kind) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await overflowing(page), [], `${state}, ${width} px`);
    for (const [colorScheme, audited] of Object.entries(AUDITED[state])) {
      if (audited !== width) continue;
      await page.emulateMedia({ colorScheme });
      const reopen = await closeFloats(page);
      assert.deepEqual(
        await violations(page, { colours: COLOURED[kind].includes(state) }),
        [],
        `${state}, ${colorScheme}, ${width} px`,
      );
      await reopen();
    }
  }
}

for (const { path, name = path, count, live, quotes = true } of PAGES) {
  test(`${name}: closed, opened and comparing two people`, async ({ visit }) => {
    const kind = live ? "live" : count ? "static" : "none";
    const { page, seen } = await visit(path);
    // A prerendered box stands there before the live one takes its place.
    if (live) await settled(page);
    assert.equal(await boxes(page).count(), count);
    await look(page, "closed", kind);
    if (count === 0) return assertCalm(page, seen);
    // Of the boxes of an article, one is whole; the others are parts of it.
    const box = boxes(page).and(page.locator("[aria-labelledby]"));
    await openAll(box);
    // Every question, where there is least room and the filter only shows once one is chosen; all of them come last and stay.
    await page.setViewportSize({ width: 320, height: 900 });
    for (const radio of (await box.locator(".cfb-radio").all()).reverse()) {
      await radio.evaluate((radio) => radio.click());
      assert.deepEqual(
        await overflowing(page),
        [],
        await radio.evaluate((radio) => radio.labels[0].innerText),
      );
    }
    // Live, the comparison is one more thing that is open; static, the words of all others go.
    if (!live) await look(page, "opened", kind);
    if (quotes) for (const at of [0, 1]) await box.locator(".cfb-pick input").nth(at).click();
    if (live && quotes)
      assert.ok(await box.getByRole("table", { name: /^Side by side/ }).isVisible());
    await look(page, live ? "opened" : "comparing", kind);
    await assertCalm(page, seen);
  });
}

test("a box with a theme of its own has contrast enough on a page of the other", async ({
  visit,
  write,
}) => {
  const themed = (theme) =>
    `<contract-fact-box story="${MET}" data-theme="${theme}"></contract-fact-box>`;
  const { page } = await visit(write(`${loader}${themed("dark")}`));
  await openAll(boxes(page));
  const found = await violations(page);
  // The page itself has little in it: only what concerns the box counts.
  assert.deepEqual(
    found.filter((each) => each.includes("contract-fact-box")),
    [],
  );
});

test("text enlarged to twice its size stays in the box", async ({ pages, visit, write }) => {
  pages["/large.css"] = "html { font-size: 200%; } body { font-size: 1rem; }";
  const { page } = await visit(
    write(tag(LEICESTERSHIRE), '<link rel="stylesheet" href="/large.css">'),
  );
  await openAll(boxes(page));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await overflowing(page), [], `${width} px`);
  }
});
