// The built folder as a package: installed, imported, type-checked; and the schema that is in it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { test } from "@playwright/test";
import Ajv from "ajv/dist/2020.js";

import { DIST, ROOT } from "./browser/servers.mjs";

const run = promisify(execFile);
const path = (name) => join(ROOT, name);
const read = (name) => readFileSync(join(DIST, name));
const TSC = path("tests/node_modules/.bin/tsc");

// A project of somebody's, with the package installed as they would.
let project, packed;

test.beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "contract-fact-box-"));
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", project, DIST], {
    cwd: project,
  });
  [packed] = [JSON.parse(stdout)].flatMap((each) =>
    Array.isArray(each) ? each : Object.values(each),
  );
  const archive = join(project, packed.filename);
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", archive], { cwd: project });
});
test.afterAll(() => rm(project, { recursive: true, force: true }));

const resolve = async (name) => {
  const program = `process.stdout.write(import.meta.resolve("${name}"))`;
  const found = await run("node", ["--input-type=module", "--eval", program], { cwd: project });
  return found.stdout;
};

test("the package holds the whole folder", () => {
  const names = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const all = names.map((each) =>
    join(each.parentPath, each.name).slice(DIST.length).replace(/^\//, ""),
  );
  assert.deepEqual(packed.files.map((each) => each.path).sort(), all.sort());
});

for (const name of [
  "",
  "/embed.js",
  "/contract-fact-box.css",
  "/manifest.json",
  "/story.schema.json",
  "/stories/leicestershire-palantir.json",
  "/package.json",
]) {
  test(`"contract-fact-box${name}" can be imported`, async () => {
    const file = join(project, "node_modules/contract-fact-box", name || "contract-fact-box.js");
    assert.equal(await resolve(`contract-fact-box${name}`), pathToFileURL(file).href);
    assert.deepEqual(readFileSync(file), read(name.slice(1) || "contract-fact-box.js"));
  });
}

// What a newsroom may write, and what the types must tell it is wrong.
const PROGRAM = `
import { FactBoxError, check, mount, type FactBoxIssue, type MountedFactBox } from "contract-fact-box";

const element = document.querySelector("#place")!;
const control = new AbortController();
const box: MountedFactBox = await mount(element, "some-story", { base: "https://cdn.example.org/box/", version: 2, lang: "fr", headingLevel: 3, theme: "dark", signal: control.signal });
await mount(element, new URL("https://example.org/story.json"));
await mount(element, { format: "contract-fact-box/3", id: "a", title: "A" });
await mount(element, { schema_version: "1.0", id: "a", version: 1 });
await mount(element, { id: "a", lang: "en" });
await box.update("other", { lang: "de" });
box.destroy();
const issues: FactBoxIssue[] = await check({ id: "a" });
try {
  await mount(element, "a");
} catch (error) {
  if (error instanceof FactBoxError && error.code === "story") console.log(error.issues.map((issue) => issue.path.trim()), issues);
}
document.addEventListener("contract-fact-box:open", ({ detail }) => console.log(detail.story.trim(), detail.place.trim()));
window.addEventListener("contract-fact-box:error", ({ detail }) => console.log(detail.code === "timeout", detail.message.trim()));
element.addEventListener("click", () => {});
const host: HTMLElement = document.createElement("contract-fact-box");
host.addEventListener("contract-fact-box:compare", ({ detail }) => detail.people.join());
host.addEventListener("contract-fact-box:filter", ({ detail }) => detail.issue.trim());
host.addEventListener("contract-fact-box:share", ({ detail }) => detail.what === "cite");
`;
const WRONG = [
  "await mount(element, 1);",
  'await mount(element, "a", { headingLevel: 7 });',
  'await mount(element, "a", { theme: "pink" });',
  'await mount(element, "a", { colour: "dark" });',
  'await mount(null, "a");',
  "await box.update();",
  "new FactBoxError();",
  'document.addEventListener("contract-fact-box:open", ({ detail }) => detail.people);',
  'try { box.destroy(); } catch (error) { if (error instanceof FactBoxError && error.code === "other") throw error; }',
];

async function complaints(program) {
  await writeFile(join(project, "program.ts"), program);
  const args = [
    "--noEmit",
    "--pretty",
    "false",
    "--strict",
    "--target",
    "es2022",
    "--module",
    "nodenext",
    "--lib",
    "es2022,dom",
    "--types",
    "",
    "program.ts",
  ];
  return run(TSC, args, { cwd: project }).then(
    () => [],
    ({ stdout }) =>
      stdout
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith(" ")),
  );
}

