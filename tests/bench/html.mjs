// The content as plain HTML: for the variants that take HTML, and for the one that is nothing else.

/** @typedef {import("./content.mjs").Content} Content */

export const escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const small = (text) => (text ? ` <small>${escape(text)}</small>` : "");

export function renderEvidence({ evidence, note }) {
  if (evidence.length === 0 && !note) return "";
  const passages = evidence.map(
    ({ cite, passage }) =>
      `<blockquote>${escape(passage)} <cite>${small(cite)}</cite></blockquote>`,
  );
  return `<details class="evidence"><summary>${escape(evidence[0]?.cite || "Note")}</summary>${passages.join("")}${note ? `<p>${small(note)}</p>` : ""}</details>`;
}

export function renderFacts(facts) {
  const rows = facts.map(
    (fact) =>
      `<div class="fact"><dt>${escape(fact.label)}</dt><dd><b>${escape(fact.text)}</b>${small(fact.detail)}${renderEvidence(fact)}</dd></div>`,
  );
  return `<dl class="facts">${rows.join("")}</dl>`;
}

/** A statement with what answers it. */
export function renderStatement(statement, people) {
  const { person, stance, text, by, answers } = statement;
  const speaker = people[person];
  const who = speaker
    ? `<h4>${escape(speaker.name)}${small(`${speaker.role}${stance && `. ${stance}`}`)}</h4>`
    : "";
  const nested = answers.map((answer) => renderStatement(answer, people)).join("");
  return `<div class="statement">${who}<blockquote>${escape(text)}${small(by)}</blockquote>${renderEvidence(statement)}${nested && `<div class="answers">${nested}</div>`}</div>`;
}

export const renderStatements = ({ statements }, people) =>
  statements.map((statement) => renderStatement(statement, people)).join("");

/** Data in a page, for a script to read. */
export const renderData = (data) =>
  `<script type="application/json">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
