// A real Chromium, and pages that remember what went wrong in them.
import { chromium } from "playwright-core";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
}

/** Opens a page and gathers its console messages, script errors and the origins it asks. */
export async function open(browser, url, { width = 660, height = 900, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  const seen = { console: [], errors: [], origins: new Set() };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("request", (request) => seen.origins.add(new URL(request.url()).origin));
  if (url) await page.goto(url);
  return { page, seen, close: () => context.close() };
}

/** Waits until the page's boxes, `count` of them, stand rendered. */
export async function boxes(page, count = 1) {
  const hosts = page.locator("contract-fact-box, [data-contract-fact-box]");
  for (let at = 0; at < count; at++) {
    await hosts.nth(at).scrollIntoViewIfNeeded();
    await hosts.nth(at).locator("section.cfb").waitFor();
  }
}
