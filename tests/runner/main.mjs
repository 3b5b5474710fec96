// Runs suites in two lanes, with a line when each begins and when it ends.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { delimiter, resolve } from "node:path";

import { install } from "./install.mjs";
import { NIGHTLY, SETS, SUITES } from "./suites.mjs";

const OUTPUT = "tests/output";
/** How much of a failing suite's log is shown. */
const SHOWN_LINES = 80;

/** The suites to run: those that are named, by sets or one by one, and those that they come after. */
function chosen(args) {
  const suites = args.flatMap((name) => SETS[name] ?? name);
  const unknown = suites.find((name) => !SUITES[name]);
  if (unknown)
    throw new Error(
      `no suite or set is called ${unknown}; there are ${[...Object.keys(SETS), ...Object.keys(SUITES)].join(" ")}`,
    );
  const wanted = new Set();
  const want = (name) => {
    SUITES[name].after?.forEach(want);
    wanted.add(name);
  };
  suites.forEach(want);
  return Object.keys(SUITES).filter((name) => wanted.has(name));
}

/** The counts in the last line of a log that has any: every runner's summary says "N passed" and, of failures, "N failed". */
function counts(log, isRight) {
  const summary = log.split("\n").findLast((line) => /\b\d+ passed\b/.test(line)) ?? "";
  const number = (word) => Number(new RegExp(`(\\d+) ${word}\\b`).exec(summary)?.[1] ?? 0);
  const [passed, failed] = [number("passed"), number("failed")];
  // What counts nothing is one test; what counts and has found none has not passed.
  if (!summary) return { passed: Number(isRight), failed: Number(!isRight) };
  return { passed, failed: failed || Number(!isRight || passed === 0) };
}

/** What runs now, each a process group of its own, so that its children end with it. */
const running = new Set();

function end(signal) {
  for (const { pid } of running) {
    try {
      process.kill(-pid, "SIGTERM");
    } catch {
      // It has just ended by itself.
    }
  }
  process.exit(signal === "SIGINT" ? 130 : 143);
}

/** Runs a suite to its end, its output in a log. */
async function run(name, env) {
  const path = `${OUTPUT}/${name}.log`;
  const start = Date.now();
  console.log(`${name} …`);
  const log = openSync(path, "w");
  const child = spawn("bash", ["-euo", "pipefail", "-c", SUITES[name].run], {
    detached: true,
    env,
    stdio: ["ignore", log, log],
  });
  running.add(child);
  const isRight = await new Promise((ended) => child.on("close", (code) => ended(code === 0)));
  running.delete(child);
  closeSync(log);
  const text = readFileSync(path, "utf8");
  const { passed, failed } = counts(text, isRight);
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(
    `${failed ? "FAILED " : ""}${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
  if (failed)
    console.log(
      `${text.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n")}\nthe whole output of ${name}: ${path}`,
    );
  return { passed, failed };
}

/** Runs a suite, unless what it needs has failed. */
async function runAfter(name, needed, env) {
  if (needed.every(({ failed }) => failed === 0)) return run(name, env);
  console.log(`FAILED ${name}: not run, since it needs ${SUITES[name].after.join(" and ")}`);
  return { passed: 0, failed: 1 };
}

/** Runs the suites, those of a lane one after the other, each after those that it needs. */
async function runAll(names, env) {
  const results = {};
  const last = {};
  for (const name of names) {
    const { lane, after = [] } = SUITES[name];
    const needed = Promise.all(after.map((other) => results[other]));
    results[name] = last[lane] = Promise.all([needed, last[lane]]).then(([needed]) =>
      runAfter(name, needed, env),
    );
  }
  return Promise.all(Object.values(results));
}

function sum(results) {
  const [passed, failed] = ["passed", "failed"].map((key) =>
    results.reduce((total, result) => total + result[key], 0),
  );
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

process.on("SIGINT", end);
process.on("SIGTERM", end);
process.on("SIGHUP", end);
mkdirSync(OUTPUT, { recursive: true });
try {
  const args = process.argv.length > 2 ? process.argv.slice(2) : ["quick"];
  const names = chosen(args);
  const path = install(names.flatMap((name) => SUITES[name].needs ?? []));
  const env = {
    CARGO_TERM_COLOR: "never",
    // The tool as `build` has compiled it, for the suites that run it.
    TOOL: resolve(process.env.CARGO_TARGET_DIR ?? "target", "debug/contract-fact-box"),
    ...process.env,
    ...(args.includes("nightly") && NIGHTLY),
    PATH: [...path, process.env.PATH].join(delimiter),
  };
  console.log(`${names.join(" ")}\n`);
  sum(await runAll(names, env));
} catch (error) {
  console.log(error.message);
  sum([{ passed: 0, failed: 1 }]);
}
