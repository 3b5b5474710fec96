// Makes the prerendered boxes of a page live; each has its content beside it.
import { h, hydrate } from "preact";

import { Box } from "./preact-box.mjs";

for (const place of document.querySelectorAll("[data-fact-box]")) {
  hydrate(h(Box, { content: JSON.parse(place.nextElementSibling.textContent) }), place);
  place.dataset.live = "";
}
