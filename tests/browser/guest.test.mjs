// A box is a guest: it takes nothing from the page, and the page cannot spoil it by accident.
import assert from "node:assert/strict";

import { tab } from "./hands.mjs";
import { policy } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  recorded,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

// These pages have a style sheet of their own.
test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const story = await view(MET);
const house = (path) => `<link rel="stylesheet" href="${path}">`;

/** Every property of an element, as the page shows it. */
const style = (page, selector) =>
  page
    .locator(selector)
    .evaluate((element) =>
      Object.fromEntries(
        [...getComputedStyle(element)].map((name) => [name, getComputedStyle(element)[name]]),
      ),
    );

test("no name is added to the window", async ({ visit, write }) => {
  const names = (page) => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  const without = await visit(write("<p>No box.</p>"));
  const { page } = await visit(write(tag(MET)));
  await settled(page);
  assert.deepEqual(await names(page), await names(without.page));
});

test("nothing is asked of anybody but the page and the folder, and nothing is stored", async ({
  dist,
  url,
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(tag(MET)));
  await settled(page);
  assert.deepEqual([...seen.origins].sort(), [dist, url].sort());
  const kept = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(kept, { cookie: "", local: 0, session: 0, databases: 0 });
  await assertCalm(page, seen);
});

test("using the box blocks nothing, asks nothing more and says nothing", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(write(tag(MET)));
  await settled(page);
  const asked = seen.requests.length;
  for (const issue of story.issues) await tab(boxes(page), issue).click();
  for (const { name } of story.people.slice(0, 2)) {
    await boxes(page)
      .locator("details.cfb-cmp")
      .evaluate((details) => details.setAttribute("open", ""));
    await page.getByRole("checkbox", { name, exact: true }).check();
  }
  await page.getByRole("table", { name: /^Side by side/ }).waitFor();
  assert.equal(seen.requests.length, asked);
  await assertCalm(page, seen);
});

test("the policy of these tests does block what it is meant to block", async ({ visit, write }) => {
  const { page } = await visit(write("<p>No box.</p>"));
  const blocked = await page.evaluate(() => {
    const tries = [
      () => document.body.insertAdjacentHTML("beforeend", "<p>Injected.</p>"),
      () => document.createElement("script").setAttribute("src", "https://example.org/"),
    ];
    return tries.map((each) => {
      try {
        each();
        return "allowed";
      } catch (error) {
        return error.name;
      }
    });
  });
  assert.deepEqual(blocked, ["TypeError", "TypeError"]);
  assert.notDeepEqual((await recorded(page)).violations, []);
});

test("the box's styles do not reach the page", async ({ visit, write }) => {
  // The box is far below, so that the page can be looked at before it loads.
  const { page } = await visit(
    write(
      `<p id="text">A paragraph with <a href="#">a link</a>.</p><canvas width="10" height="6000"></canvas>${tag(MET)}`,
    ),
  );
  const look = () =>
    Promise.all(["#text", "#text a", "h1", "body"].map((each) => style(page, each)));
  const before = await look();
  await page.locator("contract-fact-box").scrollIntoViewIfNeeded();
  await settled(page);
  // The box may make the body longer, and nothing else.
  const lasting = (all) =>
    all.map(
      ({
        height,
        "block-size": size,
        "perspective-origin": eye,
        "transform-origin": origin,
        ...rest
      }) => rest,
    );
  assert.deepEqual(lasting(await look()), lasting(before));
});

/** How every element of the box is shown, by the properties that a page's style sheet is most likely to set. */
function looks(page) {
  const names = [
    "color",
    "background-color",
    "font-size",
    "font-weight",
    "font-style",
    "line-height",
    "letter-spacing",
    "text-transform",
    "text-align",
  ];
  names.push(
    "display",
    "position",
    "float",
    "visibility",
    "margin-top",
    "padding-left",
    "border-top-width",
    "list-style-type",
    "width",
    "height",
  );
  return boxes(page).evaluate((box, names) => {
    const one = (element) =>
      names.map((name) => `${name}: ${getComputedStyle(element)[name]}`).join("; ");
    return [box, ...box.querySelectorAll("*")].map(
      (element) => `${element.localName}.${element.getAttribute("class")} { ${one(element)} }`,
    );
  }, names);
}

