// Makes the prerendered atoms of a page live; each place has its data beside it.
import { createElement } from "react";
import { hydrate } from "react-dom";

import { Atoms } from "./guardian-atoms.mjs";

for (const place of document.querySelectorAll("[data-fact-box]")) {
  const atoms = JSON.parse(place.nextElementSibling.textContent);
  hydrate(createElement(Atoms, { atoms }), place, () => (place.dataset.live = ""));
}
