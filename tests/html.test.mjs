// Every static form of every story, on a page, by the reference checker (vnu) and a linter (html-validate).
// A form must come through with no message at all.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { expect, test } from "@playwright/test";
import { HtmlValidate } from "html-validate";
import vnu from "vnu-jar";

import { PAGES as SITE, ROOT } from "./browser/servers.mjs";
import { callTool, expanded } from "./tool.mjs";

const OUT = join(ROOT, "tests/output/html");
// Every part of the box in every state that an example shows, on one page.
const GALLERY = join(SITE, "gallery/index.html");
const BROKEN = join(OUT, "broken.html");

const snippet = (parts, ...more) => ["--as", "snippet", "--parts", parts, ...more];
/** The first people of a story, as they are named for a comparison. */
const firstPeople = ({ stakeholders = [] }) =>
  stakeholders.length > 1 && [
    "--people",
    stakeholders
      .slice(0, 4)
      .map(({ id }) => id)
      .join(),
  ];

/**
 * By name, what the tool is called with, and what stands in the article `before` the form. `names` gives arguments that name
 * something in a story; a story that has nothing of the kind is not written in that form.
 */
const FORMS = {
  snippet: { args: ["--as", "snippet"] },
  linked: { args: ["--as", "snippet", "--css", "link"] },
  div: { args: ["--as", "div"] },
  "with-data": { args: ["--css", "link", "--structured-data"] },
  deep: {
    args: ["--as", "div", "--heading-level", "4"],
    before: "<h2>A part</h2>\n<h3>A part of it</h3>\n",
  },
  script: { args: ["--as", "script"] },
  frame: { args: ["--as", "frame"] },
  page: { args: ["--as", "page"] },
  facts: { args: snippet("facts") },
  words: { args: snippet("words") },
  question: {
    args: snippet("words"),
    names: ({ issues: [issue] = [] }) => issue && ["--issue", issue.id],
  },
  compared: { args: snippet("compare"), names: firstPeople },
  "compared-div": { args: ["--as", "div", "--parts", "compare"], names: firstPeople },
};

const linter = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "no-inline-style": "error",
    // Some browsers take a list without bullets for none, unless its role says so.
    "prefer-native-element": ["error", { exclude: ["list"] }],
  },
});

const MEANT = [
  // Some browsers forget that a table is one where CSS lays it out as a grid, so its roles are written out.
  /^The “role” attribute must not be used on a “t[rhd]” element which has a “table” ancestor/,
  /^The “\w+” role is unnecessary for element “(table|thead|tbody|tr|th|td|ol)”\./,
  /^Redundant role "\w+" on <(table|thead|tbody|tr|th|td|ol)>$/,
  // A frame's width and border, in the words that every browser knows and every content system keeps.
  /^Bad value “100%” for attribute “width” on element “iframe”/,
  /^Attribute "width" has invalid value "100%"$/,
  /^The “frameborder” attribute on the “iframe” element is obsolete\./,
  /^Attribute "frameborder" is deprecated on <iframe> element$/,
  // To the checker a file has no origin, so that nothing is its own; browsers show what the policy lets through.
  /^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(frame\.css|frame\.js|embed\.js)” blocked/,
];
const isMeant = (message) => MEANT.some((each) => each.test(message));

// The boxes of the gallery have roots of their own, in which ids are theirs alone; the linter sees one document. And they are
// cropped: what is shown lacks the headings that it is under. The specimen's page shows one story twice, in two versions.
const ACROSS_ROOTS = "unique-landmark";
const HAS_SAME_BOXES = [GALLERY, join(SITE, "specimen.html")];
const CROPPED = /^The heading “h\d” .+ skipping \d heading levels?\.$/;

