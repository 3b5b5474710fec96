// What comes of each way in each condition, as recorded: a line for each pair, in the words of `found` or "live".
// `outcome` is one word, or one by engine where they differ; `why` says why it is not a live box.
import { readFileSync, writeFileSync } from "node:fs";

import { GROUPS } from "./conditions.mjs";

const RECORD = new URL("../fixtures/hosts/outcomes.json", import.meta.url);

/** The lines of the record. */
export const record = JSON.parse(readFileSync(RECORD, "utf8"));

const line = (condition, way) => record.find((each) => each.condition === condition && each.way === way);
const by = ({ outcome }, engine) => (typeof outcome === "string" ? outcome : outcome?.[engine]);

/** What is recorded for an engine. */
export const of = (condition, way, engine) => by(line(condition, way) ?? {}, engine);

const seen = new Map();

/** Keeps what came, to be written. */
export function set(condition, way, engine, outcome) {
  const key = `${condition}\n${way}`;
  seen.set(key, { ...seen.get(key), [engine]: outcome });
}

/** Writes what has come into the record, in the order of the conditions, with what stands there of why. */
export function write() {
  const order = Object.values(GROUPS).flatMap(Object.keys);
  const came = [...seen].map(([key, all]) => [...key.split("\n"), all]).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  const lines = came.map(([condition, way, all]) => {
    const [outcome, ...others] = new Set(Object.values(all));
    const why = line(condition, way)?.why;
    return JSON.stringify({ condition, way, outcome: others.length ? all : outcome, ...(why && { why }) });
  });
  writeFileSync(RECORD, `[\n${lines.map((each) => `  ${each}`).join(",\n")}\n]\n`);
}
