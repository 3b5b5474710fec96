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

const makeWith = (isOpen, name, title, hands) => async (content) => ({
  name,
  title,
  head: `<style>${await minifyStyle("box.css")}</style>`,
  box: () => renderBox(content, isOpen),
  files: [],
  hands,
});

function renderBox({ title, kicker, facts, questions, people, sections }, isOpen) {
  const rows = [
    ...questions.map(
      (question) =>
        `<details class="question"${isOpen ? " open" : ""}><summary>${escape(question.question)}</summary>${renderStatements(question, people)}</details>`,
    ),
    ...sections.map(
      ({ title, lines }) =>
        `<details><summary>${escape(title)}</summary>${renderFacts(lines)}</details>`,
    ),
  ];
  return `<section class="fact-box" data-fact-box="${STORY}"><p><small>${escape(kicker)}</small></p><h2>${escape(title)}</h2>${renderFacts(facts)}${rows.join("")}</section>`;
}

export const makeDetails = makeWith(false, "details", "plain `details`", HANDS);

/** The same with all that people said open, as the box has it: an act closes a question. */
export const makeOpenDetails = makeWith(true, "details-open", "plain `details`, words open", {
  ...HANDS,
  isChosen: (box, at) => box.querySelectorAll(".question")[at]?.open === false,
});
