// Datawrapper's runtime, in a frame as its own embed code has it. Its visualizations are on its servers alone, so that the table in
// it is one written here; nobody can be compared in it.
import { readFileSync } from "node:fs";

import { bundleScript, minifyStyle } from "../bundle.mjs";
import { STORY } from "../content.mjs";
import { escape, renderFacts } from "../html.mjs";

const FOLDER = new URL("../node_modules/@datawrapper/chart-core/dist/", import.meta.url);
const RUNTIME = ["dw-2.0.min.js", "main.js", "embed.js"];

/** @type {import("./index.mjs").Hands} */
const HANDS = {
  findBoxes: () => [...document.querySelectorAll("#__svelte-dw")],
  // What is in its description loses its lists and classes.
  isReadable: (box) => Boolean(box.querySelector("details")?.checkVisibility()),
  isLive: () => document.documentElement.dataset.live === "",
  findQuestion: (box, at) => box.querySelectorAll(".tabs button")[at + 1],
  isChosen: (box, at) => {
    const tab = box.querySelectorAll(".tabs button")[at + 1];
    return tab?.getAttribute("aria-pressed") === "true";
  },
};

const quote = (text) => `"${text.replaceAll('"', '""')}"`;

/** The statements as the CSV that Datawrapper takes. */
function toCsv({ questions, people }) {
  const rows = questions.flatMap(({ label, statements }) =>
    statements.map(({ person, stance, text, by, note, evidence }) => [
      label,
      people[person]?.name ?? "",
      stance,
      text,
      [by, ...evidence.map(({ cite, passage }) => `${cite}: ${passage}`), note]
        .filter(Boolean)
        .join(" "),
    ]),
  );
  const header = ["Question", "Who", "Stance", "Words", "Source"];
  return [header, ...rows].map((cells) => cells.map(quote).join(",")).join("\n");
}

/** What its server writes into the page of a chart. */
const toProps = (content) => ({
  chart: {
    id: "bench",
    type: "statements",
    title: content.title,
    theme: "bench",
    language: "en-GB",
    metadata: {
      data: { "upload-method": "copy" },
      describe: { intro: renderFacts(content.facts), "source-name": "The Leicester Gazette" },
      visualize: {},
      publish: { blocks: {} },
      annotate: {},
    },
  },
  visualization: { id: "statements", libraries: [] },
  theme: { id: "bench", data: { colors: { background: "#ffffff" }, typography: {} }, fonts: {} },
  themeDataDark: { colors: {} },
  themeDataLight: { colors: {} },
  locales: {},
  translations: {},
  blocks: [],
  assets: { "dataset.csv": { value: toCsv(content) } },
  isIframe: true,
  isPreview: false,
});

export async function makeDatawrapper(content, bundle) {
  const props = JSON.stringify(toProps(content)).replaceAll("<", "\\u003c");
  const frame = `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${escape(content.title)}</title>
<style>${await minifyStyle("box.css")}</style></head>
<body class="fact-box"><div class="dw-chart" id="__svelte-dw"></div>
<script>window.__DW_SVELTE_PROPS__ = ${props};</script>
<script src="dw-2.0.min.js"></script><script src="table.js"></script><script src="main.js"></script>
</body></html>`;
  return {
    name: "datawrapper",
    title: "Datawrapper’s runtime, table by hand",
    isFramed: true,
    head: "",
    box: () =>
      `<iframe src="${bundle}/frame.html" title="${escape(content.title)}" id="datawrapper-${STORY}" width="100%" height="1600" style="border: 0" loading="lazy"></iframe>`,
    tail: `<script src="${bundle}/embed.js"></script>`,
    files: [
      { path: "frame.html", body: frame },
      { path: "table.js", body: await bundleScript("datawrapper-table.mjs") },
      ...RUNTIME.map((path) => ({ path, body: readFileSync(new URL(path, FOLDER)) })),
    ],
    hands: HANDS,
  };
}
