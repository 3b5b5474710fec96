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
const HEAD = '<script src="/dist/axe.js"></script>';

const STATES = {
  "as it comes": [],
  "evidence open": ["f-value", "f-method"],
  "words on another question, with the answer": ["p-campaigners-unfit", "p-palantir-records"],
  "two people compared": ["compare_palantir_aasiya-bora"],
  "four people compared": ["compare_palantir_aasiya-bora_emsou_jo-maugham"],
  "all rows open": ["row-unknowns", "row-facts", "row-background", "row-sources"],
};

for (const width of [320, 900, 1280]) {
  test.describe(`${width} px`, () => {
    test.use({ size: { width, height: 800 } });

    for (const [state, places] of Object.entries(STATES)) {
      test(`${width} px, ${state}: axe finds nothing`, async ({ engine, faults, openArticle }) => {
        faults.set("/axe.js", AXE);
        await openArticle(
          `<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>${loader}`,
          HEAD,
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
