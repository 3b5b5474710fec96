// What esbuild makes of the boxes here: scripts for pages, and modules that render them on this side.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { ROOT } from "../browser/servers.mjs";

const BOXES = fileURLToPath(new URL("boxes/", import.meta.url));
const OUTPUT = join(ROOT, "tests/output/bench");

const OPTIONS = {
  bundle: true,
  minify: true,
  write: false,
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".css": "text" },
  logLevel: "warning",
};

/** esbuild, which is there only once the packages are installed. */
const load = () => import("esbuild");

/** A box's script for pages: classic, minified, for browsers as new as those that run ours. */
export async function bundleScript(name) {
  const { build } = await load();
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: [join(BOXES, name)],
    format: "iife",
    target: "es2022",
    platform: "browser",
  });
  return Buffer.from(outputFiles[0].contents);
}

/** A style sheet, minified. */
export async function minifyStyle(name) {
  const { build } = await load();
  const { outputFiles } = await build({
    ...OPTIONS,
    loader: {},
    entryPoints: [join(BOXES, name)],
  });
  return outputFiles[0].text.trim();
}

/** What a module of the boxes exports, for this side: production code, as for pages. */
export async function importBundled(name) {
  const { build } = await load();
  await mkdir(OUTPUT, { recursive: true });
  const outfile = join(OUTPUT, name);
  await build({
    ...OPTIONS,
    write: true,
    entryPoints: [join(BOXES, name)],
    outfile,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    // React's renderer asks for modules of Node's the old way.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return import(pathToFileURL(outfile).href);
}
