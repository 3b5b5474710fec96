// What may go wrong with the built folder, and what is then said: the same code and message, whatever the box and the engine.
import { built, json, missing, script, sent, unshared } from "./servers.mjs";

const WASM = "/contract_fact_box_bg.wasm";
const GLUE = "/contract_fact_box.js";
const wasm = await built(WASM.slice(1));
// Before its functions: once Firefox compiles those, it calls the end of the file lack of memory as often as not.
const BROKEN_OFF = wasm.subarray(0, wasm.length / 32);
const whole = JSON.parse(await built("stories/leicestershire-palantir.json"));
/** The number of the format that this build reads. */
const [, FORMAT] = whole.format.split("/");

/** A module that imports nothing, whose only export, `trap`, is a function that traps. */
const TRAP = Buffer.from(
  "0061736d0100000001040160000003020100070801047472617000000a05010300000b",
  "hex",
);

/** In place of the widget: this glue, with `TRAP`. */
export const otherGlue = (source) => ({
  paths: [GLUE, WASM],
  answer: (response, headers) => {
    const answer = response.req.url.includes(WASM.slice(0, WASM.indexOf(".")))
      ? sent("application/wasm", TRAP)
      : script(source);
    answer(response, headers);
  },
});

const NO_MODULE = {
  code: "module",
  message:
    /box\.[0-9a-f]{10}\.js did not load; check the folder, its CORS headers and script-src$/,
};
const NO_SCRIPT = {
  code: "module",
  message:
    /a script in http\S+ did not load; check the folder, its CORS headers and script-src$/,
};
const NO_WASM = {
  code: "wasm",
  message:
    /the WebAssembly in http.+ did not start \(.+\); check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's connect-src$/,
};
const NOT_COMPILED = {
  code: "wasm",
  message:
    /the WebAssembly in http.+ did not start \(CompileError.+\); check that the folder is whole, .+$/,
};
export const OTHER_BUILD = {
  code: "view",
  message: /\.json cannot be shown \(.+\); it must come from the same build as the loader$/,
};

/** Faults of what the boxes share. */
export const OF_THE_FOLDER = {
  "no box.js": { paths: ["/box.js"], answer: missing, ...NO_MODULE },
  "a box.js that is not shared with other origins": {
    paths: ["/box.js"],
    answer: unshared("text/javascript", await built("box.js")),
    ...NO_MODULE,
  },
  "no mount.js": { paths: ["/mount.js"], answer: missing, ...NO_SCRIPT },
  "no glue": { paths: [GLUE], answer: missing, ...NO_SCRIPT },
  "no WebAssembly": { paths: [WASM], answer: missing, ...NO_WASM },
  "a page in place of the WebAssembly": {
    paths: [WASM],
    answer: sent("text/html", "<!doctype html><p>Sorry."),
    ...NO_WASM,
  },
  "a page named WebAssembly": {
    paths: [WASM],
    answer: sent("application/wasm", "<!doctype html><p>Sorry."),
    ...NOT_COMPILED,
  },
  "WebAssembly that breaks off": {
    paths: [WASM],
    answer: sent("application/wasm", BROKEN_OFF),
    ...NOT_COMPILED,
  },
  "WebAssembly that breaks off, of no type": {
    paths: [WASM],
    answer: sent("application/octet-stream", BROKEN_OFF),
    ...NO_WASM,
  },
  "WebAssembly that is not shared with other origins": {
    paths: [WASM],
    answer: unshared("application/wasm", wasm),
    ...NO_WASM,
  },
};

const said = (paths, words) => new RegExp(`(${paths.join("|").replaceAll(".", "\\.")}) ${words}$`);

/** Faults in which a story does not arrive, by its addresses in the folder. */
export const inArriving = (...paths) => ({
  "a story that is not there": {
    paths,
    answer: missing,
    code: "story",
    message: said(
      paths,
      "answered 404; check the id of the story, its language, and that the folder is whole",
    ),
  },
  "a story that is not shared with other origins": {
    paths,
    answer: unshared("application/json", "{}"),
    code: "story",
    message: said(
      paths,
      "did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it",
    ),
  },
  "a story that breaks off": {
    paths,
    answer: json(`{"format": "${whole.format}", "id": `),
    code: "json",
    message: said(paths, "is not JSON \\(.+\\); build the folder again"),
  },
});

/** Faults in which something else arrives than a story of this build. */
export const inForm = (...paths) => ({
  "a story that is too large": {
    paths,
    answer: json(`"${"x".repeat(4e6)}"`),
    code: "story",
    message: said(paths, "is too large to be a story; check the address"),
  },
  "a story of a newer build": {
    paths,
    answer: json(JSON.stringify({ ...whole, format: `contract-fact-box/${Number(FORMAT) + 1}` })),
    code: "view",
    message: said(
      paths,
      "cannot be shown \\(not a view document of this version.*\\); it must come from the same build as the loader",
    ),
  },
  ...Object.fromEntries(
    Object.entries({
      "a story of an older build": '{"format": "contract-fact-box/1"}',
      "a story of no form": '{"title": "A story"}',
      "a story as the editor writes it":
        '{"schema_version": "1.0", "id": "bridge", "version": 1, "lang": "en-GB", "title": "A new bridge"}',
      "a story with something else in the place of a list": `{"format": "${whole.format}", "people": {}}`,
      "an empty story": "{}",
      "no document": "null",
    }).map(([name, text]) => [name, { paths, answer: json(text), ...OTHER_BUILD }]),
  ),
});

/** Has paths of the folder answer otherwise, or pages sent with another policy, for as long as the test runs. */
export function sabotage({ faults, site }, { paths = [], answer, csp = site.csp }) {
  for (const path of paths) faults.set(path, answer);
  site.csp = csp;
}

/** Runs in a page of the folder whose widget panics where it is asked to: `times` times at a place, in a story if one is named. */
export function panicking(first) {
  const faults = (globalThis[Symbol.for("faults")] = {
    place: "",
    story: "",
    times: 0,
    panics: 0,
    ...first,
  });
  globalThis.contractFactBoxFault = (at, of) => {
    if (at !== faults.place || (faults.story && of !== faults.story) || faults.times < 1)
      return false;
    faults.times--;
    faults.panics++;
    return true;
  };
}
