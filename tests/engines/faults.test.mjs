// Faults whose outcome the engine decides: whatever it says of them, the page's text stays, and one message helps.
import assert from "node:assert/strict";
import { test } from "node:test";

import { built, missing, sent, snippet, unshared } from "../browser/servers.mjs";
import { LEICESTERSHIRE, MET, view } from "../browser/stage.mjs";
import { engines, pagePolicy, recorded, settled, shown, stage } from "./stage.mjs";

const { dist, faults, site, write, HURRY } = await stage();
const wasm = await built("contract_fact_box_bg.wasm");
const FALLBACK = "The facts, as the page itself has them";
const WASM = ["/contract_fact_box_bg.wasm"];
const STORIES = [`/stories/${LEICESTERSHIRE}/1.json`, `/stories/${MET}.json`];

// One page with both: a text of the page's own, and a prerendered box.
const body = `<div data-contract-fact-box="${MET}"><a href="#facts">${FALLBACK}</a></div>${await snippet(dist, LEICESTERSHIRE)}`;
const BOX = "contract-fact-box";
const DIV = "[data-contract-fact-box]";
const still = write(body.replace(/<script[\s\S]*?<\/script>/g, ""));
const page = write(body);
const hurried = write(body, HURRY);

const WHOLE = /did not start \(.+\); check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's connect-src$/;
const LOADED = /box\.js or what it needs did not load; check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's script-src$/;

const FAULTS = {
  "a policy without 'wasm-unsafe-eval'": {
    csp: (dist) => pagePolicy(dist, { scripts: dist }),
    code: "csp",
    message: /Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src$/,
  },
  "a policy that allows the loader alone": {
    csp: (dist) => pagePolicy(dist, { scripts: `${dist}/record.js ${dist}/embed.js 'wasm-unsafe-eval'` }),
    code: "module",
    message: LOADED,
  },
  "a policy that does not let the folder be asked": {
    csp: (dist) => pagePolicy(dist).replace(`connect-src ${dist}`, "connect-src 'self'"),
    // The WebAssembly cannot be asked either, and which of the two is told first is chance.
    code: "story|wasm",
    message: /connect-src/,
  },
  "no box.js": { paths: ["/box.js"], answer: missing, code: "module", message: LOADED },
  "no glue": { paths: ["/contract_fact_box.js"], answer: missing, code: "module", message: LOADED },
  "a box.js that is not shared with other origins": {
    paths: ["/box.js"],
    answer: unshared("text/javascript", await built("box.js")),
    code: "module",
    message: LOADED,
  },
  "no WebAssembly": { paths: WASM, answer: missing, code: "wasm", message: WHOLE },
  "a page in place of the WebAssembly": { paths: WASM, answer: sent("text/html", "<!doctype html><p>Sorry."), code: "wasm", message: WHOLE },
  "a page named WebAssembly": { paths: WASM, answer: sent("application/wasm", "<!doctype html><p>Sorry."), code: "wasm", message: WHOLE },
  "WebAssembly that breaks off": {
    paths: WASM,
    answer: sent("application/wasm", wasm.subarray(0, wasm.length / 2)),
    code: "wasm",
    message: WHOLE,
  },
  "WebAssembly that is not shared with other origins": { paths: WASM, answer: unshared("application/wasm", wasm), code: "wasm", message: WHOLE },
  "a story that is not there": { paths: STORIES, answer: missing, code: "story", message: /answered 404; check the id of the story, its language, and that the folder is whole$/ },
  "a story that breaks off": {
    paths: STORIES,
    answer: sent("application/json", '{"format": "contract-fact-box/1", "id": '),
    code: "json",
    message: /is not JSON \(.+\); build the folder again$/,
  },
  "a story that is not shared with other origins": {
    paths: STORIES,
    answer: unshared("application/json", "{}"),
    code: "story",
    message: /did not load; .*sends Access-Control-Allow-Origin/,
  },
  "a network that hangs": {
    url: hurried,
    paths: WASM,
    answer: () => {},
    code: "timeout",
    message: /nothing arrived within 30 seconds; check that the folder can be reached$/,
  },
};

/** Has paths of the built folder answer otherwise, or pages sent with another policy, while a test runs. */
function sabotage(t, { paths = [], answer, csp = site.csp }) {
  const whole = site.csp;
  for (const path of paths) faults.set(path, answer);
  site.csp = csp;
  t.after(() => {
    for (const path of paths) faults.delete(path);
    site.csp = whole;
  });
}

engines({}, (engine) => {
  for (const [name, { url = page, code, message, ...fault }] of Object.entries(FAULTS)) {
    test(`${name}: code ${code}, and both texts stay`, async (t) => {
      await engine.go(still);
      const before = await shown(engine, BOX);
      sabotage(t, fault);
      await engine.go(url);
      const events = await settled(engine, 2);
      assert.deepEqual(events.map(({ type }) => type), ["error", "error"]);
      for (const { detail } of events) {
        assert.match(detail.code, new RegExp(`^${code}$`));
        assert.match(detail.message, message);
      }
      const { console, errors } = await recorded(engine);
      const ours = console.filter((line) => line.includes("contract-fact-box:"));
      assert.deepEqual(ours, events.map(({ detail }) => `warn: contract-fact-box: ${detail.message}. The text of the page stays.`), "each box says it once");
      assert.deepEqual(errors, []);
      assert.ok(before.includes((await view(LEICESTERSHIRE)).value.text));
      assert.equal(await shown(engine, BOX), before, "the prerendered box is as it was");
      assert.equal(await shown(engine, DIV), FALLBACK);
    });
  }

  test("WebAssembly of the wrong media type still starts", async (t) => {
    sabotage(t, { paths: WASM, answer: sent("application/octet-stream", wasm) });
    await engine.go(page);
    assert.deepEqual((await settled(engine, 2)).map(({ type }) => type), ["ready", "ready"]);
    assert.ok((await shown(engine, DIV)).includes((await view(MET)).title));
    assert.deepEqual((await recorded(engine)).errors, []);
  });
});
