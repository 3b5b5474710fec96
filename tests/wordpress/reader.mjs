// What a reader finds in a post.
import { open } from "../browser/chromium.mjs";
import { oneSpace } from "../browser/hands.mjs";

/** Words as they are compared: WordPress makes typographic marks of plain ones. */
export const plain = (text) =>
  oneSpace(
    text.replace(/[‘’′]/g, "'").replace(/[“”″]/g, '"').replace(/[–—]/g, "-").replace(/…/g, "..."),
  );

/** What stands in a post as WordPress sends it, to somebody who is not logged in. */
export async function content(url) {
  const html = await (await fetch(url)).text();
  return /<div class="[^"]*\bentry-content\b[^>]*>([\s\S]*?)<\/div>\s*<div class="wp-block-group/
    .exec(html)[1]
    .trim();
}

const live = (frame) => frame.locator(".cfb-live").count();

/** Has whoever waits in the page learn when a box on it has told that it is ready or that it failed, in a frame too. */
const listen = (page) =>
  page.addInitScript(() => {
    const SAID = "a box has told";
    for (const type of ["live", "error"])
      addEventListener(`contract-fact-box:${type}`, () => top.postMessage(SAID, "*"));
    if (self !== top) return;
    const told = new Promise((done) =>
      addEventListener("message", ({ data }) => data === SAID && done()),
    );
    Object.defineProperty(globalThis, Symbol.for("told"), { value: told });
  });

/** Waits until the box on the page is there, or what it says; pages where nothing can come are done at once. */
async function settle(page) {
  const comes = await page.evaluate(() => {
    const places = document.querySelectorAll("contract-fact-box, [data-contract-fact-box]").length;
    const scripts = document.querySelectorAll('script[src*="/embed.js"]').length;
    return document.querySelectorAll(".entry-content iframe").length + (scripts ? places : 0);
  });
  if (comes) await page.evaluate(() => globalThis[Symbol.for("told")]);
}

/**
 * What there is in a post for a reader, in one word: the box `live`; the facts, `static`, each sentence once; a `link` to
 * the story's page; `nothing` of these. Whatever else is there is told in a sentence.
 *
 * `story` is its page's address and, as `facts`, its plain text.
 */
export async function read(browser, url, story, { script }) {
  const { page, seen, close } = await open(browser, url, {
    javaScriptEnabled: script,
    prepare: listen,
  });
  try {
    if (script) await settle(page);
    const content = page.locator(".entry-content").first();
    const words = plain(await content.innerText());
    const problems = [
      ...seen.errors,
      ...seen.console.filter((line) => /^(error|warning)/.test(line)),
    ];
    const boxes = (await Promise.all(page.frames().map(live))).reduce((sum, count) => sum + count);
    if (boxes > 1) return `${boxes} boxes`;
    if (boxes === 1) return problems.length ? `a box, and on the console: ${problems}` : "live";
    // A box that stands there without script is not the page's own text; beside it there must be none.
    if (await content.locator("section.cfb").first().isVisible())
      return (await content
        .locator("h2", { hasText: story.title })
        .locator("visible=true")
        .count()) === 1
        ? "static"
        : "a box, and its facts beside it";
    if (words === story.facts) return "static";
    const link = content.locator(`a[href="${story.page}"]`).first();
    const isLink =
      (await link.count()) && (await link.isVisible()) && words === plain(await link.innerText());
    if (isLink) return "link";
    return words.length < 120 ? "nothing" : `other words: ${words.slice(0, 400)}`;
  } finally {
    await close();
  }
}
