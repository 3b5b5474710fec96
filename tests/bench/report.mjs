// Medians of what was measured, and ratios pair by pair, as tables in Markdown.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { ROOT } from "../browser/servers.mjs";

const PAGE = join(ROOT, "www/docs/speed.md");
const MARKS = /(<!-- measured -->)[\s\S]*(<!-- \/measured -->)/;
/** What the others are compared with. */
const AGAINST = ["preact", "details"];
const NONE = "–";

/**
 * @typedef {object} Result What was measured of a variant.
 * @property {import("./variants/index.mjs").Variant} variant
 * @property {Awaited<ReturnType<typeof import("./needs.mjs").measureBytes>>} bytes
 * @property {Round[]} rounds
 * @typedef {object} Round What a round has measured; without what could not be.
 * @property {Record<string, any>} times By profile.
 * @property {Record<string, any>} costs By profile.
 * @property {Record<number, any>} many By the number of boxes.
 */

function median(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const show = (value, digits = 0) =>
  Number.isFinite(value) ? value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, ",") : NONE;
const showAll = (values, digits) =>
  values.some(Number.isFinite) ? values.map((value) => show(value, digits)).join(" / ") : NONE;
const toKb = (bytes) => show(bytes / 1024, 1);
const toMb = (bytes) => bytes / 1024 / 1024;

/** The median over all rounds of what `pick` takes from one. */
const over = ({ rounds }, pick) => median(rounds.map((round) => pick(round) ?? NaN));
const onBoth = (result, pick, digits) =>
  showAll(
    ["fast", "slow"].map((profile) => over(result, (round) => pick(round, profile))),
    digits,
  );
/** A wait of which nothing is told is shorter than the browser tells. */
const showWait = (result, act) =>
  ["fast", "slow"]
    .map((profile) => over(result, ({ costs }) => costs[profile]?.[act]?.wait))
    .map((wait) => (wait < 16 ? "<16" : show(wait)))
    .join(" / ");

/** A table that scrolls by itself where the page is narrow; aligned to the start, since the pages allow no inline styles. */
function writeTable(name, about, columns, results) {
  const heads = Object.keys(columns);
  const rows = results.map((result) => [
    result.variant.title,
    ...heads.map((head) => columns[head](result)),
  ]);
  const lines = [["Variant", ...heads], ["---", ...heads.map(() => "---")], ...rows];
  const table = lines.map((cells) => `| ${cells.map((cell) => cell.trim()).join(" | ")} |`);
  return `### ${name}\n\n${about}\n\n<section class="wide" aria-label="${name}" tabindex="0">\n\n${table.join("\n")}\n\n</section>`;
}

const second = (key) => (result) => over(result, ({ times }) => times.slow?.second[key]);

const BYTES = {
  "facts readable": ({ bytes }) => toKb(bytes.readable),
  "questions work": ({ bytes }) => toKb(bytes.question),
  "all works": ({ bytes }) => toKb(bytes.live),
  "in all": ({ bytes }) => toKb(bytes.all),
  requests: ({ bytes }) => show(bytes.requests),
  "second visit": (result) => toKb(second("bytes")(result)),
  "its requests": (result) => show(second("requests")(result)),
};

const TIMES = {
  "facts readable": (result) => onBoth(result, ({ times }, profile) => times[profile]?.readable),
  "questions work": (result) => onBoth(result, ({ times }, profile) => times[profile]?.question),
  "all works": (result) => onBoth(result, ({ times }, profile) => times[profile]?.live),
  "second visit, all works": (result) =>
    onBoth(result, ({ times }, profile) => times[profile]?.second.live),
  "layout shift": (result) => onBoth(result, ({ costs }, profile) => costs[profile]?.shift, 2),
};

const COSTS = {
  untouched: (result) => onBoth(result, ({ costs }, profile) => costs[profile]?.untouched.cpu),
  "of it script": (result) =>
    onBoth(result, ({ costs }, profile) => costs[profile]?.untouched.script),
  "all threads": (result) => show(over(result, ({ costs }) => costs.fast?.untouched.threads)),
  nodes: (result) => show(over(result, ({ costs }) => costs.fast?.untouched.nodes)),
  "until all works": (result) =>
    onBoth(result, ({ costs }, profile) => costs[profile]?.untilLive.cpu),
  "a question": (result) => onBoth(result, ({ costs }, profile) => costs[profile]?.question.cpu),
  "the wait": (result) => showWait(result, "question"),
  "a comparison": (result) =>
    onBoth(result, ({ costs }, profile) => costs[profile]?.comparison?.cpu),
  "the wait for it": (result) =>
    result.variant.hands.isCompared ? showWait(result, "comparison") : NONE,
};