/** An article with the form in it, as an editor publishes it. */
const article = (form, before = "") => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>An article</title>
</head>
<body>
<main>
<h1>An article</h1>
${before}${form}</main>
</body>
</html>
`;

const filesIn = (folder, ending) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(ROOT, folder, name));

const FIXTURES = readdirSync(join(ROOT, "tests/fixtures/view")).map((name) =>
  join(ROOT, `tests/fixtures/view/${name}/story.json`),
);
/** Stories with their files, by the id that the tool names what it writes by. */
const STORIES = Object.fromEntries(
  await Promise.all(
    [...FIXTURES, ...filesIn("www/stories", ".json")].map(async (file) => {
      const story = await expanded(file);
      return [story.id, { story, file }];
    }),
  ),
);
const pageOf = (id, form) => join(OUT, `${id}.${form}.html`);
/** The stories of a form, each with the arguments that name something in it. */
const storiesOf = ({ names = () => [] }) =>
  Object.entries(STORIES)
    .map(([id, { story, file }]) => ({ id, file, named: names(story) }))
    .filter(({ named }) => named);

const PAGES = [
  GALLERY,
  // As it is built, with its texts.
  join(ROOT, "dist/frame.html"),
  // The pages of the demonstration newspaper and of the documentation.
  ...["www", "www/docs", "www/docs/rules", "www/embed"].flatMap((folder) =>
    filesIn(folder, ".md").map((file) =>
      file.replace(join(ROOT, "www"), SITE).replace(/\.md$/, ".html"),
    ),
  ),
  ...Object.entries(FORMS).flatMap(([form, how]) =>
    storiesOf(how).map(({ id }) => pageOf(id, form)),
  ),
  // The sheets for the copy desk and the lawyer.
  ...Object.keys(STORIES).map((id) => pageOf(id, "review")),
];

const run = promisify(execFile);

/** Writes a page for each story in a form: all stories by one run of the tool, if it is called with the same for all. */
async function writeForm(form, how) {
  const { args, before, names } = how;
  const folder = join(OUT, "forms", form);
  const stories = storiesOf(how);
  const runs = names ? stories.map((each) => [each]) : [stories];
  await Promise.all(
    runs.map((together) => {
      const [{ named }] = together;
      const files = together.map(({ file }) => file);
      return callTool("prerender", ...args, ...named, "--out", folder, ...files);
    }),
  );
  const written = await readdir(folder);
  await Promise.all(
    stories.map(async ({ id }) => {
      const name = written.find((name) => name.startsWith(`${id}.`));
      const html = await readFile(join(folder, name), "utf8");
      await writeFile(pageOf(id, form), form === "page" ? html : article(html, before));
    }),
  );
}

async function writePages() {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  for (const [id, { file }] of Object.entries(STORIES))
    await callTool("review", "--out", pageOf(id, "review"), file);
  await writeFile(
    BROKEN,
    article(
      '<p id="a"><div id="a" style="color: red"></p><h4>Too deep</h4>\n<div><template shadowrootmode="open"><p id="b">Twice</p><p id="b">in a box</p></template></div>\n',
    ),
  );
  await Promise.all(Object.entries(FORMS).map(([name, form]) => writeForm(name, form)));
}

// It runs for seconds: the better of the two compilers takes longer to compile than it saves, and only the main thread
// gets the stack that the checker needs from the jar's own settings.
const JAVA = ["-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** What vnu says of the files, by file: one virtual machine for all of them. */
async function judge(files) {
  const args = [...JAVA, "-jar", String(vnu), "--format", "json", ...files];
  // It ends with 1 when it has found anything.
  const stderr = await run("java", args, { maxBuffer: 1 << 28 }).then(
    (ended) => ended.stderr,
    (ended) => ended.stderr,
  );
  const said = new Map();
  for (const { url, type, message, lastLine, extract = "" } of JSON.parse(stderr).messages) {
    const file = fileURLToPath(url);
    if (isMeant(message) || (CROPPED.test(message) && file === GALLERY)) continue;
    said.set(file, [
      ...(said.get(file) ?? []),
      `vnu ${type}, line ${lastLine}: ${message} ${extract.trim().slice(0, 160)}`,
    ]);
  }
  return said;
}

/** What the linter says of a file. */
async function lint(file) {
  const { results } = await linter.validateFile(file);
  const own = ({ ruleId, message }) =>
    !isMeant(message) && !(ruleId === ACROSS_ROOTS && HAS_SAME_BOXES.includes(file));
  return results.flatMap(({ messages }) =>
    messages
      .filter(own)
      .map(({ ruleId, message, line }) => `html-validate ${ruleId}, line ${line}: ${message}`),
  );
}

let judgements;

test.beforeAll(async () => {
  await writePages();
  // The linter works meanwhile.
  judgements = judge([...PAGES, BROKEN]);
});

for (const file of PAGES) {
  test(`${relative(ROOT, file)}: no message`, async () => {
    const linted = await lint(file);
    expect([...((await judgements).get(file) ?? []), ...linted]).toEqual([]);
  });
}

test("a broken page does not come through, or silence on the others would mean nothing", async () => {
  expect((await judgements).has(BROKEN)).toBe(true);
  const linted = (await lint(BROKEN)).join("\n");
  // Of these, the checker says nothing where they are in a box.
  for (const id of ["a", "b"]) expect(linted).toContain(`Duplicate ID "${id}"`);
});
