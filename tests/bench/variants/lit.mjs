// The same box written by hand with Lit.
import { bundleScript } from "../bundle.mjs";
import { STORY } from "../content.mjs";
import { HANDS } from "./hands.mjs";

export async function makeLit(content, bundle) {
  return {
    name: "lit",
    title: "Lit by hand, script tag",
    head: "",
    box: () => `<lit-fact-box data-fact-box story="${STORY}"></lit-fact-box>`,
    tail: `<script async src="${bundle}/lit-box.js"></script>`,
    files: [
      { path: "lit-box.js", body: await bundleScript("lit-box.mjs") },
      { path: `${STORY}.json`, body: JSON.stringify(content) },
    ],
    hands: HANDS,
  };
}
