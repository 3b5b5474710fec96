// Each way to bring a box into a page, as its editor or developer does, and what of it holds where no box comes.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { built, script } from "../browser/servers.mjs";
import { LEICESTERSHIRE as ID } from "../browser/stage.mjs";
import { tool, ways as pasted } from "../wordpress/forms.mjs";

/** The ways by name: what makes the box there, what is pasted, and how many frames deep the box is; `folder` is built for the origin `dist`. */
export async function ways(dist, folder) {
  const forms = await pasted(dist);
  const content = (name) => forms[name][1].content;
  const loader = `<script async src="${dist}/embed.js"></script>`;
  const { html } = JSON.parse(await built(`stories/${ID}.oembed.json`, folder));
  return {
    "script and div": { by: "loader", body: content("script and div") },
    element: { by: "loader", body: content("element") },
    div: { by: "loader", body: content("div") + loader },
    snippet: { by: "loader", body: content("snippet") },
    frame: { by: "frame", body: content("frame") + loader, depth: 1 },
    // As content systems frame what they do not know.
    oEmbed: { by: "frame", body: html.replace("<iframe ", '<iframe sandbox="allow-scripts" '), depth: 1 },
    JavaScript: {
      by: "script",
      body: `<div id="place"><a href="${dist}/stories/${ID}.html">Contract fact box</a></div><script src="${dist}/page.js"></script>`,
    },
  };
}

/** The script of a page that makes its boxes itself, now and whenever it has swapped its content; it records what comes of it. */
export const page = (dist) =>
  script(`(() => {
  const tell = (type, detail = {}) => globalThis[Symbol.for("record")].events.push({ type, detail });
  const show = () =>
    import("${dist}/contract-fact-box.js")
      .then(({ mount }) => mount(document.querySelector("#place"), "${ID}"))
      .then(() => tell("ready"), ({ code = "module", message }) => tell("error", { code, message }));
  addEventListener("DOMContentLoaded", show);
  addEventListener("page:swapped", show);
})();`);

/** Builds the folder for an origin. */
export async function build(dist, out) {
  await mkdir(join(out, ".."), { recursive: true });
  await tool("build", "--base", `${dist}/`, "--out", out);
}
