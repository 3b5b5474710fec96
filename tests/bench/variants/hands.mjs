// How a reader uses the boxes that are written by hand, with a shadow root or without.

/** @type {import("./index.mjs").Hands} */
export const HANDS = {
  findBoxes: () => [...document.querySelectorAll("[data-fact-box]")],
  isReadable: (box) =>
    Boolean((box.shadowRoot ?? box).querySelector(".facts dd")?.checkVisibility()),
  isLive: (box) => box.dataset.live === "",
  findQuestion: (box, at) => (box.shadowRoot ?? box).querySelectorAll(".tabs button")[at + 1],
  isChosen: (box, at) => {
    const root = box.shadowRoot ?? box;
    const tab = root.querySelectorAll(".tabs button")[at + 1];
    const isAlone = root.querySelectorAll(".words .question").length === 1;
    return isAlone && tab.getAttribute("aria-pressed") === "true";
  },
  findOpener: (box) => (box.shadowRoot ?? box).querySelector(".compare:not([open]) > summary"),
  findPick: (box, at) => (box.shadowRoot ?? box).querySelectorAll(".compare label")[at],
  isCompared: (box) => Boolean((box.shadowRoot ?? box).querySelector(".compare table")),
};
