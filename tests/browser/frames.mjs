// A box in an iframe, as an article has it, and how high both are.
import { policy } from "./servers.mjs";
import { MET, region, settled, view } from "./test.mjs";

/** A strict page that lets frames of the folder in. */
export const serverOptions = {
  csp: (dist) => `${policy(dist, { also: " 'self'" })}; frame-src ${dist}`,
};
export const story = await view(MET);
const TITLE = `Contract fact box: ${story.title}`;

/** What the frame says without script. */
export const UNSCRIPTED =
  "The facts of a public contract belong here. They need JavaScript, which is off in your browser or not allowed by this page.";

export const iframe = (query, settings = "") =>
  `<iframe src="/dist/frame.html${query}" title="${TITLE}" width="100%" height="700" loading="lazy" frameborder="0"${settings}></iframe>`;
export const framed = iframe(`?story=${MET}`);
export const box = (page, about = story) => region(page.frameLocator("iframe"), about);
/** How high a document is, in whole pixels. */
export const inner = () =>
  Math.ceil(Math.max(document.body.scrollHeight, document.body.getBoundingClientRect().height));
export const height = (page) =>
  page
    .locator("iframe")
    .first()
    .evaluate((frame) => frame.getBoundingClientRect().height);

/** The document in the frame, once it has come. */
export async function inside(page) {
  const element = await page.locator("iframe").elementHandle();
  return element.contentFrame();
}

/** Runs in the page or the frame: done once this element is no longer so high. */
const resized = ([selector, height]) =>
  new Promise((done) => {
    const element = document.querySelector(selector);
    new ResizeObserver(() => element.getBoundingClientRect().height !== height && done()).observe(
      element,
    );
  });

/** Waits until the frame is as high as what is in it; that height. */
export async function fitted(page, frame) {
  for (;;) {
    const [outer, needed] = await Promise.all([height(page), frame.evaluate(inner)]);
    if (outer === needed) return needed;
    // Whichever of the two changes first; the other is left waiting when the page closes.
    const body = await frame.evaluate(() => document.body.getBoundingClientRect().height);
    const changes = [
      page.evaluate(resized, ["iframe", outer]),
      frame.evaluate(resized, ["body", body]),
    ];
    for (const change of changes) change.catch(() => {});
    await Promise.race(changes);
  }
}

/** An article with a frame, once its box stands. */
export async function opened({ visit, write }, body, options) {
  const { page, seen } = await visit(write(body), options);
  const frame = await inside(page);
  await settled(frame);
  return { page, seen, frame };
}
