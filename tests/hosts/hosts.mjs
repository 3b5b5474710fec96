// Each way in each condition, in one engine: a page for each pair, which is opened, waited for and looked at.
//
// What is to come of it stands in fixtures/hosts/outcomes.json, which says why where it is no live box. Which pairs are tried
// in which engine stands in pairs.mjs; FULL=1 tries all. BLESS=1 does so, too, and writes what comes; with WORKERS=1, so that
// it is written by one. Look at it before you commit it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { oneSpace } from "../browser/hands.mjs";
import { EVERY } from "../engines/engines.mjs";
import { LEICESTERSHIRE as ID, test as base, view } from "../engines/test.mjs";
import { builtForAddress, forAddress } from "../wordpress/forms.mjs";
import { HOST, UNSHARED } from "./conditions.mjs";
import { LOOKS, plainLook } from "./looks.mjs";
import { differs, keepOutcome, outcomeOf, writeOutcomes } from "./outcomes.mjs";
import { COMMON, conditionsFor, pairsFor } from "./pairs.mjs";
import { WAYS, pageScript, pastedMarkup } from "./ways.mjs";

const { BLESS } = process.env;

/** Runs in the outermost page: at how many frames' depth there is something to see, once there is. */
const arrived = (depth, count) => {
  const kept = globalThis[Symbol.for("record")];
  // Where no script may run, nothing is to come.
  if (!kept) return 0;
  const at = (level) => (level ? kept.frames[level] : kept) ?? { events: [], violations: [] };
  const blocks = (level, what) => at(level).violations.some((each) => what.test(each));
  const found = () => {
    // A page knows what it keeps out of its frames.
    if (depth && blocks(depth - 1, /^frame-src/)) return { level: depth - 1 };
    if (blocks(depth, /^script-src.*(embed|page)\.js/) || at(depth).events.length >= count)
      return { level: depth };
  };
  return kept.until(found).then(({ level }) => level);
};

/** Runs in the outermost page, before a frame becomes another one. */
const forget = () => void (globalThis[Symbol.for("record")].frames = {});

/** Runs in the page of the box: what has been told there, and what a reader finds, in one word. */
const look = (host, title, value) => {
  const oneSpace = (text) => text.replace(/\s+/g, " ").trim();
  const { events = [], violations = [], errors = [] } = globalThis[Symbol.for("record")] ?? {};
  const place = document.querySelector(host);
  const box = place?.shadowRoot?.querySelector(".cfb");
  const isSeen = (element) =>
    Boolean(element?.getClientRects().length) && getComputedStyle(element).visibility === "visible";
  const found = () => {
    if (events.at(-1)?.type === "live" && box?.matches(".cfb-live"))
      return getComputedStyle(box).getPropertyValue("--_cfb-s") ? "live" : "bare";
    const count = (text) =>
      [...document.body.querySelectorAll("h1, h2, h3")].filter(
        (each) => isSeen(each) && oneSpace(each.innerText) === text,
      ).length;
    if (box && isSeen(box))
      return !count(title) && oneSpace(box.innerText).includes(value)
        ? "static"
        : "a box, and its facts beside it";
    if (count(title) === 1 && oneSpace(place?.innerText ?? "").includes(value)) return "static";
    return isSeen(document.querySelector("a[href*='/stories/']")) ? "link" : "nothing";
  };
  return {
    found: found(),
    violations,
    errors: errors.filter((each) => !each.endsWith("did not load")),
  };
};

/** Calls `work` with a page's box, and what else it is given; with nothing if there is none. */
const withBox = (host, work, args) => {
  const box = document.querySelector(host)?.shadowRoot?.querySelector(".cfb");
  return work(box ?? null, ...args);
};

/** What only a live box does, where a reader would press: whether a press on the value meets it, and how many people are compared. */
const use = async (box) => {
  const summary = box.querySelector("#f-value summary");
  summary.scrollIntoView({ block: "center" });
  const { left, top } = summary.getBoundingClientRect();
  const isMet =
    box
      .getRootNode()
      .elementFromPoint(left + 8, top + 14)
      ?.closest("summary") === summary;
  const once = (is) =>
    new Promise((done) => {
      const changes = new MutationObserver(look);
      function look() {
        if (!is()) return;
        changes.disconnect();
        done();
      }
      changes.observe(box.getRootNode(), { subtree: true, childList: true, attributes: true });
      look();
    });
  box.querySelector("#compare").open = true;
  const picks = () => [...box.querySelectorAll(".cfb-pick .cfb-box")];
  const columns = () => box.querySelectorAll(".cfb-table thead bdi").length;
  for (const each of picks().filter(({ checked }) => checked)) each.click();
  await once(() => columns() === 0);
  for (const at of [0, 1]) picks()[at].click();
  await once(() => columns() === 2);
  return { isMet, compared: columns() };
};

