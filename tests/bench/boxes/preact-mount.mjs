// Makes boxes where a page asks for them: the content of a story is fetched from where the script is.
import { h, render } from "preact";

import css from "./box.css";
import { Box } from "./preact-box.mjs";

const base = document.currentScript.src;

async function mountBoxes() {
  const places = [...document.querySelectorAll("[data-fact-box]")];
  const response = await fetch(new URL(`${places[0].dataset.factBox}.json`, base));
  const content = await response.json();
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
  for (const place of places) {
    render(h(Box, { content }), place);
    place.dataset.live = "";
  }
}

mountBoxes();
