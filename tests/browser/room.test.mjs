// A box contains its own size, so it asks for none: wherever the page gives an element no more than it asks for, the box
// must be as wide as there is room, with script and without, and no amount in it may be broken between its digits.
import assert from "node:assert/strict";

import { overflowing } from "./overflow.mjs";
import { json, policy, snippet } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  boxes,
  loader,
  openAll,
  settled,
  tag,
  test,
  view,
  withoutLoader,
} from "./test.mjs";

test.use({ serverOptions: { csp: (dist) => policy(dist, { also: " 'self'" }) } });
const story = await view(LEICESTERSHIRE);
const prerendered = await snippet(LEICESTERSHIRE);
const SHEET = '<link rel="stylesheet" href="/sheet.css">';

/** What a page may put a box into that gives it no more than it asks for: markup around it, and the rule that does so. */
const AROUND = {
  "a flex item": [(box) => `<div class="row"><div>${box}</div></div>`, ".row { display: flex }"],
  "a cell of a table": [(box) => `<table><tr><td>${box}</td></tr></table>`, ""],
  "an inline block": [
    (box) => `<div class="inline">${box}</div>`,
    ".inline { display: inline-block }",
  ],
  "a float": [(box) => `<div class="float">${box}</div>`, ".float { float: left }"],
  "a fit-content block": [(box) => `<div class="fit">${box}</div>`, ".fit { width: fit-content }"],
  "an absolute block": [
    (box) => `<div class="absolute">${box}</div>`,
    "main { position: relative } .absolute { position: absolute }",
  ],
  "a grid that centres": [
    (box) => `<div class="grid"><div>${box}</div></div>`,
    ".grid { display: grid; place-items: center }",
  ],
  "a figure that is a table": [
    (box) => `<figure>${box}</figure>`,
    "figure { display: table; margin: 0 }",
  ],
  "a column that centres": [
    (box) => `<div class="column">${box}</div>`,
    ".column { display: flex; flex-direction: column; align-items: center }",
  ],
};

const WAYS = {
  "script tag": { body: tag(LEICESTERSHIRE) },
  "marked div": { body: `<div data-contract-fact-box="${LEICESTERSHIRE}"></div>${loader}` },
  snippet: { body: prerendered },
  "snippet without script": {
    body: withoutLoader(prerendered),
    options: { javaScriptEnabled: false },
  },
};

for (const [place, [around, css]] of Object.entries(AROUND)) {
  for (const [way, { body, options = {} }] of Object.entries(WAYS)) {
    test(`${way} in ${place}: as wide as there is room`, async ({ pages, visit, write }) => {
      pages["/sheet.css"] = `body { margin: 10px } h1 { margin: 0 } ${css}`;
      const { page } = await visit(write(around(body), SHEET), { ...options, width: 660 });
      if (options.javaScriptEnabled !== false) await settled(page);
      for (const width of [320, 660]) {
        await page.setViewportSize({ width, height: 800 });
        const { width: own } = await boxes(page).boundingBox();
        // A table keeps some pixels for itself.
        assert.ok(own > width - 20 - 10 && own <= width - 20, `${own} px of ${width}`);
        assert.deepEqual(await overflowing(page), [], `${width} px`);
      }
    });
  }
}

/** Amounts in words as long as they come, by what is shown. */
const AMOUNTS = [
  "£818,750",
  "£123 million",
  "£1,234,567,890",
  "JPY 148,999,999,999",
  "US$1,626 million",
  "US$123,456,789.50",
  "Disputed: £123 million, or £50.1 million",
];

for (const amount of AMOUNTS) {
  test(`${amount} is not broken between digits, nor between a digit and its mark`, async ({
    faults,
    pages,
    visit,
    write,
  }) => {
    const text = amount.replace(/(\d) (million)/, "$1\u00a0$2").replace(/(JPY) /, "$1\u00a0");
    const line = { ...story.value, text };
    const facts = story.facts.map((each, at) => (at ? each : { ...each, text }));
    faults.set(
      `/stories/${LEICESTERSHIRE}.json`,
      json(JSON.stringify({ ...story, value: line, facts })),
    );
    for (const [width, size] of [
      [320, 100],
      [320, 200],
      [375, 100],
      [375, 200],
      [660, 200],
    ]) {
      pages["/sheet.css"] = `html { font-size: ${size}% } body { font-size: 1rem; margin: 8px }`;
      const { page } = await visit(write(tag(LEICESTERSHIRE), SHEET), { width });
      await settled(page);
      const lines = await boxes(page).evaluate((box) =>
        ["#f-value bdi", ".cfb-fact bdi"].map((selector) => {
          const range = document.createRange();
          const texts = document.createTreeWalker(
            box.querySelector(selector),
            NodeFilter.SHOW_TEXT,
          );
          const lines = [];
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            for (let at = 0; at < node.length; at++) {
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const [{ bottom } = {}] = range.getClientRects();
              if (bottom !== undefined && bottom !== lines.at(-1)?.bottom)
                lines.push({ bottom, text: "" });
              if (lines.length) lines.at(-1).text += node.data[at];
            }
          }
          return lines.map(({ text }) => text);
        }),
      );
      for (const each of lines) {
        assert.equal(each.join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
        for (const [at, next] of each.slice(1).entries()) {
          assert.doesNotMatch(
            `${each[at].at(-1)}${next[0]}`,
            /^(\d[\d,.]|\.\d|\p{L}\p{L})$/u,
            `${width} px, ${size}%: ${each.join(" | ")}`,
          );
        }
      }
      await openAll(boxes(page));
      assert.deepEqual(await overflowing(page), [], `${width} px, ${size}%`);
    }
  });
}
