// The schema in a code editor, by the service that VS Code has for JSON: what it explains, completes, inserts and marks.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test } from "@playwright/test";
import languages from "vscode-json-languageservice";

import { ROOT } from "./browser/servers.mjs";
import { TOOL, callTool } from "./tool.mjs";

const { getLanguageService, TextDocument } = languages;
const SCHEMA = "https://cdn.example.org/contract-fact-box/story.schema.json";
const FILE = "file:///stories/bridge.json";

let service;
test.beforeAll(async () => {
  const schema = await callTool("schema", "--base", "https://cdn.example.org/contract-fact-box/");
  assert.equal(JSON.parse(schema).$id, SCHEMA);
  service = getLanguageService({
    schemaRequestService: async (url) => {
      assert.equal(url, SCHEMA, "no other schema is asked for");
      return schema;
    },
    clientCapabilities: {
      textDocument: {
        completion: {
          completionItem: { snippetSupport: true, documentationFormat: ["markdown"] },
        },
      },
    },
  });
  service.configure({ validate: true, allowComments: false });
});

/** A story in which the documentation's editor is writing, with the text at a key. */
const STORY = {
  id: "bridge",
  lang: "en-GB",
  title: "A new bridge",
  as_of: "2026-03-04",
  published_at: "2026-03-04",
  publisher: "The Example",
  sources: ["notice", "gazette"].map((id) => ({
    id,
    kind: id === "notice" ? "notice" : "report",
    title: "A title",
    publisher: "The Example",
    url: "unknown",
    published: "unknown",
  })),
  parties: [
    { id: "council", name: "The council", kind: "organisation", role_as_described: "buyer" },
    { id: "ann", name: "Ann Example", kind: "person", role_as_described: "resident" },
  ],
  contracts: { title: "A bridge", sources: "notice", buyer: "council", status: "signed" },
  issues: {
    id: "deal",
    kind: "proposal",
    question: "Should the council build the bridge?",
    label: "The bridge",
    scope: "this_contract",
  },
  positions: [
    {
      id: "ann-no",
      stakeholder: "ann",
      issue: "deal",
      stance: "opposes",
      expression: "quote",
      text: "Nobody asked us.",
      said_on: "not_given",
      sources: "gazette",
    },
  ],
};

/** Opens a document; `|` is where the cursor is. */
function open(text) {
  const offset = text.indexOf("|");
  const document = TextDocument.create(FILE, "json", 1, text.replace("|", ""));
  const position = offset < 0 ? undefined : document.positionAt(offset);
  return { document, json: service.parseJSONDocument(document), position };
}

/** A story with the text in place of what it has at a key, or beside what it has. */
function storyWith(key, text) {
  const story = JSON.stringify({ $schema: SCHEMA, ...STORY, [key]: "@" }, null, 2);
  return story.replace('"@"', () => text);
}

async function hover(text) {
  const { document, json, position } = open(text);
  const found = await service.doHover(document, position, json);
  return found
    ? [found.contents]
        .flat()
        .map((part) => part.value ?? part)
        .join("\n")
    : "";
}

async function complete(text) {
  const { document, json, position } = open(text);
  const { items } = await service.doComplete(document, position, json);
  return { document, items };
}

async function problems(text) {
  const { document, json } = open(text);
  const found = await service.doValidation(document, json);
  return found.map(({ message, range }) => ({ message, at: document.getText(range) }));
}

/** What is in the document once an item has been chosen, with the first of each choice and no cursor. */
function inserted(document, { textEdit }) {
  const text = textEdit.newText
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+|\$\{\d+\}/g, "");
  return TextDocument.applyEdits(document, [{ ...textEdit, newText: text }]);
}

const check = (text) => spawnSync(TOOL, ["check", "-"], { input: text, encoding: "utf8" });

