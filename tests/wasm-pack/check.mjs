// Imports the module that wasm-pack has made into a folder, as a page would.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const description = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const { default: init, mount } = await import(pathToFileURL(join(folder, description.main)));
const wasm = readdirSync(folder).find((name) => name.endsWith(".wasm"));
const exports = await init({ module_or_path: readFileSync(join(folder, wasm)) });

assert.equal(typeof mount, "function");
assert.equal(typeof exports.mount, "function");
assert.ok(exports.memory.buffer.byteLength > 0);
// It runs: what is no element of a page is refused by the module itself, and not by a trap.
assert.throws(
  () => mount({}, {}),
  (error) => !(error instanceof WebAssembly.RuntimeError),
);
