// Checks the founding stories against the articles they are read from.
//
//   node tests/seeds.mjs SEEDS_DIR
//
// SEEDS_DIR holds the articles as plain text, one file each; they are not part of the project. An article is found
// by its title, which a story's source repeats word for word. Every story in www/stories that has a table in
// tests/fixtures/seeds is checked, in both directions: what the story quotes is in the article, and every
// sentence of the article is in the story or has a reason why not.
//
// How an article is split into sentences (their numbers are the first column of the tables):
//   1. A line never shares a sentence with another line; lines without a letter or digit hold none.
//   2. Bullets and spaces at the ends of a line belong to no sentence.
//   3. Within a line a sentence ends after `.`, `!`, `?` or `…` together with the closing quotation marks and
//      brackets that follow at once, if then comes a space and then anything but a small letter.
// So sentences inside one pair of quotation marks are told apart, and the closing mark stays with the last.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expanded } from "./tool.mjs";

const MOST_PASSAGE_WORDS = 40;
// A run of this many words of an article, outside quotations and passages, is the article's sentence and not ours.
const COPIED_WORDS = 8;
// Fields that repeat a source on purpose: names, titles and roles, exactly what was declined, and the source's own
// words for an amount or a date.
const REPEATING = new Set([
  "title",
  "name",
  "publisher",
  "role_as_described",
  "about",
  "as_stated",
]);
const MARKS = [
  ["“", "”"],
  ['"', '"'],
];

const HERE = fileURLToPath(new URL(".", import.meta.url));
const STORIES = join(HERE, "..", "www", "stories");
const TABLES = join(HERE, "fixtures", "seeds");

let passed = 0;
let failed = 0;

function check(holds, message) {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(message);
  }
}

// ---- Articles

