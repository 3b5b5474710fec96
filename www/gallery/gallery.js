// Opens each example at the place that it is about, once its box is there.
import { unfold } from "/dist/acts.js";

addEventListener("contract-fact-box:ready", ({ target }) => unfold(target.shadowRoot, target.dataset.at));
