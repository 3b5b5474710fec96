// How the table of everyone is laid out where there is less and less room, in narrow and wide letters.

/** Narrow and wide ones; where a machine has not got one, another takes its place. */
export const FONTS = [
  "DejaVu Serif",
  "DejaVu Sans",
  "DejaVu Sans Condensed",
  "Liberation Serif",
  "Liberation Sans",
  "monospace",
];

/** Runs in the page: the words of a matrix that are broken where it is this wide, and whether it is a table there. */
export function laid(matrix, widths) {
  const { host } = matrix.getRootNode();
  const table = matrix.querySelector("[role=table]");
  const isTable = () => getComputedStyle(table.lastElementChild).display === "grid";
  const isSeen = (element) =>
    element.getClientRects().length &&
    (!element.closest(".cfb-mx-head") || isTable()) &&
    !element.closest(".cfb-vh") &&
    getComputedStyle(element).clipPath === "none";
  return widths.map((width) => {
    host.style.inlineSize = `${width}px`;
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
      isSeen(parentElement) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
    );
    const broken = new Set();
    const range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: word, index } of text.data.matchAll(/[^\s-]+/g)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.add(word);
      }
    }
    return { width, broken: [...broken], beside: isTable() };
  });
}