// With a rule for the article's own heading, by which a test sees that the sheet took effect.
const HOSTILE = `
p { color: red !important; }
main :is(p, h2, h3, h4, a, b, li, dl, dt, dd, summary, details, label, span, section, article, input, table, td, th, svg) {
  all: unset !important; color: red !important; font-size: 40px !important; margin: 30px !important;
}
.cfb, .cfb-in, .cfb-card, .cfb-vh, #title { display: none !important; }
::part(title), ::slotted(*) { color: red !important; }
h1 { color: rgb(255, 0, 0); }`;

test("the page's style sheet does not reach into the box", async ({ pages, visit, write }) => {
  pages["/hostile.css"] = HOSTILE;
  const [plain, hostile] = await Promise.all(
    ["", house("/hostile.css")].map((head) => visit(write(`<p>Text.</p>${tag(MET)}`, head))),
  );
  await Promise.all([settled(plain.page), settled(hostile.page)]);
  assert.equal((await style(hostile.page, "h1")).color, "rgb(255, 0, 0)");
  assert.ok(await region(hostile.page, story).isVisible());
  assert.deepEqual(await looks(hostile.page), await looks(plain.page));
});

// What an article's text may inherit from its style sheet. Font and text size are left out: there the box follows the page.
const INHERITED = {
  color: "rgb(255, 0, 0)",
  "font-style": "italic",
  "font-variant-caps": "small-caps",
  "font-weight": "900",
  hyphens: "auto",
  "letter-spacing": "4px",
  "line-height": "60px",
  "list-style-type": "square",
  "text-align": "right",
  "text-indent": "48px",
  "text-shadow": "rgb(255, 0, 0) 2px 2px 0px",
  "text-transform": "uppercase",
  "white-space": "nowrap",
  "word-break": "break-all",
  "word-spacing": "12px",
};

test("what the article's text inherits ends at the box", async ({ pages, visit, write }) => {
  const rules = Object.entries(INHERITED).map(([name, value]) => `${name}: ${value};`);
  pages["/inherited.css"] = `main { ${rules.join(" ")} }`;
  const { page } = await visit(write(`<p id="text">Text.</p>${tag(MET)}`, house("/inherited.css")));
  await settled(page);
  // All that inherits the article's value; a property that the box means to set so is told apart by its other value here.
  const inheriting = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate(
        (element, all) =>
          Object.keys(all).filter((name) => getComputedStyle(element)[name] === all[name]),
        INHERITED,
      );
  assert.deepEqual(
    await inheriting("#text"),
    Object.keys(INHERITED),
    "the rules take effect in the article",
  );
  for (const inside of [
    ".cfb-kicker",
    ".cfb-title",
    ".cfb-fact dt",
    ".cfb-who",
    ".cfb-say > .cfb-quote",
    ".cfb-sec-sum",
  ]) {
    assert.deepEqual(await inheriting(inside), [], inside);
  }
});

test("the properties that are the page's to set do reach the box", async ({
  pages,
  visit,
  write,
}) => {
  pages["/theme.css"] =
    "main { --cfb-bg: rgb(1, 2, 3); --cfb-ink: rgb(250, 251, 252); --cfb-font: monospace; --cfb-font-size: 21px; --cfb-pad: 7px; }";
  const { page } = await visit(write(tag(MET), house("/theme.css")), { width: 500 });
  await settled(page);
  const {
    color,
    "background-color": background,
    "font-family": family,
    "font-size": size,
  } = await style(page, "section.cfb");
  assert.deepEqual(
    [background, color, family, size],
    ["rgb(1, 2, 3)", "rgb(250, 251, 252)", "monospace", "21px"],
  );
  assert.equal((await style(page, ".cfb-in"))["padding-left"], "7px");
});

test("an article with two boxes lays them out like any other blocks", async ({ visit, write }) => {
  const { page } = await visit(
    write(
      `<p id="text">Text.</p>${tag(MET)}<div data-contract-fact-box="${LEICESTERSHIRE}"></div>`,
    ),
    { height: 4000 },
  );
  await settled(page, 2);
  const text = await page.locator("#text").boundingBox();
  for (const host of await page.locator("contract-fact-box, [data-contract-fact-box]").all()) {
    const { x, width } = await host.boundingBox();
    assert.deepEqual({ x, width }, { x: text.x, width: text.width });
  }
});
