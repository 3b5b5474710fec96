// What a page's own script does with boxes, with stories as their editors write them too; and a box that fails in
// WebAssembly is live again, while the others go on. Engines differ in what they say of a trap, and when.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { panicking } from "../browser/faults.mjs";
import { oneSpace } from "../browser/hands.mjs";
import { ROOT, script } from "../browser/servers.mjs";
import {
  LEICESTERSHIRE,
  MET,
  click,
  loader,
  recorded,
  settled,
  shown,
  test as base,
  until,
  view,
} from "./test.mjs";

const [ours, theirs] = await Promise.all([LEICESTERSHIRE, MET].map(view));
const raw = JSON.parse(await readFile(join(ROOT, "www/stories", `${LEICESTERSHIRE}.json`), "utf8"));
const OWN = "The page's own words";
const THEIRS = `[story="${MET}"]`;
const OURS = `[story="${LEICESTERSHIRE}"]`;

const test = base.extend({
  /** Opens a page whose script has the API. */
  openScripted: async ({ engine, faults, write }, use) => {
    const code =
      'import * as api from "./contract-fact-box.js"; globalThis[Symbol.for("api")] = { ...api }; dispatchEvent(new Event("test:changed"));';
    faults.set("/api.js", script(code));
    await use(async () => {
      await engine.go(
        write(
          `<div id="place"><p>${OWN}</p></div>`,
          '<script type="module" src="/dist/api.js"></script>',
        ),
      );
      await until(engine, "the script is there", () => Symbol.for("api") in globalThis);
    });
  },

  /** Opens a part of each of two boxes; then the reader's next act in the first one traps, so many times at that place. */
  trap: async ({ engine, faults, write }, use) => {
    faults.set("/panicking.js", script(`(${panicking})();`));
    const host = (id) =>
      `<contract-fact-box story="${id}"><p>${OWN} of ${id}</p></contract-fact-box>`;
    const page = write(
      `${host(MET)}${host(LEICESTERSHIRE)}${loader}`,
      '<script src="/dist/panicking.js"></script>',
    );
    await use(async (place, times) => {
      await engine.go(page);
      await settled(engine, 2);
      await click(engine, "#row-facts > summary");
      await engine.run(
        (host) =>
          document.querySelector(host).shadowRoot.querySelector("#row-sources > summary").click(),
        OURS,
      );
      await engine.run((given) => void Object.assign(globalThis[Symbol.for("faults")], given), {
        place,
        story: place === "handler" ? "" : MET,
        times,
      });
      await click(engine, ".cfb-tab", 1);
      await until(engine, "it trapped", () => globalThis[Symbol.for("faults")].panics > 0);
    });
  },
});

/** Runs in the page: calls the script, or the box that it made, and tells how that went. */
async function asks(what, ...given) {
  const api = globalThis[Symbol.for("api")];
  try {
    if (what === "mount") api.box = await api.mount(document.querySelector("#place"), ...given);
    else await api.box[what](...given);
    return "done";
  } catch (error) {
    const { name, code, issues } = error;
    return { name, code, issues, isTyped: error instanceof api.FactBoxError };
  }
}

/** Chooses two people in a box, and sees them side by side: what only a live box does. */
async function assertLive(engine, host) {
  const compared = (host) => {
    const box = document.querySelector(host).shadowRoot;
    const count = box.querySelectorAll(".cfb-table thead bdi").length;
    // One at a time: the box is rendered anew in between.
    if (box.querySelectorAll(".cfb-pick .cfb-box:checked").length < 2)
      box.querySelector(".cfb-pick .cfb-box:not(:checked)").click();
    return count === 2;
  };
  await until(engine, `${host} compares two people`, compared, host);
}

/** Finds that nothing was said, thrown or blocked. */
async function assertCalm(engine) {
  const { console, errors, violations } = await recorded(engine);
  assert.deepEqual({ console, errors, violations }, { console: [], errors: [], violations: [] });
}

