// Many boxes on one page: of one folder, of two versions of one, and of two newsrooms' folders.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { ROOT, named, published, script } from "../browser/servers.mjs";
import { LEICESTERSHIRE, MET, view } from "../browser/stage.mjs";
import { EVERY } from "../engines/engines.mjs";
import { recorded, stage } from "../engines/stage.mjs";

// Another build than the one that readers get: other bytes, so other names.
const OTHER = process.env.FAULTS ?? join(ROOT, "target/faults");
const DIST = process.env.DIST ?? join(ROOT, "dist");
// What a newsroom's server holds after an update: the files of both.
const UPDATED = join(ROOT, "tests/output/hosts/updated");
rmSync(UPDATED, { recursive: true, force: true });
mkdirSync(UPDATED, { recursive: true });
for (const folder of [OTHER, DIST]) cpSync(folder, UPDATED, { recursive: true });

// The script tag for pages that are to load that very build.
const { src: OLDER } = JSON.parse(readFileSync(join(OTHER, "manifest.json"))).script;

const STORIES = [LEICESTERSHIRE, MET];
const titles = Object.fromEntries(await Promise.all(STORIES.map(async (id) => [id, (await view(id)).title])));
const [ours, theirs] = await Promise.all([stage({ folder: UPDATED, stories: DIST }), stage({ folder: OTHER })]);
// The other build asks the page whether to fail.
ours.faults.set("/whole.js", script("globalThis.contractFactBoxFault = () => false;"));
const WHOLE = `<script src="${ours.dist}/whole.js"></script>`;
const { csp } = ours.site;
/** The strict policy for boxes of both folders. */
const ofBoth = (dist) => csp(dist).replaceAll(dist, `${dist} ${theirs.dist}`);

/** Reads down the page, box by box; what each shows, once it is there: its title, and its folder's address of a story. */
const read = async () => {
  const shown = [];
  for (const host of document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")) {
    host.scrollIntoView();
    for (let tries = 0; tries < 500 && !host.shadowRoot?.querySelector(".cfb-live"); tries++) await new Promise((done) => setTimeout(done, 20));
    shown.push(host.shadowRoot?.querySelector(".cfb-live h2, .cfb-live #title")?.textContent ?? "no box");
  }
  return shown;
};
/** The modules and the WebAssembly that the page has asked for, each as often as it has. */
const asked = () => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\.wasm$|\/(box|contract_fact_box)\.[^/]*js$/.test(name)).sort();

for (const [name, { open }] of Object.entries(EVERY)) {
  describe(name, () => {
    const engine = {};
    before(async () => Object.assign(engine, await open({ scripts: true, width: 660, height: 800 })));
    after(() => engine.close?.());

    const calm = async () => {
      const { console, errors, violations } = await recorded(engine);
      assert.deepEqual([...console, ...errors, ...violations], []);
    };

    test("fifty boxes of both stories share one module, and each shows its own", async () => {
      const ids = Array.from({ length: 50 }, (_, at) => STORIES[at % 2]);
      const ways = [
        (id) => `<contract-fact-box story="${id}"></contract-fact-box>`,
        (id) => `<div data-contract-fact-box="${id}"></div>`,
        (id) => ours.tag(id),
      ];
      await engine.go(ours.write(ids.map((id, at) => ways[at % 3](id)).join("\n")));
      assert.deepEqual(await engine.run(read), ids.map((id) => titles[id]));
      assert.deepEqual((await engine.run(asked)).map((each) => named(each)), ["box.js", "contract_fact_box.js", "contract_fact_box_bg.wasm"].map((each) => `${ours.dist}/${each}`));
      await calm();
    });

    test("what a reader chooses in one of fifty is chosen in no other", async () => {
      const chosen = await engine.run(async () => {
        const boxes = [...document.querySelectorAll("contract-fact-box, [data-contract-fact-box]")].map((host) => host.shadowRoot);
        boxes[7].querySelectorAll(".cfb-radio")[1].click();
        await new Promise((done) => setTimeout(done));
        return boxes.flatMap((root, at) => (root.querySelectorAll(".cfb-radio")[0].checked ? [] : [at]));
      });
      assert.deepEqual(chosen, [7]);
      await calm();
    });

    for (const turned of [false, true]) {
      const order = (list) => (turned ? list.toReversed() : list);

      test(`two versions of one folder's script, the ${turned ? "newer" : "older"} first: each box has its own`, async () => {
        const old = `<script async src="${ours.dist}/${OLDER}" data-story="${MET}"></script>`;
        await engine.go(ours.write(order([old, ours.tag(LEICESTERSHIRE)]).join("\n"), WHOLE));
        assert.deepEqual(await engine.run(read), order([titles[MET], titles[LEICESTERSHIRE]]));
        const wasm = [OTHER, UPDATED].map((folder) => `${ours.dist}/${published("contract_fact_box_bg.wasm", folder)}`);
        assert.deepEqual((await engine.run(asked)).filter((each) => each.endsWith(".wasm")), wasm.sort());
        await calm();
      });

      test(`two newsrooms' folders, the ${turned ? "other" : "one"} first: each box has its own`, async (t) => {
        ours.site.csp = ofBoth;
        t.after(() => (ours.site.csp = csp));
        await engine.go(ours.write(order([ours.tag(LEICESTERSHIRE), theirs.tag(MET)]).join("\n"), WHOLE));
        assert.deepEqual(await engine.run(read), order([titles[LEICESTERSHIRE], titles[MET]]));
        const wasm = [`${ours.dist}/${published("contract_fact_box_bg.wasm", UPDATED)}`, `${theirs.dist}/${published("contract_fact_box_bg.wasm", OTHER)}`];
        assert.deepEqual((await engine.run(asked)).filter((each) => each.endsWith(".wasm")), wasm.sort());
        await calm();
      });
    }
  });
}
