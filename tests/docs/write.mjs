// Writes the demo and documentation pages for the tests, before all of them: Playwright's global
// setup.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { DIST, PAGES, ROOT } from "../browser/servers.mjs";
import { callTool, makeOnce } from "../tool.mjs";

const WWW = join(ROOT, "www");

/** What the pages are made of besides the tool and the bundle. */
async function readSources() {
  const names = (await readdir(WWW, { recursive: true })).sort();
  const sources = names.filter((name) => /\.(md|html|js|css|json)$/.test(name));
  return (await Promise.all(sources.map((name) => readFile(join(WWW, name), "utf8")))).join("\n");
}

export default async function writePages() {
  await makeOnce(
    PAGES,
    () => callTool("pages", "--dist", DIST, "--out", PAGES),
    await readSources(),
  );
}
