// Each way to bring a box into a post, as an editor is given it: markup from the tool itself, links and shortcodes.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { LEICESTERSHIRE as ID } from "../browser/stage.mjs";
import { addressed, built, start as serve } from "../browser/servers.mjs";
import { OUTPUT } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const tool = async (...args) => (await promisify(execFile)("cargo", ["run", "--quiet", "--", ...args], { cwd: ROOT, maxBuffer: 1e8 })).stdout;
export const prerendered = (dist, story, ...args) => tool("prerender", "--base", `${dist}/`, ...args, story);

/** The built folder on an origin of its own, as it is when the build has been told that origin; for the tests `name`. */
export async function folder(name) {
  const out = join(OUTPUT, `${name}-folder`);
  await mkdir(OUTPUT, { recursive: true });
  const servers = await serve({ csp: null, stories: out });
  await tool("build", "--base", `${servers.dist}/`, "--out", out);
  // A folder that was built without its address has snippets that only the demo pages can use.
  for (const id of [ID, "met-police-palantir"]) {
    const snippet = addressed(await built(`stories/${id}.snippet.html`), servers.dist);
    servers.faults.set(`/stories/${id}.snippet.html`, (response, headers) => response.writeHead(200, { ...headers, "content-type": "text/html" }).end(snippet));
  }
  return servers;
}

/** The ways by name: a block of the editor each, in the words of its store. */
export async function ways(dist) {
  const story = join(ROOT, `www/stories/${ID}.json`);
  const markup = (...args) => prerendered(dist, story, ...args);
  const html = (content) => ["core/html", { content }];
  const page = `${dist}/stories/${ID}.html`;
  const link = `<a href="${page}">Contract fact box</a>`;
  const loader = `<script async src="${dist}/embed.js"></script>`;
  return {
    "script and div": html(`<div data-contract-fact-box="${ID}">\n  ${link}\n</div>\n<script async src="${dist}/embed.js" data-story="${ID}"></script>`),
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
