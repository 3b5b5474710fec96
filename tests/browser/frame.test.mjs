// The box in an iframe: a page of its own, under its own policy, that the page around it need not help and cannot reach.
import assert from "node:assert/strict";

import {
  UNSCRIPTED,
  box,
  fitted,
  framed,
  height,
  iframe,
  inner,
  inside,
  opened,
  serverOptions,
  story,
} from "./frames.mjs";
import { HANDS, narrowed, reach, tab } from "./hands.mjs";
import { built, json, sent } from "./servers.mjs";
import { LEICESTERSHIRE, MET, assertCalm, loader, region, settled, test, view } from "./test.mjs";

test.use({ serverOptions });

test("the frame becomes a live box under its own policy, says whose it is, and asks nobody but the folder", async ({
  dist,
  stage,
  url,
}) => {
  const { page, seen, frame } = await opened(stage, framed + loader);
  await box(page).getByRole("heading", { name: story.title, level: 1 }).waitFor();
  assert.equal(await frame.getByText(UNSCRIPTED).count(), 0);
  await tab(box(page), story.issues[1]).click();
  await narrowed(box(page), story, story.issues[1]);
  assert.deepEqual(await frame.evaluate(() => [document.title, document.documentElement.lang]), [
    story.title,
    story.lang,
  ]);
  assert.deepEqual([...seen.origins].sort(), [dist, url].sort());
  await assertCalm(frame, seen);
  await assertCalm(page, seen);
});

test("on paper, the frame shows what the screen does, and where all of it is", async ({
  dist,
  stage,
}) => {
  const { page, frame } = await opened(stage, framed + loader);
  await fitted(page, frame);
  const shown = () =>
    frame.evaluate(() => {
      const root = document.querySelector("contract-fact-box").shadowRoot;
      const texts = document.createTreeWalker(root.querySelector("section"), NodeFilter.SHOW_TEXT);
      const seen = [];
      while (texts.nextNode())
        if (texts.currentNode.parentElement.checkVisibility())
          seen.push(texts.currentNode.data.trim());
      return seen.filter(Boolean);
    });
  const before = await shown();
  const all = frame.getByText(`All of this fact box: ${dist}/stories/${MET}.html`);
  assert.equal(await all.isVisible(), false);
  const screen = await height(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await all.isVisible());
  // Controls are not printed; nothing is that was not seen.
  assert.deepEqual(
    (await shown()).filter((text) => !before.includes(text)),
    [],
  );
  assert.ok((await frame.evaluate(inner)) <= screen, "nothing is cut off");
});

test("the policy of the frame blocks what it is meant to block", async ({ stage }) => {
  const { frame } = await opened(stage, framed);
  const blocked = await frame.evaluate(async () => {
    const style = document.createElement("style");
    style.textContent = "body { color: red; }";
    document.head.append(style);
    const tries = [
      () => (document.body.innerHTML = "<p>Injected."),
      () => (document.createElement("script").src = "https://example.org/"),
    ];
    const thrown = tries.filter((each) => {
      try {
        each();
        return false;
      } catch {
        return true;
      }
    });
    const other = await fetch("https://example.org/").then(
      () => "arrived",
      () => "blocked",
    );
    return [thrown.length, other, getComputedStyle(document.body).color === "rgb(255, 0, 0)"];
  });
  assert.deepEqual(blocked, [2, "blocked", false]);
});

for (const width of [320, 660, 1000]) {
  test(`at ${width} px the frame is as high as its box, which scrolls in no direction, whatever opens and closes`, async ({
    stage,
  }) => {
    const { page, seen, frame } = await opened(
      stage,
      `${framed}<p id="below">Below.</p>${loader}`,
      { width },
    );
    const scrolls = () =>
      frame.evaluate(() =>
        ["scrollHeight", "scrollWidth"].map(
          (name) =>
            document.documentElement[name] >
            document.documentElement[name.replace("scroll", "client")],
        ),
      );
    const closed = await fitted(page, frame);
    assert.ok(closed > 700);
    assert.equal(
      closed,
      Math.ceil(await box(page).evaluate((box) => box.getBoundingClientRect().height)),
      "there is nothing but the box",
    );
    const section = box(page).locator("details.cfb-sec > summary").last();
    for (const [toggle, higher] of [
      [section, true],
      [section, false],
    ]) {
      await HANDS.mouse(page).toggle(toggle);
      const now = await fitted(page, frame);
      assert.equal(now > closed, higher, `${now} after ${closed}`);
      assert.deepEqual(await scrolls(), [false, false]);
    }
    assert.equal(await fitted(page, frame), closed);
    // Evidence at the foot of the box, where it may lie over the end of it.
    await HANDS.mouse(page).toggle(box(page).locator(".cfb-ev > summary:visible").last());
    await fitted(page, frame);
    assert.deepEqual(await scrolls(), [false, false]);
    await page.setViewportSize({ width: width - 20, height: 900 });
    await fitted(page, frame);
    assert.deepEqual(await scrolls(), [false, false]);
    await assertCalm(frame, seen);
    await assertCalm(page, seen);
  });
}

