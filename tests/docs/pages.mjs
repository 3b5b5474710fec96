// The tables of the documentation that are made of something else: of what the tests know of
// content systems, and of the box's own stylesheet. With BLESS=1 they are written into the pages.
import { readFile, readdir, writeFile } from "node:fs/promises";

import { hosts, table, wordpress } from "./where.mjs";

const WWW = new URL("../../www/", import.meta.url);

const MEANS = {
  "--cfb-bg": "background",
  "--cfb-sunk": "background of evidence",
  "--cfb-ink": "text",
  "--cfb-ink-soft": "secondary text",
  "--cfb-line": "thin rules",
  "--cfb-accent": "links and what opens",
  "--cfb-mark": "the passage of a source",
  "--cfb-font": "font",
  "--cfb-font-size": "font size",
  "--cfb-pad": "padding at the sides",
  "--cfb-space": "unit of space",
  "--cfb-sticky-top": "height of a bar of the page’s own that stays at the top",
};

/** The custom properties that the box's styles ask for, with their defaults. */
async function properties() {
  const files = ["fact_box.css", "compare.css"].map((name) =>
    readFile(new URL(`../src/components/${name}`, WWW), "utf8"),
  );
  const css = (await Promise.all(files)).join("\n");
  const defaults = {};
  // The last of several counts: that is the one for both schemes.
  for (const [, name, value] of css.matchAll(/var\((--cfb-[a-z-]+), (.+?)\);/g))
    defaults[name] = /^light-dark\((.+), (.+)\)$/.exec(value)?.slice(1) ?? [value];
  const rows = Object.entries(defaults).map(([name, values]) => {
    if (!MEANS[name])
      throw new Error(`${name} is not described; say in tests/docs/pages.mjs what it is for`);
    return { cells: [`<code>${name}</code>`, ...values], note: MEANS[name] };
  });
  return table("Defaults", ["Property", "Light", "Dark"], [{ rows }]);
}

const GENERATED = /(<!-- generated: (\w+)(?: ([^>]+?))? -->)[\s\S]*?(<!-- \/generated -->)/g;

/** A page with its generated tables: `properties`, `wordpress WAY, WAY` or `hosts`. */
export async function withTables(markdown) {
  const make = {
    properties,
    hosts,
    wordpress: (ways) => wordpress(ways?.split(", ")),
  };
  const tables = await Promise.all(
    [...markdown.matchAll(GENERATED)].map(([, , kind, given]) => make[kind](given)),
  );
  return markdown.replace(
    GENERATED,
    (_, open, kind, given, close) => `${open}\n${tables.shift()}\n${close}`,
  );
}

const isPage = (name) => name.endsWith(".md");
const listPages = async (folder) =>
  (await readdir(new URL(`${folder}/`, WWW))).filter(isPage).map((name) => `${folder}/${name}`);

/** The pages of the documentation, by their paths in the site, with their Markdown. */
export async function readPages() {
  const names = [...(await listPages("docs")), ...(await listPages("embed"))].sort();
  return Promise.all(
    names.map(async (name) => ({
      path: `/${name.replace(/\.md$/, ".html")}`,
      file: new URL(name, WWW),
      markdown: await readFile(new URL(name, WWW), "utf8"),
    })),
  );
}

/** Writes the generated tables into the pages. */
export async function blessTables() {
  for (const { file, markdown } of await readPages())
    await writeFile(file, await withTables(markdown));
}
