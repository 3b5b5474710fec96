// Presets: pages that show parts of a box, in every way to embed one, and several of one story on a page.
import assert from "node:assert/strict";
import { join } from "node:path";

import { callTool } from "../tool.mjs";
import { iframe, inside, serverOptions } from "./frames.mjs";
import { ROOT, built, held, json, missing } from "./servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  assertCalm,
  boxes,
  loader,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

test.use({ serverOptions });
const story = await view(MET);
const PAGE = `stories/${MET}.html`;
const FALLBACK = `<a href="/dist/${PAGE}">Contract fact box</a>`;
const [deal, approval] = story.issues;
const compared = ["sadiq-khan", "home-office"];
/** What one of them says on the second question. */
const spoken = approval.cards.find(({ person }) => story.people[person].id === "home-office");
const names = story.people.filter(({ id }) => compared.includes(id)).map(({ name }) => name);

/** Each preset: what the page asks for, the name of the box, what is to be seen in it, and what is in others only. */
const PRESETS = {
  facts: { asked: { parts: "facts" }, seen: "#f-value", others: ".cfb-say, .cfb-sec, .cfb-table" },
  words: {
    asked: { parts: "words" },
    seen: ".cfb-card .cfb-say",
    others: "#f-value, .cfb-sec, .cfb-table",
  },
  "words on one question": {
    asked: { parts: "words", issue: approval.id },
    title: approval.question,
    seen: `#${approval.cards[0].id}`,
    others: `#f-value, .cfb-sec, .cfb-table, .cfb-tabs, #${deal.cards[0].id}`,
  },
  "people side by side": {
    asked: { parts: "compare", people: compared.join() },
    seen: ".cfb-table .cfb-cell-say",
    others: "#f-value, .cfb-sec, .cfb-tabs",
  },
};
const written = (asked, prefix = "data-") =>
  Object.entries(asked)
    .map(([name, value]) => ` ${prefix}${name}="${value}"`)
    .join("");
const options = (asked) => Object.entries(asked).flatMap(([name, value]) => [`--${name}`, value]);
const prerendered = (form, asked) =>
  callTool(
    "prerender",
    ...["--as", form, "--css", "link", "--base", "/dist/", ...options(asked)],
    join(ROOT, "www/stories", `${MET}.json`),
  );

const WAYS = {
  "a script tag": ({ asked }) => tag(MET, written(asked)),
  "an element": ({ asked }) =>
    `<contract-fact-box story="${MET}"${written(asked, "")}>${FALLBACK}</contract-fact-box>`,
  "an element with data": ({ asked }) =>
    `<contract-fact-box story="${MET}"${written(asked)}>${FALLBACK}</contract-fact-box>`,
  "a marked div": ({ asked }) =>
    `<div data-contract-fact-box="${MET}"${written(asked)}>${FALLBACK}</div>`,
  "the tags that the tool prints": ({ asked }) => prerendered("script", asked),
  "a prerendered snippet": ({ asked }) => prerendered("snippet", asked),
  "a prerendered div": ({ asked }) => prerendered("div", asked),
};

/** Sees that a box is the preset, with a link to the whole. */
async function assertPreset(box, { title = story.title, seen, others }) {
  // A part is no landmark: only a whole box has a name.
  assert.equal(await box.getAttribute("aria-labelledby"), null);
  assert.equal(await box.locator("#title").innerText(), title);
  assert.ok(await box.locator(seen).first().isVisible());
  assert.equal(await box.locator(others).count(), 0);
  assert.match(await box.locator(".cfb-whole a").getAttribute("href"), new RegExp(`/${PAGE}$`));
}

