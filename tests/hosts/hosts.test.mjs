// Each way in each condition, in one engine: a page for each pair, which is opened, waited for and looked at.
//
// What is to come of it stands in fixtures/hosts/outcomes.json, which says why where it is no live box.
// BLESS=1 writes there what comes, of all engines; look at it before you commit it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { oneSpace } from "../browser/hands.mjs";
import { ROOT } from "../browser/servers.mjs";
import { LEICESTERSHIRE as ID, view } from "../browser/stage.mjs";
import { EVERY } from "../engines/engines.mjs";
import { stage } from "../engines/stage.mjs";
import { DEGRADING, GROUPS, HOST, UNSHARED } from "./conditions.mjs";
import { LOOKS } from "./looks.mjs";
import * as outcomes from "./outcomes.mjs";
import { build, page, ways as waysOf } from "./ways.mjs";

const { BLESS } = process.env;
const MS_AT_MOST = 20_000;
const MS_BETWEEN = 20;

/** Calls `work` with a page's box, and what else it is given; with nothing if there is none. */
const withBox = (host, work, args) => {
  const box = document.querySelector(host)?.shadowRoot?.querySelector(".cfb");
  return work(box ?? null, ...args);
};

/** How far a box has come in this document: what it has told, or that nothing will come, since that is blocked. */
const state = (what) => {
  const kept = globalThis[Symbol.for("record")];
  // A frame begins as an empty page.
  if (document.readyState !== "complete" || location.href === "about:blank") return null;
  if (!kept) return { events: [], blocked: true, violations: [], errors: [] };
  const { violations } = kept;
  const errors = kept.errors.filter((each) => !each.endsWith("did not load"));
  return { events: kept.events.map(({ type }) => type), blocked: violations.some((each) => new RegExp(what).test(each)), violations, errors };
};

/** What a reader finds where there is no live box, in one word. */
const found = (host, title, value) => {
  const oneSpace = (text) => text.replace(/\s+/g, " ").trim();
  const place = document.querySelector(host);
  const box = place?.shadowRoot?.querySelector(".cfb");
  const isSeen = (element) => !!element?.getClientRects().length && getComputedStyle(element).visibility === "visible";
  const words = oneSpace(place?.innerText ?? "");
  const count = (text) => [...document.body.querySelectorAll("h1, h2, h3")].filter((each) => isSeen(each) && oneSpace(each.innerText) === text).length;
  if (box && isSeen(box)) return !count(title) && oneSpace(box.innerText).includes(value) ? "static" : "a box, and its facts beside it";
  if (count(title) === 1 && words.includes(value)) return "static";
  const link = document.querySelector(`a[href*='/stories/']`);
  return isSeen(link) ? "link" : "nothing";
};