for (const [key, text, explained] of [
  ["title", '"A |bridge"', "The title of the box."],
  ["version", "|2", "one higher with each published change"],
  ["contracts", '{ "tit|le": "A bridge" }', "What the contract is for, in a few words."],
  ["contracts", '[{ "values": { "amount": "1", "v|at": "incl" } }]', "value added tax"],
  ["contracts", '[{ "values": [{ "value": { "v|at": "incl" } }] }]', "value added tax"],
  ["contracts", '[{ "bu|yer": "council" }]', "Who buys."],
  ["parties", '{ "id": "ann", "role_as_desc|ribed": "resident" }', "as the sources describe it"],
  ["positions", '[{ "stan|ce": "opposes" }]', "stance on the issue"],
  ["positions", '[{ "stance": "opp|oses" }]', "Against the proposal"],
  ["contracts", '[{ "status": "sig|ned" }]', "Signed."],
  ["positions", '[{ "attrib|uted": "named" }]', "If absent, a person by name"],
]) {
  test(`the pointer over ${text} explains it`, async () => {
    const shown = await hover(storyWith(key, text));
    assert.ok(shown.includes(explained), shown);
  });
}

for (const [key, text, offered] of [
  ["positions", '[{ "stance": | }]', ["supports", "opposes", "concerned", "none_stated"]],
  ["positions", '{ "expression": "|" }', ["quote", "paraphrase", "vote", "action", "document"]],
  ["sources", '[{ "kind": "|" }]', ["notice", "decision", "report", "dataset"]],
  ["parties", '[{ "kind": | }]', ["organisation", "person", "group"]],
  ["contracts", '[{ "status": | }]', ["proposed", "signed", "blocked", "terminated_early"]],
  ["contracts", '[{ "status": { "code": | } }]', ["proposed", "signed", "blocked"]],
  ["contracts", '[{ "buyer": | }]', ["not_published", "redacted", "unknown"]],
  ["contracts", '[{ "values": { "amount": "1", "stage": | } }]', ["estimate", "spent"]],
  ["contracts", '{ "procurement": { "method": "|" } }', ["open", "direct", "not_published"]],
]) {
  test(`in ${text} the codes are offered, and nothing that stands for nothing`, async () => {
    const { items } = await complete(storyWith(key, text));
    const labels = items.map(({ label }) => label);
    for (const code of offered) assert.ok(labels.includes(`"${code}"`), labels.join(" "));
    assert.ok(!labels.includes("null"), labels.join(" "));
    const [code] = items.filter(({ label }) => label === `"${offered[0]}"`);
    assert.ok(code.documentation, "each code says what it means");
  });
}

test("the keys that are left to write are offered, each explained", async () => {
  const { items } = await complete(
    storyWith("positions", '[{ "stakeholder": "ann", "issue": "deal", "|" }]'),
  );
  const labels = items.map(({ label }) => label);
  for (const key of ["stance", "expression", "text", "sources", "criticises"])
    assert.ok(labels.includes(key), labels.join(" "));
  assert.ok(!labels.includes("issue"), "what is there already is not");
  assert.ok(items.find(({ label }) => label === "stance").documentation);
});

