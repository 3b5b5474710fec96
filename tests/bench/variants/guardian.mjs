// The Guardian's atoms with React 17: hydrated, as on its own pages, or rendered by a script. They cannot compare anybody.
import { bundleScript, importBundled } from "../bundle.mjs";
import { STORY } from "../content.mjs";
import { escape, renderData, renderFacts, renderStatements } from "../html.mjs";

/** @type {import("./index.mjs").Hands} */
const HANDS = {
  findBoxes: () => [...document.querySelectorAll("[data-fact-box]")],
  isReadable: (box) => Boolean(box.querySelector(".facts dd")?.checkVisibility()),
  isLive: (box) => box.dataset.live === "",
  findQuestion: (box, at) =>
    box.querySelectorAll('details[data-snippet-type="qanda"] > summary')[at],
  isChosen: (box, at) => box.querySelectorAll('details[data-snippet-type="qanda"]')[at]?.open,
};

/** The key facts as an explainer, which stands open; a question and answer for each question; the rest as guides. */
function toAtoms({ title, facts, questions, people, sections }) {
  return [
    { type: "explainer", id: "facts", title, html: renderFacts(facts) },
    ...questions.map((question, at) => ({
      type: "qanda",
      id: `question-${at}`,
      title: question.question,
      html: renderStatements(question, people),
    })),
    ...sections.map(({ title, lines }, at) => ({
      type: "guide",
      id: `section-${at}`,
      title,
      html: renderFacts(lines),
    })),
  ];
}

export async function makeGuardianHydrated(content, bundle) {
  const { renderAtoms } = await importBundled("guardian-server.mjs");
  const atoms = toAtoms(content);
  const html = `<p>${escape(content.kicker)}</p><div data-fact-box="${STORY}">${renderAtoms(atoms)}</div>${renderData(atoms)}`;
  return {
    name: "guardian-hydrated",
    title: "Guardian atoms, hydrated",
    head: "",
    box: () => html,
    tail: `<script async src="${bundle}/guardian-hydrate.js"></script>`,
    files: [{ path: "guardian-hydrate.js", body: await bundleScript("guardian-hydrate.mjs") }],
    hands: HANDS,
  };
}

export async function makeGuardianClient(content, bundle) {
  return {
    name: "guardian",
    title: "Guardian atoms, script tag",
    head: "",
    box: () => `<p>${escape(content.kicker)}</p><div data-fact-box="${STORY}"></div>`,
    tail: `<script async src="${bundle}/guardian-mount.js"></script>`,
    files: [
      { path: "guardian-mount.js", body: await bundleScript("guardian-mount.mjs") },
      { path: `${STORY}.json`, body: JSON.stringify(toAtoms(content)) },
    ],
    hands: HANDS,
  };
}