const test = base.extend({
  serverOptions: async ({ built }, use) =>
    use({ csp: null, shares: (origin) => !origin?.includes(UNSHARED), folder: built.folder }),

  /** The folder as it is built for its address, and what is pasted of it by each way. */
  built: [
    async ({}, use) => {
      const { folder, serve } = await builtForAddress();
      const html = await readFile(join(folder, "frame.html"), "utf8");
      // What is told in a frame is recorded there, too.
      const frame = html.replace("<head>", '<head><script src="record.js"></script>');
      await use({
        folder,
        serve,
        frame,
        markup: await pastedMarkup(folder),
        story: await view(ID),
      });
    },
    // Whoever comes first makes it, and the others wait.
    { scope: "worker", timeout: 300_000 },
  ],

  newsroom: async ({ newsroom, built }, use) => {
    const { dist, faults, pages } = newsroom;
    built.serve(newsroom);
    faults.set("/page.js", pageScript(dist));
    faults.set("/frame.html", (response) =>
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8" })
        .end(forAddress(dist, built.frame)),
    );
    // The same widths, whatever the condition.
    pages["/page.css"] = "html, body, main { display: block; margin: 0 }";
    await use(newsroom);
  },

  /** Opens a page of a way in a condition; how many frames deep its box is. */
  visitPair: async ({ engine, newsroom: { url, write }, built }, use) => {
    await use(async (way, { head = "", before = "", csp, host, sandbox }) => {
      const { depth = 0 } = WAYS[way];
      const on = (address) => (host ? address.replace("127.0.0.1", host) : address);
      const body = `${before}${built.markup[way]}<aside></aside>`;
      const address = on(
        write(body, `<link rel="stylesheet" href="${on(url)}/page.css">${head}`, csp),
      );
      await engine.go(
        sandbox
          ? write(
              `<iframe sandbox="${sandbox}" src="${address}" width="660" height="4000"></iframe>`,
            )
          : address,
      );
      return sandbox ? depth + 1 : depth;
    });
  },

  /** What has come of a page's box after so many events. */
  outcome: async ({ engine, built: { story } }, use) => {
    await use(async ({ depth, csp, count = 1 }) => {
      const level = await engine
        .run(arrived, depth, count)
        .catch((error) => assert.fail(`nothing has come of it: ${error.message}`));
      const { found, errors, violations } = await engine.within(
        level,
        look,
        HOST,
        oneSpace(story.title),
        oneSpace(story.value.text),
      );
      assert.deepEqual(errors, []);
      // What the page does to the box must not be blocked itself.
      if (!csp) assert.deepEqual(violations, []);
      return found;
    });
  },

  /** The looks that boxes have in a plain page, by the way, as far as it is known. */
  plainLooks: [async ({}, use) => use(new Map()), { scope: "worker" }],
});

/** What runs a function with the box of a page, so many frames deep. */
const runnerInBox =
  (engine, depth) =>
  (work, ...args) =>
    engine.within(depth, `(host, args) => (${withBox})(host, ${work}, args)`, HOST, args);

/** Declares the tests of an engine. */
export function tryPairs(name) {
  const pairs = pairsFor(name);

  test("each condition is tried, by each way and for each outcome; and so is each pair in which engines differ", () => {
    const tried = Object.entries(pairs).flatMap(([condition, ways]) =>
      ways.map((way) => ({ condition, way })),
    );
    const outcomes = (of) =>
      new Set(of.map(({ condition, way }) => `${condition}: ${outcomeOf(condition, way, name)}`));
    const all = Object.keys(conditionsFor(name)).flatMap((condition) =>
      Object.keys(WAYS).map((way) => ({ condition, way })),
    );
    assert.deepEqual([...outcomes(all)].sort(), [...outcomes(tried)].sort());
    assert.deepEqual([...new Set(tried.map(({ way }) => way))].sort(), Object.keys(WAYS).sort());
    const isTried = (pair) =>
      tried.some(({ condition, way }) => condition === pair.condition && way === pair.way);
    assert.deepEqual(
      all.filter(({ condition, way }) => differs(condition, way) && !isTried({ condition, way })),
      [],
    );
  });

  for (const [condition, { act, again = [], look, ...page }] of Object.entries(
    conditionsFor(name),
  )) {
    for (const way of pairs[condition]) {
      const expected = outcomeOf(condition, way, name);

      test(`${condition}, ${way}: ${expected}`, async ({
        engine,
        visitPair,
        outcome,
        plainLooks,
      }) => {
        const { by } = WAYS[way];
        const { csp } = page;
        // What is in a frame looks as the frame's own page has it.
        const judge = by === "frame" ? undefined : LOOKS[look];
        if (judge === LOOKS.plain && !plainLooks.has(way)) {
          const depth = await visitPair(way, {});
          assert.equal(await outcome({ depth }), "live");
          plainLooks.set(way, await plainLook(runnerInBox(engine, depth)));
        }

        const depth = await visitPair(way, page);
        const inBox = runnerInBox(engine, depth);
        const assertWorks = async () =>
          assert.deepEqual(await inBox(use), { isMet: true, compared: 2 });
        let came = await outcome({ depth, csp });
        if (came === "live") {
          if (condition === COMMON) plainLooks.set(way, await plainLook(inBox));
          await judge?.(inBox, plainLooks.get(way));
          await assertWorks();
          if (act) {
            await engine.run(
              `(host) => (${forget})() ?? (${act})(host)`,
              by === "frame" ? "iframe" : HOST,
            );
            came = await outcome({ depth, csp, count: again.includes(by) ? 2 : 1 });
            if (came === "live") await assertWorks();
          }
        }
        if (BLESS) return keepOutcome(condition, way, name, came);
        assert.equal(came, expected);
      });
    }
  }

  test.afterAll(() => {
    if (BLESS)
      writeOutcomes(Object.keys(WAYS), (condition) =>
        Object.keys(EVERY).filter((engine) => condition in conditionsFor(engine)),
      );
  });
}
