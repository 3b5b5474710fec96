// What comes of each way in each condition, as recorded: a line for each pair, in the words of `found` or "live".
// `outcome` is one word, or one by engine where they differ; `why` says why it is not a live box.
import { readFileSync, writeFileSync } from "node:fs";

import { GROUPS } from "./conditions.mjs";

const RECORD = new URL("../fixtures/hosts/outcomes.json", import.meta.url);
const read = () => JSON.parse(readFileSync(RECORD, "utf8"));

/** The lines of the record. */
export const record = read();

const lineOf = (lines, condition, way) =>
  lines.find((each) => each.condition === condition && each.way === way);

/** What is recorded for an engine. */
export function outcomeOf(condition, way, engine) {
  const outcome = lineOf(record, condition, way)?.outcome;
  return typeof outcome === "object" ? outcome[engine] : outcome;
}

/** Whether the engines are recorded to differ in what comes of a way in a condition. */
export const differs = (condition, way) =>
  typeof lineOf(record, condition, way)?.outcome === "object";

const seen = [];

/** Keeps what came, to be written. */
export function keepOutcome(condition, way, engine, outcome) {
  seen.push({ condition, way, engine, outcome });
}

/**
 * Writes what has come in these engines into the record, in the order of the conditions and ways, with what stands there of
 * why. `enginesOf` gives those in which a condition is tried.
 */
export function writeOutcomes(ways, enginesOf) {
  if (!seen.length) return;
  const before = read();
  const lines = Object.values(GROUPS)
    .flatMap(Object.keys)
    .flatMap((condition) =>
      ways.map((way) => {
        const { outcome: old, why } = lineOf(before, condition, way) ?? {};
        const all = Object.fromEntries(
          enginesOf(condition).map((engine) => [
            engine,
            typeof old === "object" ? old[engine] : old,
          ]),
        );
        for (const each of seen)
          if (each.condition === condition && each.way === way) all[each.engine] = each.outcome;
        const [outcome, ...others] = new Set(Object.values(all));
        return JSON.stringify({
          condition,
          way,
          outcome: others.length ? all : outcome,
          ...(why && { why }),
        });
      }),
    );
  writeFileSync(RECORD, `[\n${lines.map((each) => `  ${each}`).join(",\n")}\n]\n`);
}