for (const [name, preset] of Object.entries(PRESETS)) {
  test(`${name}: in every way to embed it, with one document for all`, async ({
    dist,
    visit,
    write,
  }) => {
    const ways = await Promise.all(Object.values(WAYS).map((way) => way(preset)));
    const { page, seen } = await visit(write(ways.join("<p>Words of the article.</p>") + loader), {
      height: 20_000,
    });
    const events = await settled(page, ways.length);
    assert.deepEqual([...new Set(events.map(({ type }) => type))], ["live"]);
    assert.equal(await page.locator(".cfb-live").count(), ways.length);
    for (const box of await boxes(page).all()) await assertPreset(box, preset);
    // Those that were prerendered name their version, which has a document of its own.
    const asked = (part) => seen.requests.filter((url) => url === `${dist}/${part}`).length;
    for (const part of [
      `stories/${MET}.json`,
      `stories/${MET}/${story.version}.json`,
      "contract_fact_box_bg.wasm",
    ])
      assert.equal(asked(part), 1, part);
    await assertCalm(page, seen);
  });

  test(`${name}: in a frame`, async ({ visit, write }) => {
    const query = new URLSearchParams({ story: MET, ...preset.asked });
    const { page, seen } = await visit(write(iframe(`?${query}`) + loader));
    const frame = await inside(page);
    await settled(frame);
    await assertPreset(boxes(frame), preset);
    assert.equal(await frame.title(), preset.title ?? story.title);
    await assertCalm(page, seen);
  });

  test(`${name}: prerendered, it is there without script, in the box and in plain HTML`, async ({
    visit,
    write,
  }) => {
    const NO_SCRIPT = { javaScriptEnabled: false };
    const { page } = await visit(write(await prerendered("snippet", preset.asked)), NO_SCRIPT);
    await assertPreset(boxes(page), preset);
    const plain = await visit(write(await prerendered("div", preset.asked)), NO_SCRIPT);
    const text = plain.page.locator(`[data-contract-fact-box="${MET}"]`);
    assert.ok(await text.getByRole("heading", { name: story.title }).isVisible());
    const facts = name === "facts";
    assert.equal(await text.getByText("Buyer", { exact: true }).count(), facts ? 1 : 0);
    assert.equal((await text.getByText(spoken.text).count()) > 0, !facts);
    assert.equal(await text.locator(`a[href$="${PAGE}"]`).count(), 1);
  });

  test(`${name}: its space is kept by the heights that the tool prints`, async ({
    faults,
    visit,
    write,
  }) => {
    const { asked, answer } = held(faults, `/stories/${MET}.json`);
    const body = `${await prerendered("script", preset.asked)}<p id="after">After.</p>`;
    const { page } = await visit(write(body));
    await asked;
    const place = () =>
      page.locator("#after").evaluate((after) => after.getBoundingClientRect().top);
    const reserved = await place();
    answer();
    await settled(page);
    const moved = Math.abs((await place()) - reserved);
    // The type of the page is not that of the measuring, so that lines break elsewhere.
    assert.ok(moved <= Math.max(30, reserved / 30), `the words below moved by ${moved} px`);
  });
}

test("the manifest has the heights of presets, and the ids that they can name", async () => {
  const { stories } = JSON.parse(await built("manifest.json"));
  const listed = stories.find(({ id }) => id === MET);
  const own = story.issues.filter(({ is_own: isOwn }) => isOwn).map(({ id }) => `words/${id}`);
  assert.deepEqual(Object.keys(listed.preset_heights).sort(), ["facts", "words", ...own].sort());
  assert.match(listed.preset_heights.facts, /^280:\d+ 320:\d+ .* 1280:\d+$/);
  for (const key of ["issues", "people"])
    assert.deepEqual(listed[key].map(({ id }) => id).sort(), story[key].map(({ id }) => id).sort());
});

/** A page with presets of one story and the whole box, each in a paragraph's distance. */
const host = (asked, id = asked.parts) =>
  `<contract-fact-box id="${id}" story="${MET}"${written(asked)}></contract-fact-box>`;
const SEVERAL = [
  host({ parts: "facts" }),
  host({ parts: "words", issue: approval.id }, "approval"),
  host({ parts: "words" }),
  host({ parts: "compare", people: compared.join() }),
  `<contract-fact-box id="whole" story="${MET}"></contract-fact-box>`,
];
const marked = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("contract-fact-box")].flatMap(({ id, shadowRoot }) =>
      [...shadowRoot.querySelectorAll("[data-here]")].map((here) => `${id} ${here.id}`),
    ),
  );
/** Waits until this place in one of several boxes is marked, and no other. */
const led = async (page, to) => {
  await page.waitForFunction(
    ([host, id]) =>
      document.getElementById(host).shadowRoot.getElementById(id)?.matches("[data-here]"),
    to.split(" "),
  );
  assert.deepEqual(await marked(page), [to]);
};

