// A box written by hand with Preact: prerendered and hydrated, or made by its script.
import { bundleScript, importBundled, minifyStyle } from "../bundle.mjs";
import { STORY } from "../content.mjs";
import { renderData } from "../html.mjs";
import { HANDS } from "./hands.mjs";

export async function makePreactHydrated(content, bundle) {
  const { renderBox } = await importBundled("preact-server.mjs");
  const html = `<div data-fact-box="${STORY}">${renderBox(content)}</div>${renderData(content)}`;
  return {
    name: "preact-hydrated",
    title: "Preact by hand, hydrated",
    head: `<style>${await minifyStyle("box.css")}</style>`,
    box: () => html,
    tail: `<script async src="${bundle}/preact-hydrate.js"></script>`,
    files: [{ path: "preact-hydrate.js", body: await bundleScript("preact-hydrate.mjs") }],
    hands: HANDS,
  };
}

export async function makePreactClient(content, bundle) {
  return {
    name: "preact",
    title: "Preact by hand, script tag",
    head: "",
    box: () => `<div data-fact-box="${STORY}"></div>`,
    tail: `<script async src="${bundle}/preact-mount.js"></script>`,
    files: [
      { path: "preact-mount.js", body: await bundleScript("preact-mount.mjs") },
      { path: `${STORY}.json`, body: JSON.stringify(content) },
    ],
    hands: HANDS,
  };
}
