// Each way to bring a box into a page, as its editor or developer does, and what of it holds where no box comes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { LEICESTERSHIRE as ID } from "../browser/box.mjs";
import { EXAMPLE, script } from "../browser/servers.mjs";
import { loader } from "../browser/test.mjs";
import { ways as pasted } from "../wordpress/forms.mjs";

/** The ways by name: what makes the box there, and how many frames deep it is. */
export const WAYS = {
  "script and div": { by: "loader" },
  element: { by: "loader" },
  div: { by: "loader" },
  snippet: { by: "loader" },
  frame: { by: "frame", depth: 1 },
  // As content systems frame what they do not know.
  oEmbed: { by: "frame", depth: 1 },
  JavaScript: { by: "script" },
};

/** What is pasted, by the way; `folder` is one that is built for an address. */
export async function pastedMarkup(folder) {
  const forms = await pasted("/dist");
  const content = (name) => forms[name][1].content;
  const { html } = JSON.parse(await readFile(join(folder, `stories/${ID}.oembed.json`), "utf8"));
  return {
    "script and div": content("script and div"),
    element: content("element"),
    div: content("div") + loader,
    snippet: content("snippet"),
    frame: content("frame") + loader,
    oEmbed: html
      .replaceAll(EXAMPLE, "/dist/")
      .replace("<iframe ", '<iframe sandbox="allow-scripts" '),
    JavaScript: `<div id="place"><a href="/dist/stories/${ID}.html">Contract fact box</a></div><script src="/dist/page.js"></script>`,
  };
}

/** The script of a page that makes its boxes itself, now and whenever it has swapped its content; it records what comes of it. */
export const pageScript = (dist) =>
  script(`(() => {
  const tell = (type, detail = {}) => {
    globalThis[Symbol.for("record")].events.push({ type, detail });
    dispatchEvent(new Event("test:changed"));
  };
  // As by a reader's pointer; that the box is live, or has failed, it tells itself.
  const turn = ({ element }) => element.dispatchEvent(new Event("pointerover"));
  const show = () =>
    import("${dist}/contract-fact-box.js")
      .then(({ mount }) => mount(document.querySelector("#place"), "${ID}"))
      .then(turn, ({ code = "module", message }) => tell("error", { code, message }));
  addEventListener("DOMContentLoaded", show);
  addEventListener("page:swapped", show);
})();`);