test("a border and the page's own way of measuring leave no scroll bar", async ({
  pages,
  visit,
  write,
}) => {
  pages["/bordered.css"] = "iframe { box-sizing: border-box; border: 7px solid; height: auto; }";
  const { page, frame } = await visit(
    write(framed + loader, '<link rel="stylesheet" href="/bordered.css">'),
  ).then(async ({ page }) => ({ page, frame: await inside(page) }));
  await settled(frame);
  await page.waitForFunction(() => document.querySelector("iframe").style.height);
  await frame.waitForFunction(
    () => document.documentElement.scrollHeight <= document.documentElement.clientHeight,
  );
  assert.equal(await height(page), (await frame.evaluate(inner)) + 14);
});

test("a script of the page that comes after the box is told as well", async ({
  dist,
  site,
  stage,
}) => {
  // Without trusted types, so that the test may add the script.
  site.csp = (dist) => `script-src ${dist}; frame-src ${dist}`;
  const { page, frame } = await opened(stage, framed);
  assert.equal(await height(page), 700);
  await page.evaluate((src) => {
    const script = document.createElement("script");
    script.src = src;
    document.body.append(script);
  }, `${dist}/embed.js`);
  await fitted(page, frame);
});

test("a frame that comes near has its box before it is seen", async ({ stage }) => {
  const { page, frame } = await opened(
    stage,
    `<p>Above.</p>${"<p>Words of the article.</p>".repeat(40)}${framed}${loader}`,
  );
  const { y } = await page.locator("iframe").boundingBox();
  assert.ok(y > 1200, `${y} px`);
  await fitted(page, frame);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test("without a script on the page the frame keeps its height and scrolls", async ({ stage }) => {
  const { page, seen, frame } = await opened(stage, framed);
  await box(page).waitFor();
  assert.equal(await height(page), 700);
  await frame.evaluate(() => scrollTo(0, 1e6));
  assert.ok(await frame.evaluate(() => scrollY > 100));
  await assertCalm(page, seen);
});

test("the frame on its own is a page with the box", async ({ dist, visit }) => {
  const { page, seen } = await visit(`${dist}/frame.html?story=${MET}`);
  await settled(page);
  assert.ok(await region(page, story).isVisible());
  assert.equal(await page.title(), story.title);
  await assertCalm(page, seen);
});

test("version, language and theme are those of the address", async ({ dist, faults, stage }) => {
  faults.set(
    `/stories/${MET}/1.fr.json`,
    json(JSON.stringify({ ...story, lang: "fr", title: "Un système pour la police" })),
  );
  const still = String(await built(`stories/${MET}.box.html`));
  for (const part of ["box", "rows"])
    faults.set(
      `/stories/${MET}/1.fr.${part}.html`,
      sent(
        "text/html",
        still
          .replaceAll('lang="en-GB"', 'lang="fr"')
          .replaceAll(story.title, "Un système pour la police"),
      ),
    );
  const { page, seen, frame } = await opened(
    stage,
    iframe(`?story=${MET}&amp;version=1&amp;lang=fr&amp;theme=dark`) + loader,
  );
  assert.deepEqual(
    // The rows come when they come.
    seen.requests.filter((url) => url.includes("/stories/") && !url.endsWith(".rows.html")),
    ["box.html", "json"].map((name) => `${dist}/stories/${MET}/1.fr.${name}`),
  );
  assert.deepEqual(await frame.evaluate(() => [document.title, document.documentElement.lang]), [
    "Un système pour la police",
    "fr",
  ]);
  await assertCalm(page, seen);
});

for (const [theme, colorScheme, expected] of [
  ["", "light", "light"],
  ["", "dark", "dark"],
  ["light", "dark", "light"],
  ["dark", "light", "dark"],
  ["none", "light", "light"],
]) {
  test(`theme=${theme} where the reader prefers ${colorScheme}: the box is ${expected}, and so is the page it stands in`, async ({
    dist,
    visit,
  }) => {
    const { page } = await visit(`${dist}/frame.html?story=${MET}&theme=${theme}`, { colorScheme });
    await settled(page);
    const sum = (color) =>
      color
        .match(/\d+/g)
        .slice(0, 3)
        .reduce((all, part) => all + Number(part), 0);
    const [back, ink, text] = await page.evaluate(() => {
      const box = document.querySelector("contract-fact-box").shadowRoot.querySelector("section");
      return [
        getComputedStyle(box).backgroundColor,
        getComputedStyle(box).color,
        getComputedStyle(document.documentElement).color,
      ];
    });
    assert.equal(sum(back) > sum(ink) ? "light" : "dark", expected);
    assert.equal(sum(text) > 300 ? "dark" : "light", expected);
  });
}

test("a link to a place opens the box there, and what WordPress adds to the address changes nothing", async ({
  stage,
}) => {
  const { frame } = await opened(stage, iframe(`?story=${MET}#cfb_${MET}_f-buyer`));
  await frame.waitForFunction(() =>
    document.querySelector("contract-fact-box").shadowRoot.querySelector("#f-buyer [open]"),
  );
  const {
    frame: other,
    seen,
    page,
  } = await opened(stage, iframe(`?story=${MET}#?secret=abc123`) + loader);
  assert.ok((await fitted(page, other)) > 700);
  await assertCalm(other, seen);
});

test("Tab leads from the page into the frame, through the box, and the keys work there", async ({
  stage,
}) => {
  const { page, frame } = await opened(
    stage,
    `<p><a id="before" href="#x">Before.</a></p>${framed}${loader}`,
  );
  await fitted(page, frame);
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "iframe");
  // From here on the focus is in the frame's own document.
  const summary = box(page).locator("details.cfb-sec > summary").first();
  await reach(page, summary);
  await page.keyboard.press("Enter");
  assert.ok(await summary.evaluate((summary) => summary.parentElement.open));
});

test("what the box links to opens beside the article", async ({ dist, stage }) => {
  const { page, frame } = await opened(stage, framed + loader);
  await fitted(page, frame);
  await box(page).locator("#row-sources > summary").click();
  const link = box(page).locator(".cfb-acts a");
  const [other] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  assert.equal(other.url(), `${dist}/stories/${MET}.html`);
  assert.equal(await other.evaluate(() => opener), null);
});

test("a sandboxed frame shows the box and grows with it", async ({ stage }) => {
  const { page, seen, frame } = await opened(
    stage,
    iframe(`?story=${MET}`, ' sandbox="allow-scripts"') + loader,
  );
  assert.equal(await frame.evaluate(() => origin), "null");
  const closed = await fitted(page, frame);
  await box(page).locator("details.cfb-sec > summary").last().click();
  assert.ok((await fitted(page, frame)) > closed);
  await assertCalm(frame, seen);
  await assertCalm(page, seen);
});

test("two frames have each its own height", async ({ visit, write }) => {
  const other = await view(LEICESTERSHIRE);
  const { page } = await visit(write(`${framed}${iframe(`?story=${LEICESTERSHIRE}`)}${loader}`), {
    height: 4000,
  });
  for (const [at, { title }] of [story, other].entries()) {
    const one = page.locator("iframe").nth(at);
    const frame = await (await one.elementHandle()).contentFrame();
    await settled(frame);
    assert.equal(await frame.title(), title);
    await page.waitForFunction(
      ([at, needed]) => document.querySelectorAll("iframe")[at].clientHeight === needed,
      [at, await frame.evaluate(inner)],
    );
  }
});

test("the demonstration page has a live box in its frame, of the right height", async ({
  site,
  visit,
}) => {
  const { csp } = site;
  // It has a script of its own.
  site.csp = (dist) => csp(dist).replace("script-src", "script-src 'self'");
  const { page, seen } = await visit("/embed/frame.html");
  const frame = await inside(page);
  await page.locator("iframe").scrollIntoViewIfNeeded();
  await settled(frame);
  await fitted(page, frame);
  assert.ok(await box(page).isVisible());
  await assertCalm(page, seen);
});
