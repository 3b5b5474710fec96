// Bytes that a reader pays until a box is interactive, by part, against the budget. Brotli, quality 11.
import { readFileSync } from "node:fs";
import { constants, brotliCompressSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const KB = 1024;
const PARTS = {
  loader: "embed.js",
  box: "box.js",
  acts: "acts.js",
  documents: "documents.js",
  module: "module.js",
  glue: "contract_fact_box.js",
  wasm: "contract_fact_box_bg.wasm",
  css: "contract-fact-box.css",
};
const BUDGET = { loader: 2 * KB, all: 96 * KB };

const { names } = JSON.parse(readFileSync(new URL("manifest.json", DIST), "utf8"));
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
const size = (file) => brotliCompressSync(readFileSync(new URL(names[file], DIST)), options).length;

const sizes = Object.fromEntries(Object.entries(PARTS).map(([part, file]) => [part, size(file)]));
sizes.all = Object.values(sizes).reduce((sum, bytes) => sum + bytes);

let over = 0;
for (const [part, bytes] of Object.entries(sizes)) {
  const budget = BUDGET[part];
  if (budget && bytes > budget) over++;
  const note = budget ? `of ${budget}${bytes > budget ? ", OVER BUDGET" : ""}` : "";
  console.log(`${part.padEnd(9)} ${String(bytes).padStart(7)} bytes ${note}`);
}
process.exitCode = over ? 1 : 0;
