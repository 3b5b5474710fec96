// A place of a box, opened as by a link that leads there, and then left: no mark and no focus stays. Runs in the page.

/** Opens a place of the page's first box (`compare_a_b` compares people); the id of the part that is there. */
export async function openPlace(at) {
  const host = document.querySelector("contract-fact-box");
  const here = () => host.shadowRoot.querySelector("[data-here]");
  location.hash = `cfb_${host.getAttribute("story")}_${at}`;
  while (!here()) await new Promise(requestAnimationFrame);
  const part = here();
  delete part.dataset.here;
  host.shadowRoot.activeElement?.blur();
  return part.id;
}
