// The parts of the pages in www/embed that are made of something else: the navigation, the code of what stands live on a
// page, the scripts that a page runs, what the tests know of content systems.
import { readFile, readdir, writeFile } from "node:fs/promises";

import { code } from "../browser/servers.mjs";
import { hosts, table, wordpress } from "./where.mjs";

export const FOLDER = new URL("../../www/embed/", import.meta.url);
export const PAGES = (await readdir(FOLDER)).filter((name) => name.endsWith(".html")).sort();

const NAVIGATION = {
  "Ways to embed": {
    "./": "Which one do I take?",
    "snippet.html": "Prerendered snippet",
    "div.html": "Marked div",
    "script.html": "Script tag",
    "element.html": "Element",
    "frame.html": "Frame",
    "oembed.html": "Pasted link",
    "javascript.html": "JavaScript",
  },
  "Content systems": {
    "wordpress.html": "WordPress",
    "ghost.html": "Ghost",
    "where.html": "What survives where",
  },
  "On the page": {
    "events.html": "Events",
    "theming.html": "Theming",
    "security.html": "Security and privacy",
  },
};

function navigation(name) {
  const item = ([href, text]) =>
    `<li><a href="${href}"${href === name || (href === "./" && name === "index.html") ? ' aria-current="page"' : ""}>${text}</a></li>`;
  const group = ([title, pages]) =>
    `<li>${title}\n<ul>\n${Object.entries(pages).map(item).join("\n")}\n</ul>\n</li>`;
  return `<nav aria-label="How to embed">\n<ul>\n${Object.entries(NAVIGATION).map(group).join("\n")}\n</ul>\n</nav>`;
}

const MEANS = {
  "--cfb-bg": "background",
  "--cfb-sunk": "background of evidence",
  "--cfb-ink": "text",
  "--cfb-ink-soft": "secondary text",
  "--cfb-line": "thin rules",
  "--cfb-accent": "links and what opens",
  "--cfb-mark": "the passage of a source",
  "--cfb-font": "font",
  "--cfb-font-size": "its size",
  "--cfb-pad": "padding at the sides",
  "--cfb-space": "the unit of space",
};

/** The custom properties that the box's stylesheet asks for, with what they are if a page sets none. */
async function properties() {
  const css = await readFile(new URL("../../src/components/fact_box.css", import.meta.url), "utf8");
  const defaults = {};
  // Those of both schemes stand last, and count.
  for (const [, name, value] of css.matchAll(/var\((--cfb-[a-z-]+), (.+?)\);/g))
    defaults[name] = /^light-dark\((.+), (.+)\)$/.exec(value)?.slice(1) ?? [value];
  const rows = Object.entries(defaults).map(([name, values]) => {
    if (!MEANS[name])
      throw new Error(`${name} is not described; say in tests/docs/pages.mjs what it is for`);
    return { cells: [`<code>${name}</code>`, ...values], note: MEANS[name] };
  });
  return table("What they are if you set none", ["Property", "Light", "Dark"], [{ rows }]);
}

const LIVE = /<!-- live -->\n([\s\S]*?)\n<!-- \/live -->/g;
const MADE = /(<!-- generated: (\w+)(?: ([^>]+?))? -->)[\s\S]*?(<!-- \/generated -->)/g;

/** The code of what stands live before a place in a page; what is filled in when it is served has its code filled in. */
function before(html, place) {
  const { 1: live } = [...html.slice(0, place).matchAll(LIVE)].at(-1);
  return code(live).replace(/&lt;(!-- fact-box)(: [a-z0-9.-]+ --)&gt;/g, "<$1-code$2>");
}

const file = (name) => readFile(new URL(name, FOLDER), "utf8");

/** A page with its generated parts as they should be: `nav`, `code`, `file NAME`, `properties`, `wordpress WAY, WAY`, `hosts`. */
export async function generated(name, html) {
  const make = {
    nav: () => `\n${navigation(name)}\n`,
    code: (_, place) => before(html, place),
    file: async (name) => code((await file(name)).trimEnd()),
    properties: async () => `\n${await properties()}\n`,
    hosts: () => `\n${hosts()}\n`,
    wordpress: (ways) => `\n${wordpress(ways?.split(", "))}\n`,
  };
  const made = await Promise.all(
    [...html.matchAll(MADE)].map(({ 2: kind, 3: given, index }) => make[kind](given, index)),
  );
  return html.replace(MADE, (_, open, kind, given, close) => open + made.shift() + close);
}

/** Every page by its name, as it is; with `bless`, what is generated in it is written anew first. */
export async function pages({ bless = false } = {}) {
  return Promise.all(
    PAGES.map(async (name) => {
      if (bless) await writeFile(new URL(name, FOLDER), await generated(name, await file(name)));
      return { name, html: await file(name) };
    }),
  );
}
