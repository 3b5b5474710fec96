// Which ways are tried in which conditions. In Chromium, all in all. What another engine makes of a condition hardly
// depends on the way, so there each condition is tried by one way for each outcome that it has, the ways in turn; where
// engines are known to differ, and where nothing is special, by every way. FULL=1 tries all in all engines.
import { EVERY } from "../engines/engines.mjs";
import { DEGRADING, GROUPS } from "./conditions.mjs";
import { differs, outcomeOf } from "./outcomes.mjs";
import { WAYS } from "./ways.mjs";

const { BLESS, FULL } = process.env;
const NAMES = Object.keys(WAYS);
/** The condition in which each way is tried in each engine. */
export const COMMON = "nothing special";

/** The conditions that are tried in an engine: in old ones, those in which a box comes to less. */
export function conditionsFor(engine) {
  const groups = Object.entries(GROUPS).filter(
    ([group]) => !EVERY[engine].old || DEGRADING.includes(group),
  );
  return Object.assign({}, ...groups.map(([, conditions]) => conditions));
}

/** The ways, by condition, that stand for all the others. */
function representatives(engine) {
  // Each engine begins with another way, so that together they try more pairs.
  const turn = [...NAMES.keys()].map(
    (at) => NAMES[(at + Object.keys(EVERY).indexOf(engine)) % NAMES.length],
  );
  const used = Object.fromEntries(NAMES.map((way) => [way, 0]));
  const choose = (ways) => {
    // What is in a frame hardly meets the page around it: it stands for others only where it is alone.
    const met = ways.filter((way) => WAYS[way].by !== "frame");
    const [chosen] = (met.length ? met : ways).toSorted((one, other) => used[one] - used[other]);
    used[chosen]++;
    return chosen;
  };
  const chosen = {};
  for (const condition of Object.keys(conditionsFor(engine))) {
    if (condition === COMMON) {
      chosen[condition] = NAMES;
      continue;
    }
    const differing = NAMES.filter((way) => differs(condition, way));
    const outcomes = new Set(NAMES.map((way) => outcomeOf(condition, way, engine)));
    const rest = [...outcomes].filter(
      (outcome) => !differing.some((way) => outcomeOf(condition, way, engine) === outcome),
    );
    const picked = rest.map((outcome) =>
      choose(turn.filter((way) => outcomeOf(condition, way, engine) === outcome)),
    );
    chosen[condition] = NAMES.filter((way) => differing.includes(way) || picked.includes(way));
  }
  return chosen;
}

/** The ways that are tried in an engine, by condition. */
export function pairsFor(engine) {
  if (engine === "Chromium" || FULL || BLESS)
    return Object.fromEntries(
      Object.keys(conditionsFor(engine)).map((condition) => [condition, NAMES]),
    );
  return representatives(engine);
}
