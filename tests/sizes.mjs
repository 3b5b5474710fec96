// What a reader pays, against the budget: the bytes of what boxes share, by part (Brotli, quality 11), and of the larger of the
// founding stories what a snippet with its style in it asks for that nobody turns to, what a script tag loads until its box can be read and its
// questions work without the WebAssembly, the elements that a browser keeps for a box, and the bytes of a snippet as a page
// has them. Which files each of them loads is tested in browser/static.test.mjs.
import { readFileSync } from "node:fs";
import { constants, brotliCompressSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const KB = 1024;
const STORY = "leicestershire-palantir";
const PARTS = {
  loader: "embed.js",
  static: "static.js",
  box: "box.js",
  mount: "mount.js",
  swap: "swap.js",
  acts: "acts.js",
  documents: "documents.js",
  module: "module.js",
  glue: "contract_fact_box.js",
  wasm: "contract_fact_box_bg.wasm",
  css: "contract-fact-box.css",
};
const BUDGET = {
  loader: 2 * KB,
  css: 6 * KB,
  live: 80 * KB,
  untouched: 3 * KB,
  readable: 16 * KB,
  snippet: 100 * KB,
  elements: 1500,
};

const read = (path) => readFileSync(new URL(path, DIST));
const { names } = JSON.parse(read("manifest.json"));
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const sizeOf = (file) => brotliCompressSync(read(file), options).length;
const sizes = Object.fromEntries(
  Object.entries(PARTS).map(([part, file]) => [part, sizeOf(names[file])]),
);
sizes.live = Object.values(sizes).reduce((sum, bytes) => sum + bytes);
sizes.untouched = sizes.loader + sizeOf(`stories/${STORY}.now.json`);
sizes.readable = sizes.loader + sizes.static + sizes.css + sizeOf(`stories/${STORY}.box.html`);

const snippet = read(`stories/${STORY}.snippet.html`);
// In the template is the box, which the live one has the markup of (parity.test.mjs).
const [, box] = String(snippet).match(/(<section[\s\S]*)<\/template>/);
const counts = { snippet: snippet.length, elements: box.match(/<[a-z]/g).length };

let over = 0;
function print(part, count, unit) {
  const budget = BUDGET[part];
  if (budget && count > budget) over++;
  const note = budget ? `of ${budget}${count > budget ? ", OVER BUDGET" : ""}` : "";
  console.log(`${part.padEnd(9)} ${String(count).padStart(7)} ${unit} ${note}`.trimEnd());
}
for (const [part, bytes] of Object.entries(sizes)) print(part, bytes, "bytes");
print("snippet", counts.snippet, "bytes");
print("elements", counts.elements, "elements");
process.exitCode = over ? 1 : 0;
