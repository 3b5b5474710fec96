// What the tests of engines stand on: `test`, with an engine that is opened once for a worker, pages that keep a record
// under the strict policy, and what is read in a page whatever the engine. Which engine it is, the project says.
import assert from "node:assert/strict";

import { record } from "../browser/chromium.mjs";
import { oneSpace } from "../browser/hands.mjs";
import { script } from "../browser/servers.mjs";
import { test as base } from "../browser/test.mjs";
import { EVERY } from "./engines.mjs";
import { pagePolicy } from "./policy.mjs";

export * from "../browser/box.mjs";
export { loader, tag } from "../browser/test.mjs";

/** What holds a box in a page. */
export const HOST = "contract-fact-box, [data-contract-fact-box]";
/** The head of a page whose time flies: half a minute is over in a third of a second. */
export const HURRY = '<script src="/dist/hurry.js"></script>';
/** The head of a page whose boxes nobody turns to before the test does. */
export const UNTOUCHED = '<script src="/dist/untouched.js"></script>';
// More than the way to any control takes.
const MOST_STOPS = 120;

// What the drivers cannot all tell, the page does: what is said on its console and thrown into it, and when it changes.
function listen(hosts) {
  const kept = globalThis[Symbol.for("record")];
  // What a box, the browser or a script of the test tells the window.
  const NEWS = [
    "contract-fact-box:ready",
    "contract-fact-box:live",
    "contract-fact-box:error",
    "securitypolicyviolation",
    "test:changed",
  ];
  const thrown = [];
  kept.console = [];
  // Without what somebody has dealt with, which is known later than it is thrown.
  Object.defineProperty(kept, "errors", {
    enumerable: true,
    get: () => thrown.filter(({ event }) => !event.defaultPrevented).map(({ what }) => what),
  });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const said = console[level];
    console[level] = (...words) => {
      kept.console.push(`${level}: ${words.join(" ")}`);
      said.apply(console, words);
    };
  }
  // In the capture phase, so that resources which fail are told as well.
  addEventListener(
    "error",
    (event) =>
      thrown.push({ event, what: event.message ?? `${event.target.localName} did not load` }),
    true,
  );
  addEventListener("unhandledrejection", (event) =>
    thrown.push({ event, what: `not handled: ${event.reason}` }),
  );

  // What is around a frame cannot look into it, and is told when something has happened there: `frames` has it by depth.
  Object.defineProperty(kept, "frames", { value: {}, writable: true });
  const depthOf = (frame) => (frame === top ? 0 : 1 + depthOf(frame.parent));
  const tell = () => {
    const { events, violations } = kept;
    top.postMessage(
      { record: { depth: depthOf(self), events: events.map(({ type }) => type), violations } },
      "*",
    );
  };
  if (self !== top) for (const type of NEWS) addEventListener(type, tell);
  addEventListener("message", ({ data }) => {
    if (data?.record) kept.frames[data.record.depth] = data.record;
  });

  /** Done when `is` answers with something true: it is asked again whenever the page may have changed. */
  const until = (is, ...args) =>
    new Promise((done, failed) => {
      const over = new AbortController();
      const changes = new MutationObserver(look);
      const heard = new Set();
      const hear = (root) => {
        if (heard.has(root)) return;
        heard.add(root);
        changes.observe(root, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        // What a reader chooses is no change of the document.
        for (const type of ["change", "toggle", "load"])
          root.addEventListener(type, look, { capture: true, signal: over.signal });
      };
      function look() {
        hear(document);
        for (const { shadowRoot } of document.querySelectorAll(hosts))
          if (shadowRoot) hear(shadowRoot);
        try {
          const found = is(...args);
          if (!found) return;
          done(found);
        } catch (error) {
          failed(error);
        }
        changes.disconnect();
        over.abort();
      }
      for (const type of ["load", "message", ...NEWS])
        addEventListener(type, look, { signal: over.signal });
      look();
    });
  Object.defineProperty(kept, "until", { value: until });
}

// The page's clock is the test's, but for what is over sooner anyway: WebKit's drivers wait in the page, too.
function hurry() {
  const real = setTimeout;
  globalThis.setTimeout = (act, ms, ...rest) => real(act, ms < 30_000 ? ms : ms / 100, ...rest);
}

const OPTIONS = {
  csp: (dist) => pagePolicy(dist),
  head: (dist) => `<script src="${dist}/record.js"></script>`,
};

export const test = base.extend({
  /** One of the names in engines.mjs. */
  engineName: ["", { option: true, scope: "worker" }],
  /** Whether the scripts of pages run; if not, by the browser's own settings. */
  scripts: [true, { option: true, scope: "worker" }],
  /** The size of the window, where it has any. */
  size: [{ width: 660, height: 800 }, { option: true }],

  opened: [
    async ({ engineName, scripts }, use) => {
      const { open, old = false } = EVERY[engineName];
      const engine = await open({ scripts });
      await use({ ...engine, name: engineName, old });
      await engine.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  engine: async ({ opened, size }, use) => {
    await opened.resize(size);
    await use(opened);
  },

  /** Opens an article with this in it, as wide as the window is to be: an old engine's window has one size. */
  openArticle: async ({ engine, newsroom: { pages, write }, size }, use) => {
    pages["/width.css"] = engine.old ? `main { width: ${size.width}px }` : "";
    const width = '<link rel="stylesheet" href="/width.css">';
    await use((body, head = "") => engine.go(write(body, head + width)));
  },

  /** Under the strict policy if the options do not say otherwise; each page keeps a record. */
  newsroom: async ({ newsroom, serverOptions }, use) => {
    Object.assign(newsroom.site, OPTIONS, serverOptions);
    newsroom.faults.set("/record.js", script(`(${record})();(${listen})("${HOST}, #place");`));
    newsroom.faults.set("/hurry.js", script(`(${hurry})();`));
    newsroom.faults.set("/untouched.js", script('globalThis[Symbol.for("untouched")] = true;'));
    await use(newsroom);
  },
});

/** Waits until this is true in the page. */
export async function until(engine, what, work, ...args) {
  try {
    await engine.run(
      `(...args) => globalThis[Symbol.for("record")].until(${work}, ...args)`,
      ...args,
    );
  } catch (error) {
    assert.fail(`${what}: ${error.message}`);
  }
}

/** What the page recorded so far. */
export const recorded = (engine) => engine.run(() => globalThis[Symbol.for("record")]);

/** Waits until so many boxes have told that they are ready or that they failed; their events. */
export async function settled(engine, count = 1) {
  await until(
    engine,
    `${count} boxes have settled`,
    (count) => globalThis[Symbol.for("record")].events.length >= count,
    count,
  );
  return (await recorded(engine)).events;
}

/** What is shown of a host: its box if it has one, or what the page holds in it. */
export async function shown(engine, host = HOST) {
  const text = await engine.run((host) => {
    const found = document.querySelector(host);
    return (found.shadowRoot?.querySelector(".cfb") ?? found).innerText;
  }, host);
  return oneSpace(text);
}

/** Runs `work` with the page's first box and what else it is given. */
export function inBox(engine, work, ...args) {
  return engine.run(
    `(host, ...args) => (${work})(document.querySelector(host).shadowRoot.querySelector(".cfb"), ...args)`,
    HOST,
    ...args,
  );
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
    at,
  );
  await engine.click(place);
}

/** Goes from control to control by Tab, as a reader does, until one that this finds has the focus. */
export async function reach(engine, selector) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await engine.press("Tab");
    if (
      await inBox(
        engine,
        (box, selector) => box.getRootNode().activeElement?.matches(selector) ?? false,
        selector,
      )
    )
      return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}
