// Every static form of every story, on a page, by the reference checker (vnu) and a linter (html-validate).
// A form must come through with no message at all.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { HtmlValidate } from "html-validate";
import vnu from "vnu-jar";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, "tests/output/html");
const GALLERY = join(OUT, "gallery/index.html");
const TOOL = process.env.TOOL ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/contract-fact-box");

const FORMS = [
  { name: "snippet", args: ["--as", "snippet"] },
  { name: "linked", args: ["--as", "snippet", "--css", "link"] },
  { name: "div", args: ["--as", "div"] },
  { name: "deep", args: ["--as", "div", "--heading-level", "4"], before: "<h2>A part</h2>\n<h3>A part of it</h3>\n" },
  { name: "frame", args: ["--as", "frame"] },
  { name: "page", args: ["--as", "page"] },
];

// Some browsers forget that a table is one where it is laid out as a list: what is both is no HTML table.
const BOTH = ["table", "cell"];
const lint = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: { "no-inline-style": "error", "prefer-native-element": ["error", { exclude: BOTH }] },
});

const MEANT = [
  // A card is named by its speaker; a heading for each would bury the questions in the outline.
  /^Article lacks heading\./,
  // A frame's width and border, in the words that every browser knows and every content system keeps.
  /^Bad value “100%” for attribute “width” on element “iframe”/,
  /^Attribute "width" has invalid value "100%"$/,
  /^The “frameborder” attribute on the “iframe” element is obsolete\./,
  /^Attribute "frameborder" is deprecated on <iframe> element$/,
  // To the checker a file has no origin, so that nothing is its own; browsers show what the policy lets through.
  /^Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “(frame\.css|frame\.js|embed\.js)” blocked/,
];
const isMeant = (message) => MEANT.some((each) => each.test(message));

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

function stories() {
  const folders = readdirSync(join(ROOT, "tests/fixtures/view")).map((name) => `tests/fixtures/view/${name}/story.json`);
  const published = readdirSync(join(ROOT, "www/stories")).map((name) => `www/stories/${name}`);
  return [...folders, ...published.filter((name) => name.endsWith(".json"))];
}

/** The pages of the demonstration newspaper, and those about embedding. */
const demo = () => ["www", "www/embed"].flatMap((folder) => readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".html")).map((name) => join(ROOT, folder, name)));

/** Writes a page for each story and form, and the gallery; their files, and those that stand as they are. */
function write() {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  // Every part of the box in every state that an example shows, on one page.
  execFileSync(TOOL, ["gallery", "--out", dirname(GALLERY)], { cwd: ROOT });
  return [GALLERY, join(ROOT, "src/embed/frame.html"), ...demo(), ...stories().flatMap((story) =>
    FORMS.map(({ name, args, before }) => {
      const html = execFileSync(TOOL, ["prerender", ...args, story], { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      const file = join(OUT, `${story.split("/").at(-1) === "story.json" ? story.split("/").at(-2) : basename(story, ".json")}.${name}.html`);
      writeFileSync(file, name === "page" ? html : article(html, before));
      return file;
    }),
  )];
}

/** What vnu says of the files, by file. */
function judged(files) {
  const { stderr, error } = spawnSync("java", ["-jar", String(vnu), "--format", "json", ...files], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  const said = new Map();
  for (const { url, type, message, lastLine, extract = "" } of JSON.parse(stderr).messages) {
    if (isMeant(message)) continue;
    const file = fileURLToPath(url);
    said.set(file, [...(said.get(file) ?? []), `vnu ${type}, line ${lastLine}: ${message} ${extract.trim().slice(0, 160)}`]);
  }
  return said;
}

// The boxes of the gallery have roots of their own, in which ids are theirs alone; the linter sees one document.
const ACROSS_ROOTS = "unique-landmark";

/** What the linter says of a file. */
async function linted(file) {
  const { results } = await lint.validateFile(file);
  const own = ({ ruleId, message }) => !isMeant(message) && !(ruleId === ACROSS_ROOTS && file === GALLERY);
  return results.flatMap(({ messages }) => messages.filter(own).map(({ ruleId, message, line }) => `html-validate ${ruleId}, line ${line}: ${message}`));
}

const files = write();
// Both find fault with a page that has some, or their silence on the others would mean nothing.
const broken = join(OUT, "broken.html");
writeFileSync(broken, article('<p id="a"><div id="a" style="color: red"></p><h4>Too deep</h4>\n'));
const judgements = judged([...files, broken]);
let failed = 0;
for (const file of files) {
  const messages = new Set([...(judgements.get(file) ?? []), ...(await linted(file))]);
  if (messages.size) failed++;
  for (const message of messages) console.log(`${relative(ROOT, file)}: ${message}`);
}
if (!judgements.has(broken) || !(await linted(broken)).length) {
  failed++;
  console.log("a broken page comes through: a checker does not check");
}
console.log(`# pass ${files.length + 1 - failed}`);
console.log(`# fail ${failed}`);
process.exitCode = failed ? 1 : 0;
