// Every state of a box, in every engine that can be asked: axe finds nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { script } from "../browser/servers.mjs";
import { openPlace } from "../browser/place.mjs";
import { LEICESTERSHIRE, loader, settled, test } from "./test.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The page's policy lets in what comes from the folder.
const AXE = script(
  await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"),
);
const HEAD = '<script src="/dist/axe.js"></script><link rel="stylesheet" href="/width.css">';

const STATES = {
  "as it comes": [],
  "evidence open": ["f-value", "f-method"],
  "words and their criticism open": ["p-maugham-disbarred"],
  "another question, with the answer open": ["p-campaigners-unfit", "p-palantir-records_see"],
  "three people compared": ["compare_palantir_aasiya-bora_jo-maugham"],
  "everyone on each question": ["everyone"],
  "all that opens open": ["scale", "timeline", "context", "questions", "related", "sources", "use"],
};

for (const width of [320, 900]) {
  test.describe(`${width} px`, () => {
    test.use({ size: { width, height: 800 } });

    for (const [state, places] of Object.entries(STATES)) {
      test(`${width} px, ${state}: axe finds nothing`, async ({ engine, faults, pages, write }) => {
        faults.set("/axe.js", AXE);
        // An old engine's window has one size.
        pages["/width.css"] = engine.old ? `main { width: ${width}px }` : "";
        await engine.go(
          write(`<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`, HEAD),
        );
        await settled(engine);
        for (const at of places)
          assert.equal(await engine.run(openPlace, at), at.replace(/^compare_.*/, "compare"), at);
        const found = await engine.run(async (values) => {
          const { violations } = await axe.run(document, {
            runOnly: { type: "tag", values },
            resultTypes: ["violations"],
          });
          return violations.map(
            ({ id, help, nodes }) =>
              `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
          );
        }, TAGS);
        assert.deepEqual(found, []);
      });
    }
  });
}
