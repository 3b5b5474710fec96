// Loads a demo page again when what it shows has been built anew. `serve` adds this script; no
// published page has it.
(() => {
  "use strict";
  const { state } = document.currentScript.dataset;
  let bar;

  const say = (note) => {
    bar?.remove();
    if (!note) return;
    bar = document.createElement("p");
    bar.setAttribute("role", "status");
    bar.textContent = note;
    Object.assign(bar.style, {
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
    document.body.append(bar);
  };

  let changes;
  const hear = ({ data }) => {
    const { number, note, is_last } = JSON.parse(data);
    if (String(number) !== state) return location.reload();
    say(note);
    if (is_last) stop();
  };
  // A page out of sight waits for nothing: a browser keeps six connections to a server, and other
  // pages need them.
  const listen = () => {
    changes?.close();
    if (document.hidden) return;
    // The browser asks again by itself where the server has been started anew.
    changes = new EventSource("/serve/changes");
    changes.addEventListener("message", hear);
  };
  const stop = () => {
    changes.close();
    document.removeEventListener("visibilitychange", listen);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