const PLACES = {
  "a fact": ["f-value", "facts f-value"],
  "words on the one question": [approval.cards[0].id, `approval ${approval.cards[0].id}`],
  "words on another question": [deal.cards[0].id, `words ${deal.cards[0].id}`],
  "a comparison that is there": [`compare_${compared.join("_")}`, "compare title"],
  "a comparison that is not": [`compare_${compared[0]}_palantir`, "whole compare"],
  "a place in the whole box alone": ["row-sources", "whole row-sources"],
  "the box": ["", "facts title"],
  "a place that is gone": ["p-gone", "whole title"],
};
for (const [name, [place, to]] of Object.entries(PLACES)) {
  test(`a link to ${name} leads to the first box that has it, when it is followed and on arrival`, async ({
    visit,
    write,
  }) => {
    const hash = `#cfb_${MET}${place && `_${place}`}`;
    const { page, seen } = await visit(write(SEVERAL.join("") + loader), { height: 20_000 });
    await settled(page, SEVERAL.length);
    await page.evaluate((hash) => void (location.hash = hash), hash);
    await led(page, to);
    await assertCalm(page, seen);

    const arrived = await visit(write(SEVERAL.join("<p>Words.</p>".repeat(99)) + loader) + hash);
    await settled(arrived.page, SEVERAL.length);
    await led(arrived.page, to);
  });
}

