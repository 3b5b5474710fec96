// The same box written by hand with Lit: an element with a shadow root, as its authors advise.
import { LitElement, css, html, nothing, unsafeCSS } from "lit";

import styles from "./box.css";

const MOST = 4;
const base = document.currentScript.src;
/** Fetched once for all boxes of a story. @type {Map<string, Promise<import("../content.mjs").Content>>} */
const contents = new Map();

function fetchContent(id) {
  if (!contents.has(id))
    contents.set(
      id,
      fetch(new URL(`${id}.json`, base)).then((response) => response.json()),
    );
  return contents.get(id);
}

const renderEvidence = ({ evidence, note }) =>
  evidence.length === 0 && !note
    ? nothing
    : html`<details class="evidence">
        <summary>${evidence[0]?.cite || "Note"}</summary>
        ${evidence.map(
          ({ cite, passage }) =>
            html`<blockquote>
              ${passage} <cite><small>${cite}</small></cite>
            </blockquote>`,
        )}
        ${note ? html`<p><small>${note}</small></p>` : nothing}
      </details>`;

const renderFacts = (facts) =>
  html`<dl class="facts">
    ${facts.map(
      (fact) =>
        html`<div class="fact">
          <dt>${fact.label}</dt>
          <dd>
            <b>${fact.text}</b> ${fact.detail ? html`<small>${fact.detail}</small>` : nothing}
            ${renderEvidence(fact)}
          </dd>
        </div>`,
    )}
  </dl>`;

function renderStatement(statement, people) {
  const { person, stance, text, by, answers } = statement;
  const speaker = people[person];
  return html`<div class="statement">
    ${
      speaker
        ? html`<h4>
            ${speaker.name} <small>${speaker.role}${stance ? `. ${stance}` : nothing}</small>
          </h4>`
        : nothing
    }
    <blockquote>${text} ${by ? html`<small>${by}</small>` : nothing}</blockquote>
    ${renderEvidence(statement)}
    ${
      answers.length > 0
        ? html`<div class="answers">
            ${answers.map((answer) => renderStatement(answer, people))}
          </div>`
        : nothing
    }
  </div>`;
}

const renderQuestion = ({ question, statements }, people) =>
  html`<section class="question">
    <h3>${question}</h3>
    ${statements.map((statement) => renderStatement(statement, people))}
  </section>`;

function renderComparison(questions, people, picked) {
  const said = ({ statements }, person) => statements.filter((each) => each.person === person);
  const rows = questions.filter((question) => picked.some((at) => said(question, at).length > 0));
  return html`<table>
    <thead>
      <tr>
        <th>Question</th>
        ${picked.map((at) => html`<th scope="col">${people[at].name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (question) =>
          html`<tr>
            <th scope="row">${question.question}</th>
            ${picked.map((at) => {
              const statements = said(question, at);
              return html`<td>
                ${
                  statements.length > 0
                    ? statements.map((statement) => renderStatement(statement, people))
                    : "Not quoted on this"
                }
              </td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

class LitFactBox extends LitElement {
  static properties = {
    story: {},
    content: { state: true },
    chosen: { state: true },
    picked: { state: true },
  };

  static styles = css`
    :host {
      display: block;
    }
    ${unsafeCSS(styles)}
  `;

  constructor() {
    super();
    this.chosen = -1;
    this.picked = [];
  }

  async connectedCallback() {
    super.connectedCallback();
    this.content = await fetchContent(this.story);
    await this.updateComplete;
    this.dataset.live = "";
  }

  #toggle(at) {
    this.picked = this.picked.includes(at)
      ? this.picked.filter((other) => other !== at)
      : [...this.picked, at];
  }

  #renderWords(questions, people) {
    return html`<section class="words">
      <div class="tabs" role="group" aria-label="Questions">
        ${[{ label: "All" }, ...questions].map(
          ({ label }, at) =>
            html`<button
              type="button"
              aria-pressed=${this.chosen === at - 1}
              @click=${() => (this.chosen = at - 1)}
            >
              ${label}
            </button>`,
        )}
      </div>
      ${questions.map((question, at) =>
        this.chosen < 0 || this.chosen === at ? renderQuestion(question, people) : nothing,
      )}
    </section>`;
  }

  #renderCompare({ questions, people, comparable }) {
    const { picked } = this;
    return html`<details class="compare">
      <summary>Compare side by side</summary>
      <div class="people">
        ${comparable.map(
          (at) =>
            html`<label
              ><input
                type="checkbox"
                .checked=${picked.includes(at)}
                ?disabled=${picked.length === MOST && !picked.includes(at)}
                @change=${() => this.#toggle(at)}
              />${people[at].name}</label
            >`,
        )}
      </div>
      ${picked.length > 1 ? renderComparison(questions, people, picked) : nothing}
    </details>`;
  }

  render() {
    const { content } = this;
    if (!content) return nothing;
    const { title, kicker, facts, people, questions, sections } = content;
    return html`<section class="fact-box">
      <p><small>${kicker}</small></p>
      <h2>${title}</h2>
      ${renderFacts(facts)}
      ${this.#renderWords(
        questions.filter(({ isOwn }) => isOwn),
        people,
      )}
      ${this.#renderCompare(content)}
      <details class="background">
        <summary>Background</summary>
        ${questions
          .filter(({ isOwn }) => !isOwn)
          .map((question) => renderQuestion(question, people))}
      </details>
      ${sections.map(
        ({ title, lines }) =>
          html`<details class="row">
            <summary>${title}</summary>
            ${renderFacts(lines)}
          </details>`,
      )}
    </section>`;
  }
}

customElements.define("lit-fact-box", LitFactBox);
