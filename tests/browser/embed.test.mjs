// The ways in: what an editor may paste, and that a box then stands there.
import assert from "node:assert/strict";

import { narrowed, tab } from "./hands.mjs";
import { built, json, sent, snippet } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

const story = await view(LEICESTERSHIRE);
const met = await view(MET);
const prerendered = await snippet(LEICESTERSHIRE);
const fallback = `<a href="/dist/stories/${LEICESTERSHIRE}.html">Contract fact box</a>`;
const HOSTS = "contract-fact-box, [data-contract-fact-box]";

const WAYS = [
  { name: "the script tag alone", body: tag(LEICESTERSHIRE) },
  {
    name: "the documented div and script tag",
    body: `<div data-contract-fact-box="${LEICESTERSHIRE}">${fallback}</div>
${tag(LEICESTERSHIRE)}`,
  },
  {
    name: "a marked div, the loader below",
    body: `<div data-contract-fact-box="${LEICESTERSHIRE}">${fallback}</div>`,
    foot: loader,
  },
  {
    name: "a marked div, the loader above",
    body: `<div data-contract-fact-box="${LEICESTERSHIRE}">${fallback}</div>`,
    head: loader,
  },
  {
    name: "an element with an id",
    body: `<contract-fact-box story="${LEICESTERSHIRE}">${fallback}</contract-fact-box>`,
    foot: loader,
  },
  {
    name: "an element with an address",
    body: `<contract-fact-box src="/dist/stories/${LEICESTERSHIRE}.json"></contract-fact-box>`,
    foot: loader,
  },
  {
    // A module does not know its own tag, as a script does not which an optimiser has rewritten.
    name: "a script that cannot tell its own tag",
    body: `<script type="module" src="/dist/embed.js" data-story="${LEICESTERSHIRE}"></script>`,
  },
  {
    name: "the loader twice",
    body: `<div data-contract-fact-box="${LEICESTERSHIRE}">${fallback}</div>`,
    head: loader,
    foot: loader,
  },
];

for (const { name, body, head = "", foot = "" } of WAYS) {
  test(`${name}: one box stands where it was put`, async ({ visit, write }) => {
    const { page, seen } = await visit(
      write(`<p id="before">Before.</p>${body}<p id="after">After.</p>${foot}`, head),
    );
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    assert.equal(await page.locator(HOSTS).count(), 1);
    await region(page, story).getByRole("heading", { name: story.title, level: 2 }).waitFor();
    const places = await page
      .locator(`#before, ${HOSTS}, #after`)
      .evaluateAll((all) => all.map((each) => each.id || "box"));
    assert.deepEqual(places, ["before", "box", "after"]);
    const [above, box, below] = await Promise.all(
      ["#before", HOSTS, "#after"].map((each) => page.locator(each).boundingBox()),
    );
    assert.ok(
      above.y + above.height <= box.y && box.y + box.height <= below.y,
      "the box is seen between the paragraphs",
    );
    assert.ok(box.height > 300, `the box has a height of ${box.height}px`);
    await assertCalm(page, seen);
  });
}

const inFrench = String(await built(`stories/${LEICESTERSHIRE}.box.html`)).replaceAll(
  story.title,
  "Des logiciels pour la police",
);

