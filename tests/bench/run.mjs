// Measures the box beside what others offer newsrooms, with the same content, in one run of one browser: `node tests/bench/run.mjs`.
//
//   --rounds N   how often each is measured; 5 if nothing is said
//   --many N     how often pages with many boxes are measured, which take long and differ little; 3 if nothing is said
//   --only a,b   these variants alone, by their names in variants/index.mjs
//   --quick      one round if nothing else is said, and no pages with many boxes
//   --write      writes the tables into www/docs/speed.md
//
// It needs a built `dist/`. Nothing here fails because something is slow.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import { launch } from "../browser/chromium.mjs";
import { ROOT } from "../browser/servers.mjs";
import { readContent } from "./content.mjs";
import { measureCosts, measureMany, measureTimes } from "./measure.mjs";
import { measureBytes } from "./needs.mjs";
import { installPackages } from "./packages.mjs";
import { writePage } from "./pages.mjs";
import { writeIntoPage, writeReport } from "./report.mjs";
import { startServers } from "./serve.mjs";
import { VARIANTS } from "./variants/index.mjs";
import { PROFILES } from "./visit.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string" },
    many: { type: "string", default: "3" },
    only: { type: "string" },
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const counts = options.quick ? [] : [10, 50];
const manyRounds = Number(options.many);

/** Each figure of each round, for whoever wants to know more than the medians. */
const RESULTS = join(ROOT, "tests/output/bench/results.json");

function chosenNames() {
  const names = options.only?.split(",") ?? Object.keys(VARIANTS);
  const unknown = names.find((name) => !VARIANTS[name]);
  if (unknown)
    throw new Error(`nothing is called ${unknown}; there are ${Object.keys(VARIANTS).join(" ")}`);
  return names;
}

/** Makes a variant and puts its files and pages onto the servers. */
async function prepare(name, content, servers) {
  const variant = await VARIANTS[name](content, `${servers.bundle.url}/${name}`);
  for (const { path, body } of variant.files) servers.bundle.add(`${name}/${path}`, body);
  for (const count of [1, ...counts])
    servers.page.add(`${name}-${count}.html`, writePage(variant, count));
  const url = (count) => `${servers.page.url}/${name}-${count}.html`;
  return { variant, url, rounds: [] };
}

/** What a measurement gives; undefined, and a line that says so, where it could not be made. */
async function attempt(what, measure) {
  try {
    return await measure();
  } catch (error) {
    console.log(`${what} could not be measured: ${error.message}`);
    return undefined;
  }
}

/** One round of a variant. */
async function measureRound(servers, { variant, url }, withMany) {
  // One browser measures all; another takes its place only if it has ended.
  if (!browser.isConnected()) {
    console.log("the browser has ended; another is started");
    browser = await launch();
  }
  const round = { times: {}, costs: {}, many: {} };
  const measure = (what, work, ...rest) =>
    attempt(`${variant.name}, ${what}`, () => work(browser, variant, servers, ...rest));
  for (const profile of Object.keys(PROFILES)) {
    round.times[profile] = await measure(`times, ${profile}`, measureTimes, url(1), profile);
    round.costs[profile] = await measure(`costs, ${profile}`, measureCosts, url(1), profile);
  }
  for (const count of withMany ? counts : [])
    round.many[count] = await measure(`${count} boxes`, measureMany, url(count), count);
  return round;
}

async function run(servers) {
  const names = chosenNames();
  const content = readContent();
  const results = [];
  for (const name of names) {
    const result = await prepare(name, content, servers);
    result.bytes = await measureBytes(browser, result.variant, servers, result.url(1));
    console.log(`bytes: ${name}`);
    results.push(result);
  }
  for (let round = 0; round < rounds; round++) {
    // Each begins once, so that none always comes after the same one.
    const order = results.map((_, at) => results[(at + round) % results.length]);
    for (const result of order) {
      const start = Date.now();
      result.rounds.push(await measureRound(servers, result, round < manyRounds));
      const seconds = Math.round((Date.now() - start) / 1000);
      console.log(`round ${round + 1} of ${rounds}: ${result.variant.name} (${seconds} s)`);
    }
  }
  const figures = results.map(({ variant: { name }, bytes, rounds }) => ({ name, bytes, rounds }));
  writeFileSync(RESULTS, JSON.stringify(figures, null, 1));
  const report = writeReport(results, { counts, chromium: browser.version() });
  console.log(`\n${report}`);
  if (options.write) writeIntoPage(report);
}

installPackages();
mkdirSync(dirname(RESULTS), { recursive: true });
const servers = await startServers();
let browser = await launch();
try {
  await run(servers);
} finally {
  await browser.close();
  servers.close();
}
