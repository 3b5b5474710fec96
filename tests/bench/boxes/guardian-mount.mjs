// Renders atoms where a page asks for them: their data is fetched from where the script is.
import { createElement } from "react";
import { render } from "react-dom";

import { Atoms } from "./guardian-atoms.mjs";

const base = document.currentScript.src;

async function mountAtoms() {
  const places = [...document.querySelectorAll("[data-fact-box]")];
  const response = await fetch(new URL(`${places[0].dataset.factBox}.json`, base));
  const atoms = await response.json();
  for (const place of places)
    render(createElement(Atoms, { atoms }), place, () => (place.dataset.live = ""));
}

mountAtoms();
