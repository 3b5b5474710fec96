// What each test file stands on: the engines, the servers, and what is read in a page whatever the engine.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";

import { record } from "../browser/chromium.mjs";
import { oneSpace } from "../browser/hands.mjs";
import { policy, script } from "../browser/servers.mjs";
import { newsroom } from "../browser/stage.mjs";
import { ENGINES } from "./engines.mjs";

const MS_AT_MOST = 20_000;
const MS_BETWEEN = 25;
// More than the way to any control takes.
const MOST_STOPS = 120;

/** The same tests in each engine; `body` is given it once it is open, and what is known of it at once. */
export function engines({ scripts = true, width = 660, height = 800 }, body) {
  for (const [name, { open, old = false }] of Object.entries(ENGINES)) {
    describe(name, () => {
      const engine = { old };
      before(async () => Object.assign(engine, await open({ scripts, width, height })));
      after(() => engine.close?.());
      body(engine);
    });
  }
}

// What the drivers cannot all tell, the page does: what is said on its console and thrown into it.
function listen() {
  const kept = globalThis[Symbol.for("record")];
  const thrown = [];
  kept.console = [];
  // Without what somebody has dealt with, which is known later than it is thrown.
  Object.defineProperty(kept, "errors", { enumerable: true, get: () => thrown.filter(({ event }) => !event.defaultPrevented).map(({ what }) => what) });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const said = console[level];
    console[level] = (...words) => {
      kept.console.push(`${level}: ${words.join(" ")}`);
      said.apply(console, words);
    };
  }
  // In the capture phase, so that resources which fail are told as well.
  addEventListener("error", (event) => thrown.push({ event, what: event.message ?? `${event.target.localName} did not load` }), true);
  addEventListener("unhandledrejection", (event) => thrown.push({ event, what: `not handled: ${event.reason}` }));
}

// The page's clock is the test's: half a minute is over in a third of a second.
function hurry() {
  const real = setTimeout;
  globalThis.setTimeout = (act, ms, ...rest) => real(act, ms / 100, ...rest);
}

/** The strict policy for boxes, with what the pages need: the demo pages' stylesheet, and the icon that browsers ask for. */
export const pagePolicy = (dist, options) => `${policy(dist, { also: " 'self'", ...options })}; img-src 'self'`;

/** The servers under that policy; each page keeps a record, and with `HURRY` in its head its time flies; `options` are the servers'. */
export async function stage(options) {
  const served = await newsroom({
    csp: (dist) => pagePolicy(dist),
    ...options,
    head: (dist) => `<script src="${dist}/record.js"></script>`,
  });
  served.faults.set("/record.js", script(`(${record})();(${listen})();`));
  served.faults.set("/hurry.js", script(`(${hurry})();`));
  return { ...served, HURRY: `<script src="${served.dist}/hurry.js"></script>` };
}

/** Waits until this is true in the page. */
export async function until(engine, what, work, ...args) {
  for (const end = Date.now() + MS_AT_MOST; ; ) {
    if (await engine.run(work, ...args)) return;
    assert.ok(Date.now() < end, `${what}: not after ${MS_AT_MOST} ms`);
    await new Promise((done) => setTimeout(done, MS_BETWEEN));
  }
}

/** What the page recorded so far. */
export const recorded = (engine) => engine.run(() => globalThis[Symbol.for("record")]);

/** Waits until so many boxes have told that they are ready or that they failed; their events. */
export async function settled(engine, count = 1) {
  await until(engine, `${count} boxes have settled`, (count) => globalThis[Symbol.for("record")].events.length >= count, count);
  return (await recorded(engine)).events;
}

/** What is shown of a host: its box if it has one, or what the page holds in it. */
export async function shown(engine, host = "contract-fact-box, [data-contract-fact-box]") {
  const text = await engine.run((host) => {
    const found = document.querySelector(host);
    return (found.shadowRoot?.querySelector(".cfb") ?? found).innerText;
  }, host);
  return oneSpace(text);
}

/** Runs `work` with the page's first box and what else it is given. */
export function inBox(engine, work, ...args) {
  return engine.run(`(...args) => (${work})(document.querySelector("contract-fact-box, [data-contract-fact-box]").shadowRoot.querySelector(".cfb"), ...args)`, ...args);
}

/** Clicks into the start of what this finds in the box: over the middle of a row, words may lie. */
export async function click(engine, selector, at = 0) {
  const place = await inBox(
    engine,
    (box, selector, at) => {
      const found = box.querySelectorAll(selector)[at];
      found.scrollIntoView({ block: "center" });
      const { left, top } = found.getBoundingClientRect();
      return { x: left + 8, y: top + 14 };
    },
    selector,
    at
  );
  await engine.click(place);
}

/** Goes from control to control by Tab, as a reader does, until one that this finds has the focus. */
export async function reach(engine, selector) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await engine.press("Tab");
    if (await inBox(engine, (box, selector) => box.getRootNode().activeElement?.matches(selector) ?? false, selector)) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}
