// What the tests of pages stand on: `test`, with two servers for each worker, and pages that the tests write themselves.
//
//   import { LEICESTERSHIRE, loader, settled, test } from "./test.mjs";
//   test.use({ serverOptions: { csp: null } });                 // for the whole file, if it is not the strict policy
//   test("a box stands there", async ({ visit, write }) => {    // only what a test names is made; nothing is left for the next
//     const { page } = await visit(write(`<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`));
//     assert.equal((await settled(page))[0].type, "live");     // assertions are those of node:assert/strict
//
// Markup names the folder by "/dist/…", which becomes its whole address when the page is served. A file is loaded again in
// each worker, before there are servers: what stands outside of tests may read files, but not ask for `dist`.
import { test as base } from "@playwright/test";

import { open } from "./chromium.mjs";
import { start } from "./servers.mjs";
import { allBuilt } from "./stories.mjs";

export * from "./box.mjs";
export * from "./chromium.mjs";

/** What an editor pastes: the script that makes boxes of what is marked, and the one that is a box of its own. */
export const loader = '<script async src="/dist/embed.js"></script>';
export const tag = (id, settings = "") =>
  `<script async src="/dist/embed.js" data-story="${id}"${settings}></script>`;

/** A page of a newsroom. */
const article = (body, head) => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An article</title>
${head}
</head>
<body><main><h1>An article</h1>${body}</main></body>
</html>`;

export const test = base.extend({
  /** How the servers answer: what `start` takes. */
  serverOptions: [{}, { option: true }],

  /** Both servers, once for a worker. */
  servers: [
    async ({}, use) => {
      const servers = await start();
      let count = 0;
      await use({ ...servers, next: () => ++count });
      servers.close();
    },
    { scope: "worker" },
  ],

  /** The folder that is built of all stories, and their snippets; its stories are served by `{ stories: allStories.dist }`. */
  allStories: [({}, use) => allBuilt().then(use), { scope: "worker", timeout: 300_000 }],

  /** The servers as the test has them, with nothing left of the test before; `write` puts an article on the newsroom's. */
  newsroom: async ({ servers, serverOptions }, use) => {
    const { url, dist, asked, faults, pages, policies, site, reset, next } = servers;
    reset(serverOptions);
    /** The address of an article with this in it; `csp` is its policy if not that of all. */
    const write = (body, head = "", csp) => {
      const path = `/article-${next()}.html`;
      policies[path] = csp;
      pages[path] = article(body, head);
      return url + path;
    };
    await use({ url, dist, asked, faults, pages, site, write });
  },
  url: ({ newsroom }, use) => use(newsroom.url),
  dist: ({ newsroom }, use) => use(newsroom.dist),
  faults: ({ newsroom }, use) => use(newsroom.faults),
  pages: ({ newsroom }, use) => use(newsroom.pages),
  site: ({ newsroom }, use) => use(newsroom.site),
  write: ({ newsroom }, use) => use(newsroom.write),

  /** Opens an address, whole or a path, for as long as the test runs; `options` are those of `open`. */
  visit: async ({ browser, dist, url: host }, use) => {
    const opened = [];
    await use(async (url, options) => {
      const page = await open(
        browser,
        new URL(url.replace(/^\/dist(?=\/)/, dist), host).href,
        options,
      );
      opened.push(page);
      return page;
    });
    await Promise.all(opened.map(({ close }) => close()));
  },

  /** The newsroom and `visit` in one, for functions that need more than one of them. */
  stage: ({ newsroom, visit }, use) => use({ ...newsroom, visit }),
});