for (const [name, body, asked, first = `${asked}.box.html`] of [
  [
    "a marked div",
    `<div data-contract-fact-box="${LEICESTERSHIRE}" data-lang="fr"></div>${loader}`,
    `${LEICESTERSHIRE}.fr`,
  ],
  [
    "an element of a version",
    `<contract-fact-box story="${LEICESTERSHIRE}" version="1" data-lang="fr"></contract-fact-box>${loader}`,
    `${LEICESTERSHIRE}/1.fr`,
  ],
  ["the script tag alone", tag(LEICESTERSHIRE, ' data-lang="fr"'), `${LEICESTERSHIRE}.fr`],
  [
    "a prerendered snippet",
    prerendered.replace("<contract-fact-box ", '<contract-fact-box data-lang="fr" '),
    `${LEICESTERSHIRE}/1.fr`,
    `${LEICESTERSHIRE}.now.json`,
  ],
]) {
  test(`${name} with data-lang: the translation of the same version is asked for, and is the box`, async ({
    dist,
    faults,
    visit,
    write,
  }) => {
    const french = { ...story, lang: "fr", title: "Des logiciels pour la police" };
    faults.set(`/stories/${asked}.json`, json(JSON.stringify(french)));
    for (const part of ["box", "rows"])
      faults.set(`/stories/${asked}.${part}.html`, sent("text/html", inFrench));
    const { page, seen } = await visit(write(body));
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    assert.deepEqual(
      // The rows come when they come.
      seen.requests.filter((url) => url.includes("/stories/") && !url.endsWith(".rows.html")),
      [first, `${asked}.json`].map((path) => `${dist}/stories/${path}`),
    );
    assert.equal(await region(page, french).getAttribute("lang"), "fr");
    assert.equal(await boxes(page).count(), 1);
    await assertCalm(page, seen);
  });
}

test("the script tag in a page that is empty but for it: the box stands in the page", async ({
  pages,
  visit,
}) => {
  pages["/empty.html"] = `<!doctype html><title>Empty</title>${tag(LEICESTERSHIRE)}`;
  const { page, seen } = await visit("/empty.html");
  assert.deepEqual(
    (await settled(page)).map(({ type }) => type),
    ["live"],
  );
  assert.ok(await region(page, story).isVisible());
  await assertCalm(page, seen);
});

const SEVERAL = [
  {
    name: "two stories",
    body: `<div data-contract-fact-box="${LEICESTERSHIRE}"></div><contract-fact-box story="${MET}"></contract-fact-box>${loader}`,
    titles: [story.title, met.title],
  },
  {
    name: "one story twice, by elements",
    body: `<contract-fact-box story="${MET}"></contract-fact-box><contract-fact-box story="${MET}"></contract-fact-box>${loader}`,
    titles: [met.title, met.title],
  },
  {
    name: "two script tags",
    body: [LEICESTERSHIRE, MET].map((id) => tag(id)).join("<p>Between.</p>"),
    titles: [story.title, met.title],
  },
  {
    name: "one script tag twice",
    body: tag(MET).repeat(2),
    titles: [met.title, met.title],
  },
];

for (const { name, body, titles } of SEVERAL) {
  test(`${name}: each has its box, and all share one module`, async ({ dist, visit, write }) => {
    const { page, seen } = await visit(write(body), { height: 4000 });
    await settled(page, 2);
    assert.deepEqual(await page.locator("section.cfb h2").allTextContents(), titles);
    for (const part of [
      "box.js",
      "mount.js",
      "contract_fact_box.js",
      "contract_fact_box_bg.wasm",
      "contract-fact-box.css",
    ]) {
      assert.equal(seen.requests.filter((url) => url === `${dist}/${part}`).length, 1, part);
    }
    await assertCalm(page, seen);
  });
}

test("boxes of one story do not share what a reader chooses", async ({ visit, write }) => {
  const { page } = await visit(write(SEVERAL[1].body), { height: 4000 });
  await settled(page, 2);
  const [one, other] = [boxes(page).nth(0), boxes(page).nth(1)];
  const [first, second] = met.issues;
  await tab(one, second).click();
  await narrowed(one, met, second);
  assert.equal(await tab(other, second).isChecked(), false);
  await tab(other, first).click();
  await narrowed(other, met, first);
  assert.ok(await tab(one, second).isChecked());
});

