// Reloads a demo page when what it shows has been rebuilt. `serve` adds this script; no published
// page has it.
(() => {
  "use strict";
  const { state } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  /** @type {HTMLElement | undefined} */
  let statusBar;
  /** @type {EventSource | undefined} */
  let changes;

  /** @param {string | null} note */
  const showNote = (note) => {
    statusBar?.remove();
    if (!note) return;
    statusBar = document.createElement("p");
    statusBar.setAttribute("role", "status");
    statusBar.textContent = note;
    Object.assign(statusBar.style, {
      position: "fixed",
      insetInline: "0",
      insetBlockEnd: "0",
      zIndex: "1",
      margin: "0",
      padding: "0.6em 1em",
      font: "0.9rem/1.4 system-ui, sans-serif",
      color: "Canvas",
      background: "CanvasText",
    });
    document.body.append(statusBar);
  };

  /** @param {MessageEvent<string>} event */
  const handleChange = ({ data }) => {
    const { number, note, is_last } = JSON.parse(data);
    if (String(number) !== state) {
      location.reload();
      return;
    }
    showNote(note);
    if (is_last) stopListening();
  };
  // A hidden page does not listen: a browser keeps six connections to a server, and other pages
  // need them.
  const listen = () => {
    changes?.close();
    if (document.hidden) return;
    // The browser reconnects by itself after the server has been restarted.
    changes = new EventSource("/serve/changes");
    changes.addEventListener("message", handleChange);
  };
  const stopListening = () => {
    changes?.close();
    document.removeEventListener("visibilitychange", listen);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