const isLive = (host) =>
  Boolean(document.querySelector(host).shadowRoot.querySelector(".cfb-live"));
const isOpen = (engine, host, part) =>
  engine.run(
    (host, part) => document.querySelector(host).shadowRoot.querySelector(part).open,
    host,
    part,
  );

test("a box is mounted, updated and destroyed, and the page's words are back", async ({
  engine,
  openScripted,
}) => {
  await openScripted();
  assert.equal(await engine.run(asks, "mount", LEICESTERSHIRE), "done");
  assert.ok((await shown(engine, "#place")).includes(oneSpace(ours.title)));
  await assertLive(engine, "#place");
  assert.equal(await engine.run(asks, "update", MET), "done");
  await until(
    engine,
    "the other story is there",
    (title) =>
      document.querySelector("#place").shadowRoot.querySelector(".cfb").innerText.includes(title),
    theirs.title,
  );
  await assertLive(engine, "#place");
  assert.equal(await engine.run(asks, "destroy"), "done");
  assert.equal(await shown(engine, "#place"), OWN);
  assert.deepEqual(await engine.run(asks, "update", MET), {
    name: "FactBoxError",
    code: "element",
    issues: [],
    isTyped: true,
  });
  await assertCalm(engine);
});

test("a story as its editor wrote it is the same box as the built one, and live", async ({
  engine,
  openScripted,
}) => {
  await openScripted();
  await engine.run(asks, "mount", LEICESTERSHIRE);
  const usual = await shown(engine, "#place");
  await engine.run(asks, "destroy");
  assert.equal(await engine.run(asks, "mount", raw), "done");
  assert.equal(await shown(engine, "#place"), usual);
  await assertLive(engine, "#place");
  await assertCalm(engine);
});

test("a story with mistakes is refused with all of them, and the page's words stay", async ({
  engine,
  openScripted,
}) => {
  await openScripted();
  const { issues, ...error } = await engine.run(asks, "mount", { ...raw, title: 1, as_of: "soon" });
  assert.deepEqual(error, { name: "FactBoxError", code: "story", isTyped: true });
  assert.deepEqual(
    issues.map(({ path, severity }) => [path, severity]),
    [
      ["title", "error"],
      ["as_of", "error"],
    ],
  );
  assert.equal(await shown(engine, "#place"), OWN);
  await assertCalm(engine);
});

test.describe("with a widget that fails where it is asked to", () => {
  test.use({ serverOptions: { folder: process.env.FAULTS ?? join(ROOT, "target/faults") } });

  for (const place of ["render", "handler"]) {
    test(`a reader's act traps in the ${place}: both boxes go on, with what was opened in them`, async ({
      engine,
      trap,
    }) => {
      await trap(place, 1);
      for (const host of [THEIRS, OURS]) await until(engine, `${host} is live`, isLive, host);
      assert.deepEqual(
        [await isOpen(engine, THEIRS, "#row-facts"), await isOpen(engine, OURS, "#row-sources")],
        [true, true],
      );
      await assertLive(engine, THEIRS);
      await assertLive(engine, OURS);
      assert.equal((await recorded(engine)).events.length, 2, "no box told of it");
      await assertCalm(engine);
    });
  }

  test("a box that goes on failing gives its place back to the static one and says so once; the other one goes on", async ({
    engine,
    trap,
  }) => {
    await trap("render", 1e9);
    const [, , { type, detail }] = await settled(engine, 3);
    assert.deepEqual([type, detail.code], ["error", "trap"]);
    assert.ok((await shown(engine)).includes(oneSpace(theirs.title)));
    assert.equal(await engine.run(isLive, THEIRS), false);
    await until(engine, "the other one is live", isLive, OURS);
    assert.ok(await isOpen(engine, OURS, "#row-sources"));
    await assertLive(engine, OURS);
    const { console, errors } = await recorded(engine);
    assert.deepEqual(console, [
      `warn: contract-fact-box: ${detail.message}. What stood in its place before is back.`,
    ]);
    assert.deepEqual(errors, []);
  });
});
