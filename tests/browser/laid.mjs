// How the position strip is laid out where there is less and less room, in narrow and wide letters.

/** Narrow and wide ones; where a machine has not got one, another takes its place. */
export const FONTS = [
  "DejaVu Serif",
  "DejaVu Sans",
  "DejaVu Sans Condensed",
  "Liberation Serif",
  "Liberation Sans",
  "monospace",
];

/** Runs in the page: of a strip, where the box is this wide, whether it is shown, the words that are broken, and its columns. */
export function laid(strip, widths) {
  const { host } = strip.getRootNode();
  return widths.map((width) => {
    host.style.inlineSize = `${width}px`;
    const isShown = strip.getClientRects().length > 0;
    const broken = new Set();
    const range = document.createRange();
    const texts = document.createTreeWalker(strip, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
      parentElement.closest(".cfb-vh") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let text = texts.nextNode(); isShown && text; text = texts.nextNode()) {
      for (const { 0: word, index } of text.data.matchAll(/[^\s-]+/g)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.add(word);
      }
    }
    const cells = [...strip.querySelectorAll("thead th:not(.cfb-vh)")];
    const columns = new Set(cells.map((cell) => Math.round(cell.getBoundingClientRect().width)));
    return { width, isShown, broken: [...broken], columns: [...columns] };
  });
}
