// The static box in each engine: what is asked for before a reader turns to it and after, and that what the reader did is done.
import assert from "node:assert/strict";

import { DIST, named, snippet } from "../browser/servers.mjs";
import { HOST, MET, UNTOUCHED, click, inBox, loader, recorded, tag, test, until } from "./test.mjs";

const STILL = ["static.js", "contract-fact-box.css", `${MET}.box.html`, `${MET}.rows.html`];
const WAYS = {
  "a script tag": { write: (loading) => tag(MET, ` data-loading="${loading}"`), before: STILL },
  "an element": {
    write: (loading) =>
      `<contract-fact-box story="${MET}" loading="${loading}"></contract-fact-box>${loader}`,
    before: STILL,
  },
  "a marked div": {
    write: (loading) =>
      `<div data-contract-fact-box="${MET}" data-loading="${loading}"></div>${loader}`,
    before: STILL,
  },
  "a snippet": {
    write: async (loading) =>
      (await snippet(MET, DIST)).replace(
        "<contract-fact-box",
        `<contract-fact-box loading="${loading}"`,
      ),
    before: ["contract-fact-box.css", `${MET}.now.json`],
    // It does not know a box that is written in the page, and loads it, in the version of the snippet.
    old: ["static.js", "contract-fact-box.css", "1.box.html", "1.rows.html"],
  },
};
const LIVE = ["box.js", "module.js", "documents.js"];

/** Of what the folder's server was asked for, the files but for the loader, in the order of their names. */
const filesOf = (asked) =>
  [...new Set(asked.map((path) => named(path).replace(/.*\//, "")))]
    .filter((name) => !/^(embed|record|untouched|width)\./.test(name))
    .toSorted();
const isSeen = (host) =>
  document.querySelector(host)?.shadowRoot?.querySelector(".cfb")?.getClientRects().length;
const isLive = (host) =>
  Boolean(document.querySelector(host).shadowRoot?.querySelector(".cfb-live"));

for (const [way, { write: markup, before, old = before }] of Object.entries(WAYS)) {
  test(`${way}: nothing of the live box is asked for until a reader turns to it, and what the reader did is done`, async ({
    engine,
    newsroom: { asked },
    write,
  }) => {
    await engine.go(write(await markup("intent"), UNTOUCHED));
    const expected = (engine.old ? old : before).toSorted();
    await until(engine, "the static box stands", isSeen, HOST);
    // What it asks for after that changes nothing in the page, as a rule.
    while (filesOf(asked).length < expected.length) await engine.run(() => {});
    assert.deepEqual(filesOf(asked), expected);
    await click(engine, ".cfb-tab", 1);
    await until(engine, "the box is live", isLive, HOST);
    assert.ok(await inBox(engine, (box) => box.querySelectorAll(".cfb-radio")[1].checked));
    const after = filesOf(asked);
    assert.deepEqual(
      LIVE.filter((file) => !after.includes(file)),
      [],
    );
    const { console, errors } = await recorded(engine);
    assert.deepEqual([...console, ...errors], []);
  });

  for (const loading of ["visible", "idle"])
    test(`${way}: with loading="${loading}", the box is live with nobody's doing`, async ({
      engine,
      write,
    }) => {
      await engine.go(write(await markup(loading), UNTOUCHED));
      await until(engine, "the box is live", isLive, HOST);
      const { console, errors } = await recorded(engine);
      assert.deepEqual([...console, ...errors], []);
    });
}
