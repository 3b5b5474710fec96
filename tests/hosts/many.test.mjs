// Many boxes on one page: of one folder, of two versions of one, and of two newsrooms' folders.
import assert from "node:assert/strict";
import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { DIST, ROOT, named, published, script, start } from "../browser/servers.mjs";
import {
  HOST,
  LEICESTERSHIRE,
  MET,
  STORIES,
  recorded,
  tag,
  test as base,
  view,
} from "../engines/test.mjs";

// Another build than the one that readers get: other bytes, so other names.
const OTHER = process.env.FAULTS ?? join(ROOT, "target/faults");
// The other build asks the page whether to fail.
const WHOLE = '<script src="/dist/whole.js"></script>';

const test = base.extend({
  /** What a newsroom's server holds after an update: the files of both builds. */
  updated: [
    async ({}, use, { parallelIndex }) => {
      const folder = join(ROOT, `tests/output/hosts/updated-${parallelIndex}`);
      await rm(folder, { recursive: true, force: true });
      for (const each of [OTHER, DIST]) await cp(each, folder, { recursive: true });
      await use(folder);
    },
    { scope: "worker" },
  ],
  /** Another newsroom's folder. */
  theirs: [
    async ({}, use) => {
      const servers = await start({ folder: OTHER });
      await use(servers);
      servers.close();
    },
    { scope: "worker" },
  ],
  serverOptions: ({ updated }, use) => use({ folder: updated, stories: DIST }),
  newsroom: async ({ newsroom }, use) => {
    newsroom.faults.set("/whole.js", script("globalThis.contractFactBoxFault = () => false;"));
    await use(newsroom);
  },
});

/** The titles of stories, as their boxes show them. */
const titlesOf = (ids) => Promise.all(ids.map(async (id) => (await view(id)).title));

/** Finds that nothing was said, thrown or blocked. */
async function assertCalm(engine) {
  const { console, errors, violations } = await recorded(engine);
  assert.deepEqual([...console, ...errors, ...violations], []);
}

/** Reads down the page, box by box; what each shows, once it is there. */
async function read(engine) {
  const shown = [];
  const count = await engine.run((hosts) => document.querySelectorAll(hosts).length, HOST);
  for (let at = 0; at < count; at++) {
    const title = async (hosts, at) => {
      const host = document.querySelectorAll(hosts)[at];
      host.scrollIntoView();
      const live = () => host.shadowRoot?.querySelector(".cfb-live");
      if (!live())
        await new Promise((done) =>
          host.addEventListener("contract-fact-box:live", done, { once: true }),
        );
      return live().querySelector("h2, #title").textContent;
    };
    shown.push(await engine.run(title, HOST, at));
  }
  return shown;
}

/**
 * The WebAssembly that a folder's server was asked for, each as often as it was: under load, an old engine leaves one or
 * another file out of its own timings.
 */
const wasm = (asked) => asked.filter((each) => each.endsWith(".wasm")).toSorted();

test.describe("fifty boxes of both stories", () => {
  // The second test goes on with the page of the first.
  test.describe.configure({ mode: "serial" });

  test("fifty boxes of both stories share one module, and each shows its own", async ({
    engine,
    newsroom: { asked },
    write,
  }) => {
    // Fifty boxes take an engine that interprets their code a while.
    test.slow();
    const ids = Array.from({ length: 50 }, (_, at) => STORIES[at % 2]);
    const ways = [
      (id) => `<contract-fact-box story="${id}"></contract-fact-box>`,
      (id) => `<div data-contract-fact-box="${id}"></div>`,
      (id) => tag(id),
    ];
    await engine.go(write(ids.map((id, at) => ways[at % 3](id)).join("\n")));
    assert.deepEqual(await read(engine), await titlesOf(ids));
    const shared = ["/box.js", "/contract_fact_box.js", "/contract_fact_box_bg.wasm"];
    assert.deepEqual(
      asked
        .map(named)
        .filter((each) => shared.includes(each))
        .toSorted(),
      shared,
    );
    await assertCalm(engine);
  });

  test("what a reader chooses in one of fifty is chosen in no other", async ({ engine }) => {
    const chosen = await engine.run(async () => {
      const boxes = [
        ...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]"),
      ].map((host) => host.shadowRoot);
      boxes[7].querySelectorAll(".cfb-radio")[1].click();
      await new Promise((done) => setTimeout(done));
      return boxes.flatMap((root, at) =>
        root.querySelectorAll(".cfb-radio")[0].checked ? [] : [at],
      );
    });
    assert.deepEqual(chosen, [7]);
    await assertCalm(engine);
  });
});

for (const turned of [false, true]) {
  const order = (list) => (turned ? list.toReversed() : list);

  test(`two versions of one folder's script, the ${turned ? "newer" : "older"} first: each box has its own`, async ({
    engine,
    newsroom: { asked },
    updated,
    write,
  }) => {
    // The script tag for pages that are to load that very build.
    const { src } = JSON.parse(await readFile(join(OTHER, "manifest.json"), "utf8")).script;
    const old = `<script async src="/dist/${src}" data-story="${MET}"></script>`;
    await engine.go(write(order([old, tag(LEICESTERSHIRE)]).join("\n"), WHOLE));
    assert.deepEqual(await read(engine), await titlesOf(order([MET, LEICESTERSHIRE])));
    const both = [OTHER, updated].map(
      (folder) => `/${published("contract_fact_box_bg.wasm", folder)}`,
    );
    assert.deepEqual(wasm(asked), both.sort());
    await assertCalm(engine);
  });

  test(`two newsrooms' folders, the ${turned ? "other" : "one"} first: each box has its own`, async ({
    engine,
    newsroom: { asked },
    site,
    theirs,
    updated,
    write,
  }) => {
    const { csp } = site;
    theirs.asked.length = 0;
    // The strict policy for boxes of both folders.
    site.csp = (dist) => csp(dist).replaceAll(dist, `${dist} ${theirs.dist}`);
    const their = tag(MET).replace("/dist/", `${theirs.dist}/`);
    await engine.go(write(order([tag(LEICESTERSHIRE), their]).join("\n"), WHOLE));
    assert.deepEqual(await read(engine), await titlesOf(order([LEICESTERSHIRE, MET])));
    assert.deepEqual(wasm(asked), [`/${published("contract_fact_box_bg.wasm", updated)}`]);
    assert.deepEqual(wasm(theirs.asked), [`/${published("contract_fact_box_bg.wasm", OTHER)}`]);
    await assertCalm(engine);
  });
}