test("a link that is copied from a preset leads back to it", async ({ visit, write }) => {
  const WRITES = { permissions: ["clipboard-read", "clipboard-write"] };
  const { page } = await visit(write(SEVERAL.join("") + loader), { height: 20_000, ...WRITES });
  await settled(page, SEVERAL.length);
  await page.locator("#facts #f-buyer summary").click();
  await page
    .locator("#facts #f-buyer")
    .getByRole("button", { name: /^Copy link/ })
    .click();
  await page.locator("#facts .cfb-toast").getByText("Link copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const followed = await visit(link, { height: 20_000 });
  await settled(followed.page, SEVERAL.length);
  await led(followed.page, "facts f-buyer");
});

test("presets that ask for the same document fail together and try again", async ({
  dist,
  faults,
  visit,
  write,
}) => {
  const path = `/stories/${MET}.json`;
  faults.set(path, missing);
  const { page, seen } = await visit(write(SEVERAL.slice(0, 3).join("") + loader));
  const events = await settled(page, 3);
  assert.deepEqual(
    events.map(({ detail }) => detail.code),
    ["story", "story", "story"],
  );
  faults.delete(path);
  await page.evaluate(
    ([id, other]) => {
      const host = document.querySelector("#facts");
      host.setAttribute("story", other);
      host.setAttribute("story", id);
    },
    [MET, LEICESTERSHIRE],
  );
  await page.locator("#facts .cfb-live").waitFor();
  assert.ok(seen.requests.filter((url) => url === dist + path).length > 1);
});

/** What is asked for wrongly: what is then shown, and the one warning. */
const WRONG = {
  "parts that are none": {
    asked: { parts: "fact" },
    warning: 'there are no parts "fact" of a box; write facts, words or compare',
  },
  "a question that is none": {
    asked: { parts: "words", issue: "price" },
    warning: `${MET} has no question "price"; use the ids that the manifest lists for the story`,
  },
  "one person": {
    asked: { parts: "compare", people: "sadiq-khan,sadiq-khan" },
    warning: `a comparison takes two to 4 people of ${MET}, not "sadiq-khan,sadiq-khan"; use the ids that the manifest lists for the story`,
  },
  "somebody beside two others": {
    asked: { parts: "compare", people: "home-office, ann, sadiq-khan" },
    warning: `${MET} has nobody called "ann"; use the ids that the manifest lists for the story`,
    preset: PRESETS["people side by side"],
  },
};
for (const [name, { asked, warning, preset }] of Object.entries(WRONG)) {
  test(`${name}: ${preset ? "the others are compared" : "the whole box is there"}, and the console says once what to do`, async ({
    visit,
    write,
  }) => {
    const { page, seen } = await visit(write(host(asked, "wrong") + loader));
    assert.deepEqual(
      (await settled(page)).map(({ type }) => type),
      ["live"],
    );
    const outcome = preset ? "The others are compared" : "The whole box is shown";
    // What the browser says itself of a static box that is not there.
    const ours = seen.console.filter((line) => !line.startsWith("error: Failed to load resource"));
    assert.deepEqual(ours, [`warning: contract-fact-box: ${warning}. ${outcome}.`]);
    if (preset) await assertPreset(boxes(page), preset);
    else assert.ok(await boxes(page).locator("#row-sources").isVisible());
    assert.deepEqual(seen.errors, []);
  });
}

test("of a withdrawn story, each preset is the notice", async ({ faults, visit, write }) => {
  const withdrawn = {
    ...story,
    withdrawn: { label: "Withdrawn", reason: "It was not so.", date: "1 May 2026" },
  };
  for (const key of ["issues", "people", "facts", "sections", "folds"]) delete withdrawn[key];
  faults.set(`/stories/${MET}.json`, json(JSON.stringify(withdrawn)));
  const { page, seen } = await visit(write(SEVERAL.slice(0, 4).join("") + loader), {
    height: 5000,
  });
  await settled(page, 4);
  for (const box of await boxes(page).all())
    assert.ok(await box.getByText("It was not so.").isVisible());
  await assertCalm(page, seen);
});

test.describe("by script", () => {
  const mount = (page, id, options) =>
    page.evaluate(
      async ([id, options]) => {
        const { mount } = await import(
          `${document.querySelector("[data-dist]").dataset.dist}/contract-fact-box.js`
        );
        const kept = (globalThis[Symbol.for("mounted")] ??= []);
        return mount(document.querySelector("#place"), id, options).then(
          (box) => kept.push(box) && "there",
          ({ code, message }) => ({ code, message }),
        );
      },
      [id, options],
    );
  const update = (page, id, options) =>
    page.evaluate(
      ([id, options]) =>
        globalThis[Symbol.for("mounted")]
          .at(-1)
          .update(id, options)
          .then(
            () => "there",
            ({ code, message }) => ({ code, message }),
          ),
      [id, options],
    );
  const place = (dist) => `<div id="place" data-dist="${dist}"><p>The page's own words</p></div>`;

  test("mount shows the parts, and update keeps them or takes others", async ({
    dist,
    visit,
    write,
  }) => {
    const { page, seen } = await visit(write(place(dist)));
    const box = boxes(page);
    for (const { asked, ...preset } of Object.values(PRESETS)) {
      const people = asked.people?.split(",");
      assert.equal(await mount(page, MET, { ...asked, people }), "there");
      await assertPreset(box, preset);
      assert.equal(await update(page, MET), "there");
      await assertPreset(box, preset);
      await page.evaluate(() => globalThis[Symbol.for("mounted")].pop().destroy());
    }
    await mount(page, MET, { parts: "facts" });
    assert.equal(await update(page, LEICESTERSHIRE), "there");
    const other = await view(LEICESTERSHIRE);
    await box.locator("#title").getByText(other.title, { exact: true }).waitFor();
    assert.equal(await box.locator(".cfb-say").count(), 0);
    assert.equal(await update(page, MET, { parts: "compare", people: compared }), "there");
    await assertPreset(box, PRESETS["people side by side"]);
    assert.deepEqual(await box.getByRole("columnheader").locator("bdi").allInnerTexts(), names);
    assert.equal(await update(page, MET, { parts: "all" }), "there");
    await box.locator("#row-sources").waitFor();
    await assertCalm(page, seen);
  });

  test("what is not there is thrown, and what was there stays", async ({ dist, visit, write }) => {
    const { page, seen } = await visit(write(place(dist)));
    for (const { asked, warning } of Object.values(WRONG))
      assert.deepEqual(await mount(page, MET, asked), { code: "parts", message: warning });
    assert.ok(await page.getByText("The page's own words").isVisible());
    await mount(page, MET, PRESETS.facts.asked);
    assert.equal((await update(page, MET, { parts: "words", issue: "price" })).code, "parts");
    await assertPreset(boxes(page), PRESETS.facts);
    assert.deepEqual(seen.errors, []);
  });
});
