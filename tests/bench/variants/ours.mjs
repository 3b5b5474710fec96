// The fact box, as the built folder has it, by three of the ways to embed it. The markup is what the tool prints for editors.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { DIST, ROOT } from "../../browser/servers.mjs";
import { callTool } from "../../tool.mjs";
import { STORY } from "../content.mjs";

const SOURCE = join(ROOT, "www/stories", `${STORY}.json`);

/** What is never sent as it is: it is compressed by the benchmark's own server, as everything else is. */
const COMPRESSED = /\.(br|gz)$/;

const readBundle = () =>
  readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !COMPRESSED.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      return { path: file.slice(DIST.length + 1), body: readFileSync(file) };
    });

const HANDS = {
  findBoxes: () => [...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")],
  // Either the box, or the story as plain HTML, which stands until there is a style for the box.
  isReadable: (box) => {
    const inRoot = box.shadowRoot?.querySelector(".cfb-value");
    const inPage = box.querySelector(":scope > div dl dd");
    return [inRoot, inPage].some((fact) => fact?.checkVisibility({ visibilityProperty: true }));
  },
  isLive: (box) => Boolean(box.shadowRoot?.querySelector(".cfb-live")),
  // A story as plain HTML has no tabs; a box that is not live has.
  findQuestion: (box, at) =>
    [...(box.shadowRoot?.querySelectorAll(".cfb-tab") ?? [])].filter((tab) =>
      tab.checkVisibility({ visibilityProperty: true }),
    )[at + 1],
  isChosen: (box, at) => {
    const words = [...box.shadowRoot.querySelectorAll(".cfb-who-col .cfb-card > .cfb-say")];
    const seen = words.filter((each) => each.checkVisibility());
    return seen.length > 0 && seen.every((each) => each.classList.contains(`cfb-q${at}`));
  },
  findOpener: (box) => box.shadowRoot.querySelector(".cfb-cmp:not([open]) > summary"),
  findPick: (box, at) => box.shadowRoot.querySelectorAll(".cfb-pick label")[at],
  isCompared: (box) => {
    const table = box.shadowRoot.querySelector(".cfb-cmp table");
    return Boolean(table?.checkVisibility());
  },
};

async function make(form, bundle, variant) {
  const markup = await callTool("prerender", SOURCE, "--as", form, "--base", `${bundle}/`);
  return { head: "", files: readBundle(), hands: HANDS, box: () => markup, ...variant };
}

export const makeSnippet = (_, bundle) =>
  make("snippet", bundle, { name: "snippet", title: "**ours**, snippet" });

export const makeScript = (_, bundle) =>
  make("script", bundle, { name: "script", title: "**ours**, script tag" });

export const makeFrame = (_, bundle) =>
  make("frame", bundle, {
    name: "frame",
    title: "**ours**, frame",
    isFramed: true,
    // Once on a site: it gives frames the height of their boxes.
    tail: `<script async src="${bundle}/embed.js"></script>`,
  });
