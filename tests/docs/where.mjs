// The compatibility tables of the documentation, made from what the tests have recorded.
import { readFile } from "node:fs/promises";

import { escaped } from "../browser/servers.mjs";
import { EVERY } from "../engines/engines.mjs";
import { DEGRADING, GROUPS } from "../hosts/conditions.mjs";
import { record } from "../hosts/outcomes.mjs";

const WAYS = JSON.parse(
  await readFile(new URL("../fixtures/wordpress/ways.json", import.meta.url), "utf8"),
);
/** What a reader finds, by the codes of the record. */
const FOUND = {
  live: "the box",
  bare: "the box, without its style",
  static: "the facts",
  link: "a link",
  nothing: "nothing",
};

const capital = (text) => text.replace(/^./, (first) => first.toUpperCase());

/**
 * A table that also fits a phone: what does not fit into a row's cells is in a row of its own below.
 *
 * `parts` is a list of `{ name, rows }`, and `rows` of `{ cells, note, below }`. Cells are markup,
 * everything else is text. If there is only one cell beside the first, it spans all columns. `note`
 * is added to the first cell, and `below` is the row below.
 */
export function table(caption, head, parts) {
  const lines = [
    `<table>`,
    `<caption>${escaped(caption)}</caption>`,
    `<thead><tr>${head.map((each) => `<th scope="col">${escaped(each)}</th>`).join("")}</tr></thead>`,
  ];
  for (const { name, rows } of parts) {
    lines.push("<tbody>");
    if (name)
      lines.push(`<tr><th scope="rowgroup" colspan="${head.length}">${escaped(name)}</th></tr>`);
    for (const {
      cells: [first, ...others],
      note,
      below,
    } of rows) {
      const span = others.length === 1 && head.length > 2 ? ` colspan="${head.length - 1}"` : "";
      lines.push(
        `<tr><th scope="row">${first}${note ? ` <small>${escaped(note)}</small>` : ""}</th>${others.map((each) => `<td${span}>${each}</td>`).join("")}</tr>`,
      );
      if (below)
        lines.push(`<tr class="below"><td colspan="${head.length}">${escaped(below)}</td></tr>`);
    }
    lines.push("</tbody>");
  }
  return [...lines, "</table>"].join("\n");
}

const result = ({ with_script, without_script, why }) =>
  JSON.stringify([with_script, without_script, why]);
const ROLES = new Set(WAYS.map(({ role }) => role));

/** The rows of a way, with and without the plugin; roles that WordPress treats alike share one. */
function rows(way) {
  const alike = new Map();
  for (const role of ROLES) {
    const states = [false, true].map((plugin) =>
      WAYS.find((row) => row.way === way && row.role === role && row.plugin === plugin),
    );
    const key = states.map(result).join();
    alike.set(key, { states, roles: [...(alike.get(key)?.roles ?? []), `${role}s`] });
  }
  return [...alike.values()].flatMap(({ states: [without, plugged], roles }) => {
    const who = roles.length === ROLES.size ? "Everybody" : capital(roles.join(" and "));
    const row = ({ with_script, without_script, why }, note) => ({
      cells: [who, FOUND[with_script], FOUND[without_script]],
      note,
      below: why,
    });
    if (result(without) === result(plugged)) return [row(without, "with the plugin or without")];
    return [row(without, "without the plugin"), row(plugged, "with the plugin")];
  });
}

/** What WordPress leaves of these ways, or of all. */
export function wordpress(ways = [...new Set(WAYS.map(({ way }) => way))]) {
  const missing = ways.find((way) => !WAYS.some((row) => row.way === way));
  if (missing) throw new Error(`${missing} is no way in the record; take one of its names`);
  return table(
    "What WordPress leaves of it, by who pastes it",
    ["Who", "Script runs", "No script"],
    ways.map((way) => ({ name: ways.length > 1 && capital(way), rows: rows(way) })),
  );
}

const ENGINES = Object.keys(EVERY);
const OLD = ENGINES.filter((name) => EVERY[name].old);
const listed = new Intl.ListFormat("en-GB").format.bind(new Intl.ListFormat("en-GB"));

/** What readers find in a condition: the ways by their outcome, then the engines that differ. */
function finds(condition) {
  const rows = record.filter((row) => row.condition === condition);
  const by = (outcome, engine) => (typeof outcome === "string" ? outcome : outcome[engine]);
  const inEngine = (engine) => {
    const ways = new Map();
    for (const row of rows) {
      const outcome = by(row.outcome, engine);
      ways.set(outcome, [...(ways.get(outcome) ?? []), row]);
    }
    const one = ([outcome, rows]) => `${FOUND[outcome]}: ${rows.map(({ way }) => way).join(", ")}`;
    return ways.size === 1
      ? FOUND[by(rows[0].outcome, engine)]
      : [...ways]
          .sort(([a], [b]) => Object.keys(FOUND).indexOf(a) - Object.keys(FOUND).indexOf(b))
          .map(one)
          .join("<br>");
  };
  const [first, ...others] = ENGINES.filter((engine) => by(rows[0].outcome, engine)).map(
    (engine) => [engine, inEngine(engine)],
  );
  const differing = others
    .filter(([, found]) => found !== first[1])
    .map(([engine, found]) => `In ${escaped(engine)}, ${found}`);
  return {
    found: [first[1], ...differing].join("<br>"),
    below: [...new Set(rows.flatMap(({ why }) => why ?? []))].join(" "),
  };
}

/** What a reader finds of each way, by what the page around it does, engine by engine. */
export function hosts() {
  const ways = [...new Set(record.map(({ way }) => way))];
  const parts = Object.entries(GROUPS).map(([group, conditions]) => ({
    name: `A page ${group}${DEGRADING.includes(group) ? "" : ` (${listed(ENGINES.filter((name) => !OLD.includes(name)))} only)`}`,
    rows: Object.keys(conditions).map((condition) => {
      const { found, below } = finds(condition);
      return { cells: [escaped(condition), found], below };
    }),
  }));
  return table(
    `By every way (${ways.join(", ")}), the same in ${listed(ENGINES)} unless one is named`,
    ["Where there is", "A reader finds"],
    parts,
  );
}
