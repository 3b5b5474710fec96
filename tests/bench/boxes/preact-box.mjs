// A box written by hand with Preact, as a newsroom's own developer would: what is opened is native, the rest is state.
import { h } from "preact";
import { useState } from "preact/hooks";

/** How many people can be side by side. */
const MOST = 4;

function Evidence({ evidence, note }) {
  if (evidence.length === 0 && !note) return null;
  return h(
    "details",
    { class: "evidence" },
    h("summary", null, evidence[0]?.cite || "Note"),
    evidence.map(({ cite, passage }) =>
      h("blockquote", null, passage, " ", h("cite", null, h("small", null, cite))),
    ),
    note && h("p", null, h("small", null, note)),
  );
}

function Fact({ fact }) {
  return h(
    "div",
    { class: "fact" },
    h("dt", null, fact.label),
    h(
      "dd",
      null,
      h("b", null, fact.text),
      fact.detail && [" ", h("small", null, fact.detail)],
      h(Evidence, fact),
    ),
  );
}

const Facts = ({ facts }) =>
  h(
    "dl",
    { class: "facts" },
    facts.map((fact) => h(Fact, { fact })),
  );

function Statement({ statement, people }) {
  const { person, stance, text, by, answers } = statement;
  return h(
    "div",
    { class: "statement" },
    people[person] &&
      h(
        "h4",
        null,
        people[person].name,
        " ",
        h("small", null, people[person].role, stance && `. ${stance}`),
      ),
    h("blockquote", null, text, by && [" ", h("small", null, by)]),
    h(Evidence, statement),
    answers.length > 0 &&
      h(
        "div",
        { class: "answers" },
        answers.map((statement) => h(Statement, { statement, people })),
      ),
  );
}

const Statements = ({ question, people }) =>
  h(
    "section",
    { class: "question" },
    h("h3", null, question.question),
    question.statements.map((statement) => h(Statement, { statement, people })),
  );

function Words({ questions, people }) {
  const [chosen, choose] = useState(-1);
  const tabs = [{ label: "All" }, ...questions];
  return h(
    "section",
    { class: "words" },
    h(
      "div",
      { class: "tabs", role: "group", "aria-label": "Questions" },
      tabs.map(({ label }, at) =>
        h(
          "button",
          {
            type: "button",
            "aria-pressed": String(chosen === at - 1),
            onClick: () => choose(at - 1),
          },
          label,
        ),
      ),
    ),
    questions.map(
      (question, at) =>
        (chosen < 0 || chosen === at) && h(Statements, { key: at, question, people }),
    ),
  );
}

function Comparison({ questions, people, picked }) {
  const said = ({ statements }, person) => statements.filter((each) => each.person === person);
  const rows = questions.filter((question) => picked.some((at) => said(question, at).length > 0));
  return h(
    "table",
    null,
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", null, "Question"),
        picked.map((at) => h("th", { key: at, scope: "col" }, people[at].name)),
      ),
    ),
    h(
      "tbody",
      null,
      rows.map((question) =>
        h(
          "tr",
          { key: question.label },
          h("th", { scope: "row" }, question.question),
          picked.map((at) =>
            h(
              "td",
              { key: at },
              said(question, at).map((statement) => h(Statement, { statement, people })),
              said(question, at).length === 0 && "Not quoted on this",
            ),
          ),
        ),
      ),
    ),
  );
}

function Compare({ questions, people, comparable }) {
  const [picked, pick] = useState([]);
  const toggle = (at) =>
    pick(picked.includes(at) ? picked.filter((other) => other !== at) : [...picked, at]);
  return h(
    "details",
    { class: "compare" },
    h("summary", null, "Compare side by side"),
    h(
      "div",
      { class: "people" },
      comparable.map((at) =>
        h(
          "label",
          { key: at },
          h("input", {
            type: "checkbox",
            checked: picked.includes(at),
            disabled: picked.length === MOST && !picked.includes(at),
            onChange: () => toggle(at),
          }),
          people[at].name,
        ),
      ),
    ),
    picked.length > 1 && h(Comparison, { questions, people, picked }),
  );
}

/** @param {{ content: import("../content.mjs").Content }} props */
export function Box({ content }) {
  const { title, kicker, facts, people, comparable, questions, sections } = content;
  return h(
    "section",
    { class: "fact-box" },
    h("p", null, h("small", null, kicker)),
    h("h2", null, title),
    h(Facts, { facts }),
    h(Words, { questions: questions.filter(({ isOwn }) => isOwn), people }),
    h(Compare, { questions, people, comparable }),
    h(
      "details",
      { class: "background" },
      h("summary", null, "Background"),
      questions
        .filter(({ isOwn }) => !isOwn)
        .map((question) => h(Statements, { question, people })),
    ),
    sections.map(({ title, lines }) =>
      h("details", { class: "row" }, h("summary", null, title), h(Facts, { facts: lines })),
    ),
  );
}
