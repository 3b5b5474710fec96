// Where the keyboard is: every control is reached in order, shows that it has the focus, and is not covered.
import assert from "node:assert/strict";

import { policy } from "./servers.mjs";
import { LEICESTERSHIRE, boxes, openAll, settled, tag, test } from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });

/** Opens everything in the box, and chooses a question and two people, so that each kind of control is there. */
async function fill(page) {
  await openAll(boxes(page));
  // Where all words are open, a narrow box shows the questions once one of them is chosen.
  await boxes(page)
    .locator(".cfb-radio")
    .nth(1)
    .evaluate((radio) => radio.click());
  for (const at of [0, 1])
    await boxes(page)
      .locator(".cfb-pick input")
      .nth(at)
      .evaluate((checkbox) => checkbox.click());
}

// What Tab reaches in a box, by what a reader takes it for.
const KINDS = {
  "the value": "summary.cfb-ask-value",
  "a fact": "summary.cfb-ask",
  "a question": "input[type=radio]",
  "the source of words": "summary.cfb-ask-fine",
  "a way to what answers": "button.cfb-lead",
  "the rule of the order": "summary.cfb-fine-sum",
  "the comparison": "summary.cfb-btn",
  "the tick box in the list": ".cfb-pick input",
  "the end of a comparison": ".cfb-cmp button:not([data-act])",
  "a row": "summary.cfb-sec-sum",
  "what is taken along": "[data-act]",
  "a link": "a[href]",
};

/** The control that has the focus, and how it shows it; null outside of the box. */
function stop(page) {
  return page.evaluate((kinds) => {
    const root = document.activeElement?.shadowRoot;
    const control = root?.activeElement;
    if (!control) return null;
    // A radio or tick box is transparent, and what is drawn in its place shows the focus.
    const shown = [control, control.nextElementSibling]
      .filter(Boolean)
      .map((each) => getComputedStyle(each));
    const outlined = shown.some(
      ({ outlineStyle, outlineWidth, opacity }) =>
        outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && opacity !== "0",
    );
    const { left, top, right, bottom } = control.getBoundingClientRect();
    // Near the corners and in the middle: covered is what is covered everywhere.
    const points = [
      [left + 3, top + 3],
      [right - 3, top + 3],
      [left + 3, bottom - 3],
      [right - 3, bottom - 3],
      [(left + right) / 2, (top + bottom) / 2],
    ];
    const seen = points.some(([x, y]) => control.contains(root.elementFromPoint(x, y)));
    const place = [...root.querySelectorAll("*")].indexOf(control);
    return {
      kind: Object.keys(kinds).find((kind) => control.matches(kinds[kind])),
      name: (control.labels?.[0] ?? control).textContent.trim().slice(0, 60),
      outlined,
      seen,
      place,
    };
  }, KINDS);
}

/** Every stop of the Tab key in the box, from the first to the last. */
async function walk(page, key) {
  const stops = [];
  let inside = false;
  for (let at = 0; at < 400; at++) {
    await page.keyboard.press(key);
    const found = await stop(page);
    if (found) stops.push(found);
    if (inside && !found) return stops;
    inside = Boolean(found);
  }
  assert.fail("Tab does not leave the box");
}

const link = (id) => `<p><a id="${id}" href="#${id}">A link of the article</a></p>`;
const body = `${link("before")}${tag(LEICESTERSHIRE)}${link("after")}`;

// Where there is little room above and below, in each direction: that is where something could cover a control.
const WALKS = {
  Tab: {
    from: "#before",
    sizes: [
      [660, 900],
      [375, 667],
      [1280, 500],
    ],
  },
  "Shift+Tab": { from: "#after", sizes: [[375, 667]] },
};

for (const [key, { from, sizes }] of Object.entries(WALKS)) {
  for (const [width, height] of sizes) {
    test(`by ${key} at ${width} × ${height} px every control is reached in order, outlined and in sight`, async ({
      visit,
      write,
    }) => {
      const { page } = await visit(write(body), { width, height });
      await settled(page);
      await fill(page);
      await page.locator(from).focus();
      const stops = await walk(page, key);
      const told = ({ kind, name }) => `${kind}: ${name}`;
      assert.deepEqual(
        Object.keys(KINDS).filter((kind) => !stops.some((each) => each.kind === kind)),
        [],
        "kinds that are not reached",
      );
      assert.deepEqual(
        stops.filter(({ kind }) => !kind).map(told),
        [],
        "controls of no known kind",
      );
      assert.deepEqual(
        stops.filter(({ outlined }) => !outlined).map(told),
        [],
        "controls that do not show the focus",
      );
      assert.deepEqual(
        stops.filter(({ seen }) => !seen).map(told),
        [],
        "controls that are covered while they have the focus",
      );
      const places = stops.map(({ place }) => place);
      assert.deepEqual(
        places,
        places.toSorted((a, b) => (key === "Tab" ? a - b : b - a)),
        "in the order of the text",
      );
      assert.equal(new Set(places).size, places.length, "each once");
    });
  }
}

test("a click leaves no outline where the mouse needs none", async ({ visit, write }) => {
  const { page } = await visit(write(body));
  await settled(page);
  await boxes(page).locator("summary").first().click();
  assert.equal((await stop(page)).outlined, false);
});
