// Opens each example at what it is about, as a reader would, once its box is there.
addEventListener("contract-fact-box:ready", ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  const root = target.shadowRoot;
  const { at = "" } = target.dataset;
  const people = /^compare\/(.*)/.exec(at)?.[1].split(",") ?? [];
  for (const person of people) {
    /** @type {HTMLElement} */
    const label = root.querySelector(`[data-person="${person}"]`);
    label.click();
  }
  let details = root.getElementById(people.length ? "compare" : at)?.closest("details");
  for (; details; details = details.parentElement.closest("details")) details.open = true;
});