const OUT = join(ROOT, "tests/output/hosts/folder");
const set = await stage({ folder: OUT, csp: null, shares: (origin) => !origin?.includes(UNSHARED) });
const { dist, pages, write, faults, url } = set;
await build(dist, OUT);
const ways = await waysOf(dist, OUT);
const story = await view(ID);
faults.set("/page.js", page(dist));
// What is told in a frame is recorded there, too.
const frame = readFileSync(join(OUT, "frame.html"), "utf8").replace("<head>", '<head><script src="record.js"></script>');
faults.set("/frame.html", (response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(frame));
// The same widths, whatever the condition.
pages["/page.css"] = "html, body, main { display: block; margin: 0 }";

/** A page of a way in a condition, and how many frames deep its box is. */
function written({ body, depth = 0 }, { head = "", before = "", csp, host, sandbox }) {
  const on = (address) => (host ? address.replace("127.0.0.1", host) : address);
  const address = on(write(`${before}${body}<aside></aside>`, `<link rel="stylesheet" href="${on(url)}/page.css">${head}`, csp));
  if (!sandbox) return { address, depth };
  return { address: write(`<iframe sandbox="${sandbox}" src="${address}" width="660" height="4000"></iframe>`), depth: depth + 1 };
}

function inEngine(name) {
  const engine = {};
  before(async () => Object.assign(engine, await EVERY[name].open({ scripts: true, width: 660, height: 800 })));
  after(() => engine.close?.());

  /** Waits for this many events, or for what tells that none will come. */
  async function settled(depth, count) {
    let now;
    for (const end = Date.now() + MS_AT_MOST; Date.now() < end; ) {
      // A page knows what it keeps out of its frames.
      if (depth && (now = await engine.within(depth - 1, state, "^frame-src"))?.blocked) return { ...now, level: depth - 1 };
      now = await engine.within(depth, state, "^script-src.*(embed|page)\\.js");
      if (now?.blocked || now?.events.length >= count) return { ...now, level: depth };
      await new Promise((done) => setTimeout(done, MS_BETWEEN));
    }
    assert.fail(`nothing has come of it after ${MS_AT_MOST} ms: ${JSON.stringify(now)}`);
  }

  /** Finds that the box in the page does what only a live one does, where a reader would press. */
  async function works(inBox) {
    const hit = await inBox((box) => {
      const summary = box.querySelector("#f-value summary");
      summary.scrollIntoView({ block: "center" });
      const { left, top } = summary.getBoundingClientRect();
      return box.getRootNode().elementFromPoint(left + 8, top + 14)?.closest("summary") === summary;
    });
    assert.ok(hit, "a press on the value meets the value");
    const compared = await inBox(async (box) => {
      box.querySelector("#compare").open = true;
      const picks = () => [...box.querySelectorAll(".cfb-pick .cfb-box")];
      const soon = (is) => new Promise((done) => {
        const look = (tries) => (is() || !tries ? done() : setTimeout(look, 10, tries - 1));
        look(200);
      });
      for (const each of picks().filter(({ checked }) => checked)) each.click();
      await soon(() => !box.querySelector("table thead"));
      for (const at of [0, 1]) picks()[at].click();
      await soon(() => box.querySelectorAll("table thead th").length === 2);
      return box.querySelectorAll("table thead th").length;
    });
    assert.equal(compared, 2, "two people are compared in a table");
  }

  async function outcome({ depth, look, before, csp, count = 1 }) {
    const inBox = (work, ...args) => engine.within(depth, `(host, args) => (${withBox})(host, ${work}, args)`, HOST, args);
    const { events, level, errors, violations } = await settled(depth, count);
    assert.deepEqual(errors, []);
    // What the page does to the box must not be blocked itself.
    if (!csp) assert.deepEqual(violations, []);
    const live = events.at(-1) === "ready" && (await inBox((box) => box?.matches(".cfb-live") ?? false));
    if (!live) return engine.within(level, found, HOST, oneSpace(story.title), oneSpace(story.value.text));
    if (!(await inBox((box) => getComputedStyle(box).getPropertyValue("--_cfb-s")))) return "bare";
    await LOOKS[look]?.(inBox, before);
    await works(inBox);
    return "live";
  }

  const plain = new Map(Object.keys(ways).map((way) => [way, {}]));
  for (const [group, conditions] of Object.entries(GROUPS)) {
    if (EVERY[name].old && !DEGRADING.includes(group)) continue;
    for (const [condition, { act, again = [], look, ...rest }] of Object.entries(conditions)) {
      for (const [way, { by, ...body }] of Object.entries(ways)) {
        const expected = outcomes.of(condition, way, name);
        test(`${condition}, ${way}: ${expected}`, async () => {
          const { address, depth } = written(body, rest);
          const { csp } = rest;
          await engine.go(address);
          // What is in a frame looks as the frame's own page has it.
          let came = await outcome({ depth, csp, look: by !== "frame" && look, before: plain.get(way) });
          if (act && came === "live") {
            await engine.run(act, by === "frame" ? "iframe" : HOST);
            came = await outcome({ depth, csp, count: again.includes(by) ? 2 : 1 });
          }
          if (BLESS) return outcomes.set(condition, way, name, came);
          assert.equal(came, expected, address);
        });
      }
    }
  }
}

// Two engines at a time, which is what a machine of two cores does well; ENGINES=WebKit,Firefox runs those alone.
describe("hosts", { concurrency: 2 }, () => {
  for (const name of process.env.ENGINES?.split(",") ?? Object.keys(EVERY)) describe(name, { concurrency: 1 }, () => inEngine(name));
});
after(() => BLESS && outcomes.write());
