// Faults whose outcome the engine decides: whatever it says of them, the page's text stays, and one message helps.
import assert from "node:assert/strict";

import { OF_THE_FOLDER, inArriving, sabotage } from "../browser/faults.mjs";
import { oneSpace } from "../browser/hands.mjs";
import { built, sent, snippet } from "../browser/servers.mjs";
import { pagePolicy } from "./policy.mjs";
import {
  HURRY,
  LEICESTERSHIRE,
  MET,
  recorded,
  settled,
  shown,
  test,
  until,
  view,
  withoutLoader,
} from "./test.mjs";

const wasm = await built("contract_fact_box_bg.wasm");
const FALLBACK = "The facts, as the page itself has them";
const WASM = ["/contract_fact_box_bg.wasm"];
const STORIES = [`/stories/${LEICESTERSHIRE}/1.json`, `/stories/${MET}.json`];

// One page with both: a text of the page's own, and a prerendered box.
const body = `<div data-contract-fact-box="${MET}"><a href="#facts">${FALLBACK}</a></div>${await snippet(LEICESTERSHIRE)}`;
const [leicestershire, met] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const BOX = "contract-fact-box";
const DIV = "[data-contract-fact-box]";

const isReadable = (host, title) =>
  document.querySelector(host).shadowRoot?.querySelector(".cfb")?.innerText.includes(title);

const FAULTS = {
  "a policy without 'wasm-unsafe-eval'": {
    csp: (dist) => pagePolicy(dist, { scripts: dist }),
    code: "csp",
    message:
      /Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src$/,
  },
  "a policy that allows the loader alone": {
    csp: (dist) =>
      pagePolicy(dist, { scripts: `${dist}/record.js ${dist}/embed.js 'wasm-unsafe-eval'` }),
    code: "module",
    message: /(box|static)\.[0-9a-f]{10}\.js did not load; check the folder, .+$/,
    stands: false,
  },
  "a policy that does not let the folder be asked": {
    csp: (dist) => pagePolicy(dist).replace(`connect-src ${dist}`, "connect-src 'self'"),
    // The WebAssembly cannot be asked either, and which of the two is told first is chance.
    code: "story|wasm",
    message: /connect-src/,
    stands: false,
  },
  ...OF_THE_FOLDER,
  ...inArriving(...STORIES),
  "a network that hangs": {
    head: HURRY,
    paths: WASM,
    answer: () => {},
    code: "timeout",
    message: /no answer in 30 s; check the server$/,
  },
};

for (const [name, { head, code, message, stands = true, ...fault }] of Object.entries(FAULTS)) {
  test(`${name}: code ${code}, and ${stands ? "both boxes can be read" : "both texts stay"}`, async ({
    engine,
    newsroom,
  }) => {
    const { write } = newsroom;
    await engine.go(write(withoutLoader(body)));
    const before = await shown(engine, BOX);
    sabotage(newsroom, fault);
    await engine.go(write(body, head));
    const events = await settled(engine, 2);
    assert.deepEqual(
      events.map(({ type }) => type),
      ["error", "error"],
    );
    for (const { detail } of events) {
      assert.match(detail.code, new RegExp(`^${code}$`));
      assert.match(detail.message, message);
    }
    const { console, errors } = await recorded(engine);
    const ours = console.filter((line) => line.includes("contract-fact-box:"));
    assert.deepEqual(
      ours,
      events.map(
        ({ detail }) => `warn: contract-fact-box: ${detail.message}. What the page shows stays.`,
      ),
      "each box says it once",
    );
    assert.deepEqual(errors, []);
    assert.ok(before.includes(leicestershire.value.text));
    const isBoxOf = (text, { title, value }) =>
      [title, value.text].every((each) => text.includes(oneSpace(each)));
    const snippetText = await shown(engine, BOX);
    // An engine that knows no template with a root gets the box by script.
    if (engine.old && stands) assert.ok(isBoxOf(snippetText, leicestershire));
    else assert.equal(snippetText, before, "the prerendered box is as it was");
    // The parts of the box may still be on their way when the WebAssembly has failed.
    if (stands) await until(engine, "the box of the div can be read", isReadable, DIV, met.title);
    const text = await shown(engine, DIV);
    if (stands) assert.ok(isBoxOf(text, met));
    else assert.equal(text, FALLBACK);
  });
}

test("WebAssembly of the wrong media type still starts", async ({ engine, newsroom }) => {
  sabotage(newsroom, { paths: WASM, answer: sent("application/octet-stream", wasm) });
  await engine.go(newsroom.write(body));
  assert.deepEqual(
    (await settled(engine, 2)).map(({ type }) => type),
    ["live", "live"],
  );
  assert.ok((await shown(engine, DIV)).includes((await view(MET)).title));
  assert.deepEqual((await recorded(engine)).errors, []);
});
