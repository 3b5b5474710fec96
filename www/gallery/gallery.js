// Opens each example at the place that it is about, once its box is there.
const DIST = "/dist/";
// The same script that the boxes have loaded, whose name changes with what is in it.
const acts = fetch(`${DIST}manifest.json`)
  .then((answer) => answer.json())
  .then(({ names }) => import(DIST + names["acts.js"]));

addEventListener("contract-fact-box:ready", async ({ target }) =>
  (await acts).unfold(target.shadowRoot, target.dataset.at),
);
