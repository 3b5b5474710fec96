// Plain HTML with nothing but `details`: the limit of what any variant can reach. Nobody can be compared in it.
import { minifyStyle } from "../bundle.mjs";
import { STORY } from "../content.mjs";
import { escape, renderFacts, renderStatements } from "../html.mjs";

/** @type {import("./index.mjs").Hands} */
const HANDS = {
  findBoxes: () => [...document.querySelectorAll("[data-fact-box]")],
  isReadable: (box) => Boolean(box.querySelector(".facts dd")?.checkVisibility()),
  isLive: () => true,
  findQuestion: (box, at) => box.querySelectorAll(".question > summary")[at],
  isChosen: (box, at) => box.querySelectorAll(".question")[at]?.open,
};

export async function makeDetails({ title, kicker, facts, questions, people, sections }) {
  const rows = [
    ...questions.map(
      (question) =>
        `<details class="question"><summary>${escape(question.question)}</summary>${renderStatements(question, people)}</details>`,
    ),
    ...sections.map(
      ({ title, lines }) =>
        `<details><summary>${escape(title)}</summary>${renderFacts(lines)}</details>`,
    ),
  ];
  const html = `<section class="fact-box" data-fact-box="${STORY}"><p><small>${escape(kicker)}</small></p><h2>${escape(title)}</h2>${renderFacts(facts)}${rows.join("")}</section>`;
  return {
    name: "details",
    title: "plain `details`",
    head: `<style>${await minifyStyle("box.css")}</style>`,
    box: () => html,
    files: [],
    hands: HANDS,
  };
}
