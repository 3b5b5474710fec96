// A real Chromium, and pages that remember what went wrong in them.
import { chromium } from "playwright-core";

import { named } from "./servers.mjs";

// A third of the processor's time would go into pages that make up what the address bar suggests. A switch replaces the one
// that Playwright gives, so that its own names stand here, too.
const UNUSED = [
  "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
  "AimEnabled,AutoDeElevate,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,BlockOriginHeaderModificationOnRedirect",
  "DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying",
  "OptimizationHints,PaintHolding,ThirdPartyStoragePartitioning,Translate",
];
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", `--disable-features=${UNUSED}`];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
}

/** Runs in the page before anything of its own. The record stands under a symbol: a name would be one more global. */
export function record() {
  const kept = (globalThis[Symbol.for("record")] = { events: [], violations: [] });
  for (const type of ["ready", "error"]) {
    // On the window and while bubbling, so that an event which does not get there is not recorded.
    addEventListener(`contract-fact-box:${type}`, (event) => {
      kept.events.push({ type, detail: event.detail, id: event.target.id, bubbles: event.bubbles, composed: event.composed });
    });
  }
  addEventListener("securitypolicyviolation", (event) => kept.violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
}

/**
 * Opens a page and gathers its console messages, script errors, the addresses, with plain names, and the origins it asks.
 *
 * `prepare` is given the page before it goes to `url`.
 */
export async function open(browser, url, { width = 660, height = 900, prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const seen = { console: [], errors: [], requests: [], origins: new Set() };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => {
    seen.requests.push(named(request.url()));
    seen.origins.add(new URL(request.url()).origin);
  });
  await page.addInitScript(record);
  await prepare?.(page);
  if (url) await page.goto(url);
  return { page, seen, close: () => context.close() };
}

/** What the page recorded so far: the boxes' events, and what its policy blocked. */
export function recorded(page) {
  return page.evaluate(() => globalThis[Symbol.for("record")]);
}

/** Waits are by the clock where they are otherwise by what is drawn: of a frame out of sight, hardly anything is. */
export const BY_THE_CLOCK = { polling: 50 };

/** Waits until so many boxes have told that they are ready or that they failed; their events. */
export async function settled(page, count = 1) {
  await page.waitForFunction((count) => globalThis[Symbol.for("record")].events.length >= count, count, BY_THE_CLOCK);
  return (await recorded(page)).events;
}
