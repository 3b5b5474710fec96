// What all variants show: the larger founding story, reduced to what a box written by hand in an afternoon would have.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DIST } from "../browser/servers.mjs";

export const STORY = "leicestershire-palantir";

/**
 * @typedef {{ cite: string, passage: string }} Evidence
 * @typedef {{ label: string, text: string, detail: string, note: string, evidence: Evidence[] }} Line
 * @typedef {object} Statement
 * @property {number} person The place of who says it, in `people`; -1 where nobody is named.
 * @property {string} stance
 * @property {string} text
 * @property {string} by
 * @property {string} note
 * @property {Evidence[]} evidence
 * @property {Statement[]} answers
 * @typedef {{ label: string, question: string, isOwn: boolean, statements: Statement[] }} Question
 * @typedef {object} Content
 * @property {string} title
 * @property {string} kicker
 * @property {Line[]} facts The key facts.
 * @property {{ name: string, role: string }[]} people
 * @property {number[]} comparable Those of whom anything is known, as they are listed to be compared.
 * @property {Question[]} questions The contract's own, which are tabs, then those of its background.
 * @property {{ title: string, lines: Line[] }[]} sections What else is known, in rows that open.
 */

const toEvidence = ({ cite = "", passage = "" }) => ({ cite, passage });
const toLine = ({ label = "", text = "", detail = "", note = "", evidence = [] }) => ({
  label,
  text,
  detail,
  note,
  evidence: evidence.map(toEvidence),
});
const toStatement = ({ person = -1, stance_word = "", text, by = "", note = "", ...rest }) => ({
  person,
  stance: stance_word,
  text,
  by,
  note,
  evidence: (rest.evidence ?? []).map(toEvidence),
  answers: (rest.answers ?? []).map(toStatement),
});

/**
 * Reduces a view document.
 *
 * @returns {Content}
 */
export function reduceView({
  title,
  kicker,
  status,
  value,
  facts,
  more,
  people,
  issues,
  sections,
}) {
  const questions = issues.map(({ label, question, is_own = false, cards = [] }) => ({
    label,
    question,
    isOwn: is_own,
    statements: cards.map(toStatement),
  }));
  const isHeard = (at) =>
    questions.some(({ statements }) => statements.some(({ person }) => person === at));
  return {
    title,
    kicker,
    facts: [status, value, ...facts].map(toLine),
    people: people.map(({ name, role }) => ({ name, role })),
    comparable: people.flatMap((_, at) => (isHeard(at) ? [at] : [])),
    questions,
    sections: [
      { title: "All facts and figures", lines: more.map(toLine) },
      ...sections.map(({ title, groups }) => ({
        title,
        lines: groups.flatMap(({ lines }) => lines.map(toLine)),
      })),
    ],
  };
}

/** The events of a content that have a year, which a timeline cannot do without. */
export function datedEvents({ sections }) {
  const { lines } = sections.find(({ title }) => title === "Timeline") ?? { lines: [] };
  return lines.flatMap((line) => {
    const year = /\b\d{4}\b/.exec(line.label)?.[0];
    return year ? [{ ...line, year }] : [];
  });
}

/** The content of the story as it is built. */
export function readContent() {
  const path = join(DIST, "stories", `${STORY}.json`);
  return reduceView(JSON.parse(readFileSync(path, "utf8")));
}