test("its types let a program do what it can do", async () =>
  assert.deepEqual(await complaints(PROGRAM), []));

test("its types tell what is wrong in a program", async () => {
  const told = await complaints([PROGRAM.trim(), ...WRONG].join("\n"));
  const first = PROGRAM.trim().split("\n").length + 1;
  const lines = told.map((line) => Number(/^program\.ts\((\d+),/.exec(line)?.[1]));
  assert.deepEqual(
    [...new Set(lines)],
    WRONG.map((_, at) => first + at),
    told.join("\n"),
  );
});

test("the manifest tells the hash of each file, and what lies beside it is the same file", () => {
  const { files, names, script } = JSON.parse(read("manifest.json"));
  for (const [name, { bytes, brotli, gzip, integrity }] of Object.entries(files)) {
    const content = read(name);
    assert.equal(content.length, bytes, name);
    assert.equal(
      `sha384-${createHash("sha384").update(content).digest("base64")}`,
      integrity,
      name,
    );
    assert.ok(brotli > 0 && gzip > 0, name);
  }
  const all = readdirSync(DIST, { recursive: true });
  const compressed = all.filter((name) => /\.(br|gz)$/.test(name));
  assert.ok(
    compressed.includes("embed.js.br") && compressed.some((name) => name.endsWith(".wasm.gz")),
  );
  for (const name of compressed) {
    const plain = name.slice(0, -3);
    assert.deepEqual(
      (name.endsWith(".br") ? brotliDecompressSync : gunzipSync)(read(name)),
      read(plain),
      name,
    );
  }
  assert.deepEqual(script, { src: names["embed.js"], integrity: files["embed.js"].integrity });
  assert.deepEqual(read("embed.js"), read(script.src));
  for (const [plain, hashed] of Object.entries(names)) {
    const hash = createHash("sha256").update(read(hashed)).digest("hex").slice(0, 10);
    assert.equal(hashed, plain.replace(/\.(\w+)$/, `.${hash}.$1`));
  }
});

const validator = () => {
  const schema = JSON.parse(read("story.schema.json"));
  return new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
};
let valid;
test.beforeAll(() => (valid = validator()));
const story = (name) => JSON.parse(readFileSync(path(name), "utf8"));
const stories = (folder) =>
  readdirSync(path(folder), { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .map((name) => `${folder}/${name}`);
const SOUND = [
  ...stories("www/stories"),
  ...stories("tests/fixtures/stories"),
  "tests/fixtures/check/clean/story.json",
  "tests/fixtures/check/short-forms/right.json",
  "tests/fixtures/view/full/story.json",
];

for (const name of SOUND) {
  test(`${name} is as the schema says`, () =>
    assert.ok(valid(story(name)), JSON.stringify(valid.errors, null, 1)));
}

test("what has another shape is not as the schema says", () => {
  assert.equal(valid(story("tests/fixtures/check/shapes/story.json")), false);
  const sound = story("tests/fixtures/check/clean/story.json");
  const { title, ...untitled } = sound;
  for (const wrong of [
    [],
    {},
    untitled,
    { ...sound, version: "1" },
    { ...sound, colour: "red" },
    { ...sound, contracts: {} },
  ]) {
    assert.equal(valid(wrong), false, JSON.stringify(wrong).slice(0, 80));
  }
});