/** By what an editor chooses, where, and the key of the story. */
const INSERTED = [
  ["positions", `[${JSON.stringify(STORY.positions[0])}, |]`, "A quotation"],
  ["positions", "[|]", "What somebody is reported to have said"],
  ["positions", "|", "A quotation"],
  ["positions", `[${JSON.stringify(STORY.positions[0])}, |]`, "An answer to criticism"],
  [
    "sources",
    `[${STORY.sources.map((each) => JSON.stringify(each))}, |]`,
    "A news report",
    "gazette",
  ],
  [
    "sources",
    `[${STORY.sources.map((each) => JSON.stringify(each))}, |]`,
    "A public record",
    "notice",
  ],
  [
    "parties",
    `[${STORY.parties.map((each) => JSON.stringify(each))}, |]`,
    "Somebody who has a view, or might",
    "ann",
  ],
  [
    "parties",
    `[${STORY.parties.map((each) => JSON.stringify(each))}, |]`,
    "Somebody who is only mentioned",
    "council",
  ],
  ["contracts", '{ "title": "A", "status": "unknown", "values": [|] }', "A figure"],
  ["contracts", '{ "title": "A", "status": "unknown", "values": | }', "A figure"],
  ["contracts", '{ "title": "A", "status": "unknown", "buyer": | }', "Who it is, with the source"],
  ["contracts", '{ "title": "A", "status": "unknown", "purpose": | }', "A fact with its source"],
  [
    "contracts",
    '{ "title": "A", "status": "unknown", "dates": { "signed": | } }',
    "A date with its source",
  ],
  ["contracts", '{ "title": "A", "status": | }', "A status with its source"],
  ["contracts", '{ "title": "A", "status": "unknown", "events": [|] }', "Something that happened"],
  ["issues", `[${JSON.stringify(STORY.issues)}, |]`, "A claim"],
  ["issues", "[|]", "A proposal"],
  ["silences", "[|]", "Somebody who did not answer"],
  ["silences", "[|]", "Somebody who refused to comment"],
  ["corrections", "[|]", "A correction"],
];
for (const [key, text, label, taken] of INSERTED) {
  test(`“${label}” in ${key}: ${text.slice(-20)} makes the story no worse`, async () => {
    const { document, items } = await complete(storyWith(key, text));
    const item = items.find((each) => each.label === label);
    assert.ok(item, items.map((each) => each.label).join(", "));
    assert.ok(item.documentation);
    let story = inserted(document, item);
    // An id that the story has already is the editor's to change.
    if (taken) {
      const at = story.lastIndexOf(`"id": "${taken}"`);
      story = `${story.slice(0, at)}"id": "another"${story.slice(at + taken.length + 8)}`;
    }
    const { stdout, status } = check(story);
    assert.equal(stdout, "");
    assert.equal(status, 0);
    assert.deepEqual(await problems(story), []);
  });
}

for (const [key, text, at, message] of [
  ["positions", '[{ "stance": "for" }]', '"for"', /supports/],
  ["contracts", '[{ "title": "A", "status": "sined" }]', '"sined"', /signed/],
  ["sources", '{ "kind": "article" }', '"article"', /notice/],
  ["as_of", '"4 March"', '"4 March"', /2024-06-03/],
  ["contracts", '{ "title": "A", "status": "signed", "vlaues": [] }', '"vlaues"', /not allowed/],
  ["sources", '[{ "id": "Gazette" }]', '"Gazette"', /small|accents/],
]) {
  test(`${text} is marked where it is wrong`, async () => {
    const found = await problems(storyWith(key, text));
    const marked = found.find((each) => each.at === at);
    assert.ok(marked, JSON.stringify(found));
    assert.match(marked.message, message);
  });
}

test("what is to be filled in is marked in a new story", async () => {
  const folder = await mkdtemp(join(tmpdir(), "contract-fact-box-"));
  try {
    const base = SCHEMA.replace("story.schema.json", "");
    await callTool("new", "bridge", "--out", folder, "--base", base);
    const text = readFileSync(join(folder, "bridge.json"), "utf8");
    const found = (await problems(text)).filter(({ at }) => at === '""');
    assert.equal(found.length, text.match(/""/g).length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

for (const file of [
  "www/stories/met-police-palantir.json",
  "www/stories/met-police-palantir/1.json",
  "www/stories/leicestershire-palantir.json",
  "www/stories/specimen.json",
  "tests/fixtures/check/short-forms/right.json",
  "tests/fixtures/view/full/story.json",
]) {
  test(`nothing is marked in ${file}, which is sound`, async () => {
    const { $schema, ...story } = JSON.parse(readFileSync(join(ROOT, file), "utf8"));
    assert.deepEqual(await problems(JSON.stringify({ $schema: SCHEMA, ...story }, null, 2)), []);
  });
}