/** The columns for pages with many boxes. */
const manyColumns = (counts) => ({
  untouched: (result) =>
    showAll([
      over(result, ({ costs }) => costs.fast?.untouched.cpu),
      ...counts.map((count) => over(result, ({ many }) => many[count]?.untouched.cpu)),
    ]),
  "read to the end": (result) =>
    showAll(counts.map((count) => over(result, ({ many }) => many[count]?.scrolled.cpu))),
  "a question": (result) =>
    showAll(counts.map((count) => over(result, ({ many }) => many[count]?.question.cpu))),
  "memory, MB": (result) =>
    showAll([
      toMb(over(result, ({ costs }) => costs.fast?.memory)),
      ...counts.map((count) => toMb(over(result, ({ many }) => many[count]?.memory))),
    ]),
});

/** How many times as much a variant takes as another, in the median of the rounds: each round is a pair. */
function ratios(result, others, pick) {
  const medians = others.map((other) =>
    median(
      other.rounds.map((round, at) =>
        result.rounds[at] ? (pick(result.rounds[at], result) ?? NaN) / pick(round, other) : NaN,
      ),
    ),
  );
  return showAll(medians, 1);
}

const RATIOS = {
  "bytes until readable": (_, { bytes }) => bytes.readable,
  "bytes until all works": (_, { bytes }) => bytes.live,
  "time until all works": ({ times }) => times.slow?.live,
  "untouched CPU": ({ costs }) => costs.slow?.untouched.cpu,
  "CPU until all works": ({ costs }) => costs.slow?.untilLive.cpu,
  "CPU of a question": ({ costs }) => costs.slow?.question.cpu,
  "CPU of a comparison": ({ costs }) => costs.slow?.comparison?.cpu,
};

/**
 * All tables.
 *
 * @param {Result[]} results
 * @param {{ counts: number[], chromium: string }} run
 */
export function writeReport(results, { counts, chromium }) {
  const measured = results.map(({ rounds }) => rounds.filter(({ costs }) => costs.slow).length);
  const rounds = Math.min(...measured);
  const withMany = results[0].rounds.filter(({ many }) => many[counts[0]]).length;
  const date = new Date().toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  const [{ model }, { length }] = [cpus()[0], cpus()];
  const others = AGAINST.flatMap((name) => results.filter(({ variant }) => variant.name === name));
  const columns = Object.fromEntries(
    Object.entries(RATIOS).map(([name, pick]) => [name, (result) => ratios(result, others, pick)]),
  );
  const boxes = [1, ...counts].join(" / ");
  const tables = [
    `${date}; Chromium ${chromium}; ${model}, ${length} cores; ${rounds} rounds, ${withMany} of them with many boxes; medians.`,
    writeTable("Bytes", "KB as they are sent, in one visit and in another.", BYTES, results),
    writeTable("Time", "Milliseconds after the visit began, desktop / phone.", TIMES, results),
    writeTable(
      "Work",
      "Milliseconds of the main thread, desktop / phone; waits are until the next frame.",
      COSTS,
      results,
    ),
  ];
  if (counts.length > 0)
    tables.push(
      writeTable(
        "Many boxes",
        `Milliseconds of the main thread, and memory, with ${boxes} boxes on a page, desktop; reading to the end and a question in the last box with ${counts.join(" / ")}.`,
        manyColumns(counts),
        results,
      ),
    );
  if (others.length > 0) {
    const names = others.map(({ variant }) => variant.title).join(" / as ");
    tables.push(
      writeTable("Ratios", `How many times as much as ${names}, on the phone.`, columns, results),
    );
  }
  return tables.join("\n\n");
}

/** Puts the tables into the documentation. */
export function writeIntoPage(report) {
  const page = readFileSync(PAGE, "utf8");
  if (!MARKS.test(page)) throw new Error(`${PAGE} does not say where the tables belong`);
  writeFileSync(
    PAGE,
    page.replace(MARKS, (_, open, close) => `${open}\n\n${report}\n\n${close}`),
  );
}
