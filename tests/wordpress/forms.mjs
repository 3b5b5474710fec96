// Each way to bring a box into a post, as an editor is given it: markup from the tool itself, links and shortcodes.
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

import { LEICESTERSHIRE as ID } from "../browser/box.mjs";
import { EXAMPLE, ROOT } from "../browser/servers.mjs";
import { buildForAddress, callTool } from "../tool.mjs";

/** What the tool makes of a story for a folder at this address. */
export const prerendered = (address, story, ...args) =>
  callTool("prerender", "--base", `${address}/`, ...args, story);

const TYPES = { ".html": "text/html; charset=utf-8", ".json": "application/json" };

/** The texts of a folder that is built for an address, by their paths, in which that address stands. */
async function addressedTexts(folder) {
  const paths = (await readdir(folder, { recursive: true })).filter(
    (path) => extname(path) in TYPES,
  );
  const texts = await Promise.all(
    paths.map(async (path) => [`/${path}`, await readFile(join(folder, path), "utf8")]),
  );
  return texts.filter(([, text]) => text.includes(new URL(EXAMPLE).origin));
}

/** A text of a folder that is built for EXAMPLE as it is in one that is built for `dist`. */
export const forAddress = (dist, text) =>
  text.replaceAll(EXAMPLE, `${dist}/`).replaceAll(new URL(EXAMPLE).origin, dist);

/** A folder that is built for an address, made if it has to be, and what makes servers answer as if that were theirs. */
export async function builtForAddress() {
  const folder = await buildForAddress();
  const texts = await addressedTexts(folder);
  const serve = ({ dist, faults }) => {
    for (const [path, text] of texts) {
      faults.set(path, (response, headers) =>
        response
          .writeHead(200, { ...headers, "content-type": TYPES[extname(path)] })
          .end(forAddress(dist, text)),
      );
    }
  };
  return { folder, serve };
}

/** The names of the ways. */
export const NAMES = [
  "script and div",
  "script",
  "element",
  "div",
  "snippet",
  "snippet --css link",
  "frame",
  "pasted link",
  "shortcode",
];

/** The ways by name: a block of the editor each, in the words of its store. */
export async function ways(dist) {
  const story = join(ROOT, `www/stories/${ID}.json`);
  const markup = (...args) => prerendered(dist, story, ...args);
  const html = (content) => ["core/html", { content }];
  const page = `${dist}/stories/${ID}.html`;
  const link = `<a href="${page}">Contract fact box</a>`;
  const loader = `<script async src="${dist}/embed.js"></script>`;
  return {
    "script and div": html(
      `<div data-contract-fact-box="${ID}">\n  ${link}\n</div>\n<script async src="${dist}/embed.js" data-story="${ID}"></script>`,
    ),
    script: html(`<script async src="${dist}/embed.js" data-story="${ID}"></script>`),
    element: html(`<contract-fact-box story="${ID}">${link}</contract-fact-box>\n${loader}`),
    div: html(await markup("--as", "div")),
    snippet: html(await markup("--as", "snippet")),
    "snippet --css link": html(await markup("--as", "snippet", "--css", "link")),
    frame: html(await markup("--as", "frame")),
    "pasted link": ["core/embed", { url: page }],
    shortcode: ["core/shortcode", { text: `[contract-fact-box story="${ID}"]` }],
  };
}
