// A real Chromium, and pages that remember what went wrong in them.
import { existsSync } from "node:fs";

import { chromium } from "@playwright/test";

import { named } from "./servers.mjs";

const { CHROMIUM } = process.env;
/** The browser as people have it. */
const FULL = CHROMIUM ?? "/usr/bin/chromium";
const SHELL = "/usr/bin/chromium-headless-shell";
/** The same engine without a browser around it, which takes less than half of the time; where it is installed. */
export const LIGHT = CHROMIUM ?? (existsSync(SHELL) ? SHELL : FULL);

// A third of the processor's time would go into pages that make up what the address bar suggests. A switch replaces the one
// that Playwright gives, so that its own names stand here, too.
const UNUSED = [
  "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
  "AimEnabled,AutoDeElevate,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,BlockOriginHeaderModificationOnRedirect",
  "DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying",
  "OptimizationHints,PaintHolding,ThirdPartyStoragePartitioning,Translate",
];
const ARGS = ["--disable-gpu", "--disable-quic"];
/** Letters as wide as in the whole browser: the shell's own hinting makes them whole pixels wide. */
const OF_SHELL = ["--font-render-hinting=none"];
const OF_BROWSER = [`--disable-features=${UNUSED}`];

/** How Playwright starts such a browser. */
export function launchOptions(executablePath) {
  return { executablePath, args: [...ARGS, ...(executablePath === SHELL ? OF_SHELL : OF_BROWSER)] };
}

/** Starts the whole browser. */
export function launch() {
  return chromium.launch(launchOptions(FULL));
}

/**
 * Runs in the page before anything of its own. The record stands under a symbol: a name would be one more global.
 *
 * Each box that can be read is turned to, as by a reader's pointer, so that it becomes live; not if it is `untouched`, as a
 * page may say, too.
 */
export function record(untouched = false) {
  const kept = (globalThis[Symbol.for("record")] = { events: [], violations: [] });
  const waiting = new Set();
  // Before the page can have names of browsers for itself.
  const untouchedKey = Symbol.for("untouched");
  /** How many boxes could be read; no part of what is read of the record. */
  Object.defineProperty(kept, "ready", { value: 0, writable: true });
  addEventListener("contract-fact-box:ready", (event) => {
    kept.ready++;
    if (!untouched && !globalThis[untouchedKey])
      event.composedPath()[0].dispatchEvent(new Event("pointerover"));
  });
  for (const type of ["live", "error"]) {
    // On the window and while bubbling, so that an event which does not get there is not recorded.
    addEventListener(`contract-fact-box:${type}`, (event) => {
      kept.events.push({
        type,
        detail: event.detail,
        id: event.target.id,
        bubbles: event.bubbles,
        composed: event.composed,
      });
      for (const look of waiting) look();
    });
  }
  addEventListener("securitypolicyviolation", (event) =>
    kept.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`),
  );
  /** Done when so many boxes have told that they are live or that they failed; no part of what is read of the record. */
  const settled = (count) =>
    new Promise((done) => {
      const look = () => {
        if (kept.events.length < count) return;
        waiting.delete(look);
        done(true);
      };
      waiting.add(look);
      look();
    });
  Object.defineProperty(kept, "settled", { value: settled });
}

/**
 * Opens a page and gathers its console messages, script errors, the addresses, with plain names, and the origins it asks.
 *
 * `prepare` is given the page before it goes to `url`; `untouched` as for `record`.
 */
export async function open(
  browser,
  url,
  { width = 660, height = 900, prepare, untouched, ...options } = {},
) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const seen = { console: [], errors: [], requests: [], origins: new Set() };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    seen.requests.push(named(request.url()));
    seen.origins.add(new URL(request.url()).origin);
  });
  await page.addInitScript(record, untouched);
  await prepare?.(page);
  if (url) await page.goto(url);
  return { page, seen, close: () => context.close() };
}

/** What the page recorded so far: the boxes' events, and what its policy blocked. */
export function recorded(page) {
  return page.evaluate(() => globalThis[Symbol.for("record")]);
}

/** Waits until so many boxes have told that they are live or that they failed; their events. */
export async function settled(page, count = 1) {
  // A promise is awaited, not asked again; and a page that goes elsewhere meanwhile is asked anew.
  await page.waitForFunction((count) => globalThis[Symbol.for("record")].settled(count), count);
  return (await recorded(page)).events;
}
