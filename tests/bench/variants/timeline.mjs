// TimelineJS with the events of the story that have a date. Its other facts are on the title slide; a question is an event here,
// and nobody can be compared.
import { readFileSync } from "node:fs";

import { STORY, datedEvents } from "../content.mjs";
import { renderData, renderEvidence, renderFacts } from "../html.mjs";

/** What its own embed loads; it has the fonts of the page, since its own come from another company. */
const FILES = ["js/timeline.js", "css/timeline.css", "css/icons/tl-icons.ttf"];
const FOLDER = new URL("../node_modules/@knight-lab/timelinejs/dist/", import.meta.url);
const OPTIONS = { font: null, language: "en", hash_bookmark: false };

/** @type {import("./index.mjs").Hands} */
const HANDS = {
  findBoxes: () => [...document.querySelectorAll("[data-fact-box]")],
  isReadable: (box) => Boolean(box.querySelector(".facts dd")?.checkVisibility()),
  isLive: (box) => box.dataset.live === "",
  // Each event is one slide further.
  findQuestion: (box) => box.querySelector(".tl-slidenav-next"),
  isChosen: (box, at) => {
    const marker = box.querySelectorAll(".tl-timemarker")[at];
    return Boolean(marker?.classList.contains("tl-timemarker-active"));
  },
};

const START = `
for (const place of document.querySelectorAll("[data-fact-box]")) {
  const { data, options } = JSON.parse(place.nextElementSibling.textContent);
  const timeline = new TL.Timeline(place, data, options);
  timeline.on("loaded", () => (place.dataset.live = ""));
}`;

export async function makeTimeline(content, bundle) {
  const data = {
    title: { text: { headline: content.title, text: renderFacts(content.facts) } },
    events: datedEvents(content).map((event) => ({
      start_date: { year: event.year, display_date: event.label },
      text: { headline: event.text, text: renderEvidence(event) },
    })),
  };
  // The height that its own embed code has.
  const html = (at) =>
    `<div id="timeline-${at}" data-fact-box="${STORY}" style="width: 100%; height: 650px"></div>${renderData({ data, options: OPTIONS })}`;
  return {
    name: "timeline",
    title: "TimelineJS",
    head: `<link rel="stylesheet" href="${bundle}/css/timeline.css">`,
    box: html,
    tail: `<script src="${bundle}/js/timeline.js"></script><script>${START}</script>`,
    files: FILES.map((path) => ({ path, body: readFileSync(new URL(path, FOLDER)) })),
    hands: HANDS,
  };
}
