// Makes the picture of the box in README.md anew from the built bundle: `node
// tests/docs/picture.mjs`, after a build.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import sharp from "sharp";

import { launch, open, settled } from "../browser/chromium.mjs";
import { LEICESTERSHIRE, view } from "../browser/box.mjs";
import { ROOT, addressed, start } from "../browser/servers.mjs";

const PICTURE = join(ROOT, "www/images/fact-box.png");
const MARGIN = 24;
const FONT = "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2";

const story = await view(LEICESTERSHIRE);
const servers = await start({ csp: null });
servers.pages["/font.woff2"] = await readFile(createRequire(import.meta.url).resolve(FONT));
servers.pages["/article.html"] = addressed(
  `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>An article</title>
<style>
@font-face { font-family: Text; src: url(/font.woff2); font-weight: 200 900; }
body { margin: ${MARGIN}px; font: 1.0625rem Text; }
</style></head><body>
<contract-fact-box story="${LEICESTERSHIRE}"></contract-fact-box>
<script async src="/dist/embed.js"></script></body></html>`,
  servers.dist,
);
const browser = await launch();
const { page } = await open(browser, `${servers.url}/article.html`, {
  width: 660 + 2 * MARGIN,
  height: 2000,
  deviceScaleFactor: 2,
  reducedMotion: "reduce",
});
await settled(page);
const box = page.getByRole("region", { name: story.title, exact: true });
// Somebody's words, and that there is no answer to them.
await box.locator("#row-deal-concerned summary").first().click();
const last = box.getByText("How we order names", { exact: true }).first();
const { y, height } = await last.boundingBox();
await page.mouse.move(0, 0);
const png = await page.screenshot({
  clip: { x: 0, y: 0, width: 660 + 2 * MARGIN, height: Math.ceil(y + height + MARGIN / 2) },
});
// Few colours: a third of the bytes, and no difference to see.
await sharp(png).png({ palette: true, colours: 64, effort: 10 }).toFile(PICTURE);
await browser.close();
servers.close();