// What another script of the page does after the loader has run. It builds nodes, since the policy forbids HTML text.
const LATER = {
  "a marked div": (id) => {
    const box = document.createElement("div");
    box.dataset.contractFactBox = id;
    document.querySelector("main").append(box);
  },
  "a marked div within something": (id) => {
    const around = document.createElement("article");
    const box = document.createElement("div");
    box.setAttribute("data-contract-fact-box", id);
    around.append(document.createElement("p"), box);
    document.querySelector("main").append(around);
  },
  "an element": (id) => {
    const box = document.createElement("contract-fact-box");
    box.setAttribute("story", id);
    document.querySelector("main").append(box);
  },
  "an element that is told its story afterwards": (id) => {
    const box = document.createElement("contract-fact-box");
    document.querySelector("main").append(box);
    box.setAttribute("story", id);
  },
  "an element in a shadow root of the page's": (id) => {
    const around = document.createElement("div");
    const box = document.createElement("contract-fact-box");
    box.setAttribute("story", id);
    around.attachShadow({ mode: "open" }).append(box);
    document.querySelector("main").append(around);
  },
};

for (const [name, insert] of Object.entries(LATER)) {
  test(`${name}, inserted later, becomes a box and its event reaches the page`, async ({
    visit,
    write,
  }) => {
    const { page, seen } = await visit(write(loader));
    await page.evaluate(insert, MET);
    assert.deepEqual(await settled(page), [
      { type: "live", detail: {}, id: "", bubbles: true, composed: true },
    ]);
    await region(page, met).waitFor();
    await assertCalm(page, seen);
  });
}

test("a box that is moved keeps what the reader did and is not loaded again", async ({
  visit,
  write,
}) => {
  const { page, seen } = await visit(
    write(`<contract-fact-box story="${MET}"></contract-fact-box><aside></aside>${loader}`),
  );
  await settled(page);
  const [, second] = met.issues;
  const box = boxes(page);
  await tab(box, second).click();
  await narrowed(box, met, second);
  const asked = seen.requests.length;
  await page.evaluate(() =>
    document.querySelector("aside").append(document.querySelector("contract-fact-box")),
  );
  await page.locator("aside").getByRole("region").waitFor();
  assert.ok(await tab(box, second).isChecked());
  // It still answers, too.
  await tab(box, met.issues[0]).click();
  await narrowed(box, met, met.issues[0]);
  assert.equal(seen.requests.length, asked);
});

// The same settings, by each way of giving them.
const given = (settings) => `${tag(MET, ` ${settings}`)}
<div data-contract-fact-box="${MET}" ${settings}></div>
<contract-fact-box story="${MET}" ${settings}></contract-fact-box>`;

test("data-heading-level moves the whole outline, on script tag, div and element", async ({
  visit,
  write,
}) => {
  const { page } = await visit(write(given('data-heading-level="3"')), { height: 5000 });
  await settled(page, 3);
  for (const host of await page.locator(HOSTS).all()) {
    await host.getByRole("heading", { level: 3, name: met.title }).waitFor();
    await host.getByRole("heading", { level: 4, name: "Who says what" }).waitFor();
    await host.getByRole("heading", { level: 5, name: met.people[0].name }).first().waitFor();
    assert.equal(await boxes(host).locator("h1, h2").count(), 0);
  }
});

for (const [theme, scheme] of [
  ["dark", "light"],
  ["light", "dark"],
]) {
  test(`data-theme="${theme}" holds on a ${scheme} page, on script tag, div and element`, async ({
    visit,
    write,
  }) => {
    const body = `${given(`data-theme="${theme}"`)}<contract-fact-box story="${MET}"></contract-fact-box>`;
    const { page } = await visit(write(body, '<meta name="color-scheme" content="light dark">'), {
      height: 6000,
      colorScheme: scheme,
    });
    await settled(page, 4);
    const themes = await boxes(page).evaluateAll((all) =>
      all.map((box) => {
        const sum = (color) =>
          color
            .match(/\d+/g)
            .slice(0, 3)
            .reduce((all, part) => all + Number(part), 0);
        const { backgroundColor, color } = getComputedStyle(box);
        return sum(backgroundColor) > sum(color) ? "light" : "dark";
      }),
    );
    // The last has no setting, and follows the page.
    assert.deepEqual(themes, [theme, theme, theme, scheme]);
  });
}
