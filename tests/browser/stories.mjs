// Other stories than the bundled ones: the fixtures, a folder built of them, and snippets as an editor makes them.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { callTool, expanded, makeOnce } from "../tool.mjs";
import { ROOT } from "./servers.mjs";

const FIXTURES = join(ROOT, "tests/fixtures");
const PLACE = join(ROOT, "tests/output/stories");

const names = async (folder) => (await readdir(folder)).sort();
const read = async (path) => JSON.parse(await readFile(path, "utf8"));

/** The story documents of a folder, current and published, by their paths in it. */
async function storiesIn(folder) {
  const found = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = entry.isDirectory()
      ? (await names(join(folder, entry.name))).map((name) => join(entry.name, name))
      : [entry.name];
    for (const path of inside.filter((path) => path.endsWith(".json")))
      found[path] = await read(join(folder, path));
  }
  return found;
}

/** The same documents under another id, which is theirs alone. */
function renamed(documents, id) {
  return Object.fromEntries(
    Object.entries(documents).map(([path, story]) => [
      path.includes("/") ? `${id}/${basename(path)}` : `${id}.json`,
      { ...story, id },
    ]),
  );
}

/** The id that the story of a case of `tests/fixtures/versions` has here. */
export const versionsId = (name) => `versions-${name}`;

/** The stories of one case of `tests/fixtures/versions`, under an id of their own. */
async function versionsCase(name) {
  return renamed(await storiesIn(join(FIXTURES, "versions", name, "stories")), versionsId(name));
}

/** By their ids, stories of as many questions and people as the stylesheet counts, of more, and of a whole inquiry. */
export const CROWDS = {
  "crowd-24": { questions: 24, people: 24 },
  "crowd-26": { questions: 25, people: 26 },
  "crowd-60": { questions: 5, people: 60 },
  "crowd-1000": { questions: 20, people: 1000 },
};

/** A bundled story with so many questions, on each of which some of so many people say something. */
function crowded(story, id, { questions, people }) {
  const numbers = (count) => [...Array(count).keys()].map((at) => at + 1);
  const { translations, corrections, ...rest } = story;
  const [party] = story.parties;
  const parties = numbers(people).map((at) => ({
    ...party,
    id: `party-${at}`,
    name: `Party ${at}`,
  }));
  const stakeholders = parties.map(({ id, name }) => ({
    ...story.stakeholders[0],
    id,
    party: id,
    role_as_described: `Role of ${name}`,
    role_short: "a role",
  }));
  const issues = numbers(questions).map((at) => ({
    ...story.issues[0],
    id: `issue-${at}`,
    label: `Question ${at}`,
    question: `Is it so, in the question of number ${at}?`,
  }));
  const { responds_to, criticises, supersedes, caveats, ...position } = story.positions.find(
    ({ expression }) => expression === "quote",
  );
  // Everybody speaks on the first question and on one more: all on all would be more words than anybody writes. A statement is
  // of some 25 words, as in the bundled stories.
  const said = (one, other) => ({
    ...position,
    id: `said-${one}-${other}`,
    stakeholder: stakeholders[other].id,
    issue: issues[one].id,
    stance: "supports",
    text: `Words of ${stakeholders[other].id} on ${issues[one].id}, which go on for as long as such words do, since nobody who is asked for them says less than they have to say.`,
  });
  const positions = stakeholders.flatMap((_, at) =>
    [...new Set([0, at % questions])].map((one) => said(one, at)),
  );
  return {
    ...rest,
    id,
    parties: [...story.parties, ...parties],
    stakeholders,
    issues,
    positions,
    silences: [],
    open_questions: [],
  };
}

/** Every story document that is whole: the bundled ones, and whatever fixture is one. */
async function allStories() {
  const all = {
    ...(await storiesIn(join(ROOT, "www/stories"))),
    ...(await storiesIn(join(FIXTURES, "stories"))),
  };
  for (const name of await names(join(FIXTURES, "view"))) {
    Object.assign(
      all,
      renamed({ [name]: await read(join(FIXTURES, "view", name, "story.json")) }, `view-${name}`),
    );
  }
  // The one with everything in it, with an interface in longer words, and in one that is written from right to left.
  for (const lang of ["en-XA", "ar-XB"]) {
    const { translations, ...full } = all["view-full.json"];
    const id = `view-full-${lang.toLowerCase()}`;
    all[`${id}.json`] = { ...full, id, lang };
  }
  Object.assign(
    all,
    renamed({ clean: await read(join(FIXTURES, "check/clean/story.json")) }, "check-clean"),
  );
  for (const name of await names(join(FIXTURES, "versions"))) {
    // The others are those that the build refuses.
    const refused = (await names(join(FIXTURES, "versions", name))).includes("stderr.txt");
    if (!refused) Object.assign(all, await versionsCase(name));
  }
  return all;
}

/** The documents by their paths. */
export const documents = await allStories();

/** All that is built: the documents, and those of crowds. */
async function sources() {
  const story = await expanded(join(ROOT, "www/stories/leicestershire-palantir.json"));
  const crowds = Object.entries(CROWDS).map(([id, counts]) => [
    `${id}.json`,
    crowded(story, id, counts),
  ]);
  return { ...documents, ...Object.fromEntries(crowds) };
}

/** What a page that is pinned to a version is told of the newest, as the native renderer writes it. */
export const toldOf = (name) => readFile(join(FIXTURES, "versions", name, "newer.html"), "utf8");

/** Builds the folder, and the snippets by the paths of their documents, in each of the story's languages. */
async function make(documents) {
  for (const [path, story] of Object.entries(documents)) {
    await mkdir(dirname(join(PLACE, "stories", path)), { recursive: true });
    await writeFile(join(PLACE, "stories", path), JSON.stringify(story));
  }
  await callTool(
    "build",
    "--quick",
    "--stories",
    join(PLACE, "stories"),
    "--out",
    join(PLACE, "dist"),
  );
  // The program writes a file per story: all that are current at once, all first versions, and so on; in each language.
  const alike = {};
  for (const [path, story] of Object.entries(documents)) {
    for (const lang of ["", ...Object.keys(story.translations ?? {})])
      (alike[`${dirname(path) === "." ? "current" : basename(path)} ${lang}`] ??= []).push(path);
  }
  const snippets = {};
  for (const [which, paths] of Object.entries(alike)) {
    const lang = which.split(" ")[1];
    const out = join(PLACE, "snippets", which);
    await callTool(
      "prerender",
      "--css",
      "link",
      "--base",
      "/dist/",
      ...(lang ? ["--lang", lang] : []),
      "--out",
      out,
      ...paths.map((path) => join(PLACE, "stories", path)),
    );
    for (const path of paths)
      (snippets[path] ??= {})[lang] = await readFile(
        join(out, `${documents[path].id}.snippet.html`),
        "utf8",
      );
  }
  await writeFile(join(PLACE, "snippets.json"), JSON.stringify(snippets));
}

/**
 * The folder that is built of all stories; once, for all workers, until the stories or the program change.
 *
 * Returns the built folder, and functions that give the view document of a path, and its snippet, in its own language or in
 * a translation.
 */
export async function allBuilt() {
  const all = await sources();
  await makeOnce(PLACE, () => make(all), JSON.stringify(all));
  const snippets = await read(join(PLACE, "snippets.json"));
  const dist = join(PLACE, "dist");
  return {
    dist,
    view: (path) => read(join(dist, "stories", path)),
    snippet: (path, lang = "") => snippets[path][lang],
  };
}
