// Makes the picture of the box in README.md anew from the built bundle: `node
// tests/docs/picture.mjs`, after a build.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import sharp from "sharp";

import { SPECIMEN, view } from "../browser/box.mjs";
import { launch, open, settled } from "../browser/chromium.mjs";
import { ROOT, addressed, start } from "../browser/servers.mjs";

const PICTURE = join(ROOT, "www/images/fact-box.png");
const WIDTH = 660;
const MARGIN = 24;
const FONT = "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2";
// Their card is the last in the picture: criticism, the response and the rejoinder.
const LAST = "Dev Fictional";

const story = await view(SPECIMEN);
const servers = await start({ csp: null });
servers.pages["/font.woff2"] = await readFile(createRequire(import.meta.url).resolve(FONT));
servers.pages["/article.html"] = addressed(
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>An article</title>
<style>
@font-face { font-family: Text; src: url(/font.woff2); font-weight: 200 900; }
body { margin: ${MARGIN}px; font: 1.0625rem Text; }
</style></head><body>
<contract-fact-box story="${SPECIMEN}"></contract-fact-box>
<script async src="/dist/embed.js"></script></body></html>`,
  servers.dist,
);
const browser = await launch();
const { page } = await open(browser, `${servers.url}/article.html`, {
  width: WIDTH + 2 * MARGIN,
  height: 3000,
  deviceScaleFactor: 2,
  reducedMotion: "reduce",
});
await settled(page);
const box = page.getByRole("region", { name: story.title, exact: true });
const last = box.getByRole("article").filter({ has: page.getByRole("heading", { name: LAST }) });
const { y, height } = await last.first().boundingBox();
const png = await page.screenshot({
  clip: { x: 0, y: 0, width: WIDTH + 2 * MARGIN, height: Math.ceil(y + height) },
});
// Few colours: a third of the bytes, and no difference to see.
await sharp(png).png({ palette: true, colours: 64, effort: 10 }).toFile(PICTURE);
await browser.close();
servers.close();