function readArticles(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** The article of each source, by the source's id; undefined where none has the title. */
function articlesOf(story, articles) {
  return new Map(
    story.sources.map(({ id, title }) => [id, articles.find((text) => hasLine(text, title))]),
  );
}

// A whole line, since another article may mention the title.
function hasLine(text, title) {
  return text.split("\n").some((line) => line.trim() === title);
}

/** Where each sentence begins and ends in the article. */
function sentences(text) {
  const found = [];
  let start = 0;
  for (const line of text.split("\n")) {
    found.push(
      ...sentencesOfLine(line).map(([from, to]) => ({ from: start + from, to: start + to })),
    );
    start += line.length + 1;
  }
  return found;
}

function sentencesOfLine(line) {
  if (!/[\p{L}\p{N}]/u.test(line)) return [];
  const end = line.trimEnd().length;
  const cuts = [...line.matchAll(/[.!?…]+[”’"')\]]*(?=\s+[^\s\p{Ll}])/gu)].map(
    (cut) => cut.index + cut[0].length,
  );
  let from = line.search(/[^\s•]/u);
  return [...cuts, end].map((to) => {
    const sentence = [from, to];
    from = to + line.slice(to).search(/\S|$/u);
    return sentence;
  });
}

// ---- Places in an article

function placesOf(text, words) {
  const places = [];
  for (let from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + 1)) {
    places.push({ from, to: from + words.length });
  }
  return places;
}

/** Where a passage stands with its neighbouring words, which only spaces may part from it. */
function placesOfPassage(text, { quote, prefix = "", suffix = "" }) {
  if (quote.includes("\n")) return [];
  return placesOf(text, quote).filter(({ from, to }) => {
    const before = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
    const after = text.slice(to).split("\n", 1)[0];
    return before.trimEnd().endsWith(prefix.trim()) && after.trimStart().startsWith(suffix.trim());
  });
}

/** Where words are *all* that stands between two quotation marks. */
function placesOfQuotation(text, words) {
  return placesOf(text, words).filter(({ from, to }) =>
    MARKS.some(([open, close]) => text[from - 1] === open && text[to] === close),
  );
}

function overlap(a, b) {
  return a.from < b.to && b.from < a.to;
}

// ---- Stories

/** Every value in a document with its JSON pointer. */
function* walk(value, pointer = "") {
  yield [pointer, value];
  if (value === null || typeof value !== "object") return;
  for (const [key, child] of Object.entries(value)) {
    yield* walk(child, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

function resolve(document, pointer) {
  if (!pointer.startsWith("/")) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(
      (value, step) => (value !== null && typeof value === "object" ? value[step] : undefined),
      document,
    );
}

const isCitation = (value) => typeof value?.passage?.quote === "string";
const isQuotation = (value) => value?.expression === "quote";

function sourceIds(position) {
  return position.sources.map((source) => (typeof source === "string" ? source : source.source));
}

// ---- Checks of the story against its articles

function checkQuotations(story, articles, say) {
  for (const [pointer, value] of walk(story)) {
    if (!isQuotation(value)) continue;
    const found = sourceIds(value).some(
      (id) => placesOfQuotation(articles.get(id) ?? "", value.text).length > 0,
    );
    check(
      found,
      say(
        `${pointer}: not word for word all that stands in a pair of quotation marks: ${value.text}`,
      ),
    );
  }
}

function checkPassages(story, articles, say) {
  for (const [pointer, value] of walk(story)) {
    if (!isCitation(value)) continue;
    const { quote } = value.passage;
    const found = placesOfPassage(articles.get(value.source) ?? "", value.passage).length > 0;
    check(found, say(`${pointer}: not word for word in ${value.source}: ${quote}`));
    const words = quote.trim().split(/\s+/).length;
    check(
      words <= MOST_PASSAGE_WORDS,
      say(`${pointer}: ${words} words, ${MOST_PASSAGE_WORDS} at most`),
    );
  }
}

/** Our own texts are ours: an editor who copies a sentence without quotation marks passes it off as the newsroom's. */
function checkOwnWords(story, articles, say) {
  const copied = new Set([...articles.values()].filter(Boolean).flatMap((text) => runs(text)));
  for (const [pointer, text] of ownTexts(story)) {
    const run = runs(text).find((words) => copied.has(words));
    check(
      run === undefined,
      say(`${pointer}: has the article’s words without quotation marks: ${run}`),
    );
  }
}

function* ownTexts(value, pointer = "") {
  if (typeof value === "string") yield [pointer, value];
  if (value === null || typeof value !== "object") return;
  for (const [key, child] of Object.entries(value)) {
    const repeats =
      REPEATING.has(key) || key === "passage" || (key === "text" && isQuotation(value));
    if (!repeats) yield* ownTexts(child, `${pointer}/${key}`);
  }
}

/** Every run of COPIED_WORDS words on one line, without punctuation. */
function runs(text) {
  return text.split("\n").flatMap((line) => {
    const words = line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return words
      .slice(COPIED_WORDS - 1)
      .map((_, at) => words.slice(at, at + COPIED_WORDS).join(" "));
  });
}

// ---- Checks of the article against the story

function readTable(path) {
  const [header, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  return {
    header,
    rows: rows.map((row) => {
      const [number, pointers = "", reason = ""] = row.split("\t");
      return { number, pointers: pointers.split(" ").filter(Boolean), reason: reason.trim() };
    }),
  };
}

function checkTable({ header, rows }, story, article, say) {
  const parts = sentences(article);
  check(header === "sentence\tpointers\treason", say("the header of the table is wrong"));
  check(rows.length === parts.length, say(`${rows.length} rows for ${parts.length} sentences`));
  rows.forEach((row, at) => {
    const sayRow = (message) => say(`sentence ${row.number}: ${message}`);
    check(row.number === String(at + 1), sayRow(`stands in row ${at + 1}`));
    check(
      row.pointers.length > 0 !== row.reason.length > 0,
      sayRow("needs either pointers or a reason"),
    );
    if (parts[at]) checkRow(row, parts[at], story, article, sayRow);
  });
}

function checkRow({ pointers }, sentence, story, article, say) {
  for (const pointer of pointers) {
    const value = resolve(story, pointer);
    check(value !== undefined, say(`${pointer} points at nothing`));
    const proves =
      value !== undefined &&
      evidence(value, story, article).some((place) => overlap(place, sentence));
    check(proves, say(`nothing that ${pointer} cites stands in this sentence`));
  }
}

/** Where in the story's own article the passages and quotations in a value stand. */
function evidence(value, story, article) {
  const own = story.sources[0].id;
  return [...walk(value)].flatMap(([, part]) => {
    if (isQuotation(part)) return placesOfQuotation(article, part.text);
    return isCitation(part) && part.source === own ? placesOfPassage(article, part.passage) : [];
  });
}

/** No quotation in the article is lost: each is a position, or its sentence has a reason why not. */
function checkNoQuotationLost({ rows }, story, article, say) {
  const quoted = story.positions.filter(isQuotation).map((position) => position.text);
  const parts = sentences(article);
  for (const span of article.matchAll(/“([^”]*)”/g)) {
    const place = { from: span.index, to: span.index + span[0].length };
    const touched = rows.filter((_, at) => parts[at] && overlap(parts[at], place));
    const excused = touched.length > 0 && touched.every((row) => row.reason);
    const kept = quoted.some((text) => text.includes(span[1]));
    check(kept || excused, say(`a quotation of the article is in no position: ${span[1]}`));
  }
}

// ---- All of it

async function checkStory(id, articles) {
  const say = (message) => `${id}: ${message}`;
  const path = join(STORIES, `${id}.json`);
  check(existsSync(path), say("has a table and no story"));
  if (!existsSync(path)) return;
  const story = await expanded(path);
  const bySource = articlesOf(story, articles);
  for (const [source, article] of bySource)
    check(article, say(`no article has the title of ${source}`));
  checkQuotations(story, bySource, say);
  checkPassages(story, bySource, say);
  checkOwnWords(story, bySource, say);
  const article = bySource.get(story.sources[0].id);
  if (!article) return;
  const table = readTable(join(TABLES, `${id}.coverage.tsv`));
  checkTable(table, story, article, say);
  checkNoQuotationLost(table, story, article, say);
}

async function main([folder]) {
  if (!folder) {
    console.log("usage: node tests/seeds.mjs SEEDS_DIR");
    return 2;
  }
  const articles = readArticles(folder);
  const ids = readdirSync(TABLES)
    .filter((name) => name.endsWith(".coverage.tsv"))
    .map((name) => name.replace(".coverage.tsv", ""));
  check(ids.length > 0, "no story has a table");
  for (const id of ids) await checkStory(id, articles);
  console.log(`seeds: ${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
