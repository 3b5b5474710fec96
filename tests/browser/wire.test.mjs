// What a reader pays, as it is sent: the bodies that the bundle's server sends for the larger of the founding stories, with Brotli.
// sizes.mjs has the same by part.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { startServers } from "../bench/serve.mjs";
import { callTool } from "../tool.mjs";
import { narrowed, ownIssues, tab } from "./hands.mjs";
import { DIST, ROOT } from "./servers.mjs";
import { LEICESTERSHIRE, boxes, open, test as base, view } from "./test.mjs";

const KB = 1024;
const STORY = join(ROOT, `www/stories/${LEICESTERSHIRE}.json`);
/** The markup that an editor pastes, as the tool prints it. */
const markup = (bundle, as) => callTool("prerender", "--as", as, "--base", `${bundle}/`, STORY);

const test = base.extend({
  /** Opens an article with markup of this kind, under a policy; what the bundle's server has sent. */
  read: async ({ browser }, use) => {
    const servers = await startServers();
    const closing = [];
    for (const path of await readdir(DIST, { recursive: true }))
      if (/\.[a-z]+$/.test(path) && !/\.(br|gz)$/.test(path))
        servers.bundle.add(path, await readFile(join(DIST, path)));
    await use(async (as, { withWasm = true, without = [] } = {}) => {
      const { url } = servers.bundle;
      for (const path of without) servers.held.add(`bundle/${path}`);
      const scripts = `script-src ${url}${withWasm ? " 'wasm-unsafe-eval'" : ""}`;
      servers.page.add(
        "article.html",
        `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${scripts}"><title>An article</title><h1>An article</h1>${await markup(url, as)}`,
      );
      const opened = await open(browser, `${servers.page.url}/article.html`, { untouched: true });
      closing.push(opened.close);
      await boxes(opened.page).locator("#title").waitFor();
      const sent = () =>
        servers.log.sent
          .filter(({ path }) => path.startsWith("bundle/"))
          .map(({ path, bytes }) => ({ path: path.slice(7), bytes }));
      return { page: opened.page, sent };
    });
    for (const close of closing) await close();
    servers.close();
  },
});

/** Holds the bytes of some files against a budget. */
function assertWithin(budget, sent) {
  const bytes = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  const list = sent.map(({ path, bytes }) => `${path} ${bytes}`).join(", ");
  assert.ok(sent.length > 0 && bytes <= budget, `${bytes} bytes of ${budget}: ${list}`);
}

const isOfStory = ({ path }) => path.startsWith("stories/");

test("a snippet that nobody turns to asks for at most 3 KB", async ({ read }) => {
  const { page, sent } = await read("snippet");
  await page.waitForLoadState("networkidle");
  assertWithin(3 * KB, sent());
});

test("a script tag needs at most 16 KB until its first question works without the WebAssembly", async ({
  read,
}) => {
  // What makes a box live, and what is in rows that nobody has opened, does not come.
  const without = (await readdir(DIST)).filter((name) => /^box\.\w+\.js$/.test(name));
  without.push(`stories/${LEICESTERSHIRE}.rows.html`);
  const { page, sent } = await read("script", { withWasm: false, without });
  const story = await view(LEICESTERSHIRE);
  const [issue] = ownIssues(story);
  await boxes(page).locator(".cfb-tab", { hasText: issue.label }).click();
  assert.ok(await tab(boxes(page), issue).isChecked());
  await narrowed(boxes(page), story, issue);
  assertWithin(16 * KB, sent());
});

test("all that boxes share is at most 80 KB until one is live", async ({ read }) => {
  const { page, sent } = await read("script");
  await boxes(page).hover();
  await page.locator(".cfb-live").waitFor();
  assertWithin(
    80 * KB,
    sent().filter((file) => !isOfStory(file)),
  );
});
