// The page of `preview`: puts the numbers of the findings at the lines of the box that they are
// about, and keeps what was opened when the page loads itself again after a save.
(() => {
  "use strict";
  const frame = document.querySelector(".preview-frame");
  /** @type {HTMLElement | null} */
  const widths = document.querySelector(".preview-widths");
  if (!(frame instanceof HTMLElement) || !widths) return;

  /** @type {NodeListOf<HTMLElement>} */
  const findings = document.querySelectorAll(".preview-list li");
  for (const [index, { className, dataset, id }] of [...findings].entries()) {
    const line = dataset.line && document.getElementById(dataset.line);
    if (!line) continue;
    const mark = document.createElement("a");
    mark.className = `preview-mark ${className}`;
    mark.href = `#${id}`;
    mark.textContent = String(index + 1);
    mark.setAttribute("aria-label", `Finding ${index + 1}`);
    // What opens is a button of its own, and a link within it could not be reached.
    if (line.matches("details")) line.before(mark);
    else line.append(mark);
  }

  /** @type {{ open?: string[], width?: string }} */
  const kept = history.state ?? {};
  const rows = () => [...frame.querySelectorAll("details")];
  const keep = () => {
    const open = rows()
      .filter((row) => row.open)
      .map((row) => rowName(row));
    history.replaceState({ open, width: frame.dataset.width }, "");
  };
  /** The name of a row that opens, which it has again after the page has loaded itself. */
  const rowName = (/** @type {HTMLDetailsElement} */ row) =>
    row.id || (row.querySelector("summary")?.textContent ?? "");

  /** @param {string} width */
  const setWidth = (width) => {
    frame.dataset.width = width;
    for (const input of widths.querySelectorAll("input")) input.checked = input.value === width;
  };

  if (kept.open) for (const row of rows()) row.open = kept.open.includes(rowName(row));
  if (kept.width) setWidth(kept.width);
  widths.hidden = false;
  widths.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) setWidth(target.value);
    keep();
  });
  document.addEventListener("toggle", keep, true);
})();
