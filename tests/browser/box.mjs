// The bundled stories, and the boxes of a page as a reader finds them.
import assert from "node:assert/strict";

import { recorded } from "./chromium.mjs";
import { built } from "./servers.mjs";

export const LEICESTERSHIRE = "leicestershire-palantir";
export const MET = "met-police-palantir";
/** Imported from a notice: nobody is quoted in it. */
export const LANCASTER = "lancaster-route-optimisation";
/** Made up, to show each thing once; the others are made from articles. */
export const SPECIMEN = "specimen";
export const STORIES = [LEICESTERSHIRE, MET];

/** A story's view document, as it stands in the built folder. */
export async function view(id) {
  return JSON.parse(await built(`stories/${id}.json`));
}

/** The rendered boxes of a page. */
export function boxes(page) {
  return page.locator("section.cfb");
}

/** A story's box, as a reader finds it: a region with the story's title. */
export function region(page, story) {
  return page.getByRole("region", { name: story.title, exact: true });
}

/** Opens every part of a box, or of several, once they are there. */
export async function openAll(box) {
  await box.first().waitFor();
  await box.evaluateAll((all) =>
    all.forEach((box) =>
      box.querySelectorAll("details").forEach((details) => (details.open = true)),
    ),
  );
}

/** A snippet without the script that makes it a live box. */
export const withoutLoader = (snippet) => snippet.replace(/<script[\s\S]*?<\/script>/g, "");

/**
 * An element's markup, whichever of our renderers wrote it: attributes in order, texts joined.
 *
 * Without the one class that tells a live box, and without what matches `except`.
 */
export function markup(locator, except = "") {
  return locator.evaluate((element, except) => {
    const write = (node) => {
      if (node.nodeType === 3) return node.data;
      if (node.nodeType !== 1 || (except && node.matches(except))) return "";
      // What is checked is an attribute in HTML and a property where script sets it.
      const attributes = [...node.attributes]
        .filter(({ name }) => name !== "checked")
        .map(({ name, value }) => ` ${name}="${value}"`);
      if (node.checked) attributes.push(" checked");
      attributes.sort();
      return `\n<${node.localName}${attributes.join("")}>${[...node.childNodes].map(write).join("")}`;
    };
    const copy = element.cloneNode(true);
    copy.classList.remove("cfb-live");
    // The buttons of a static box only keep their space. Where the browser has nothing to share with, script takes the one
    // for that away.
    for (const button of copy.querySelectorAll("button[data-act]"))
      for (const name of ["hidden", "aria-label", "data-done"]) button.removeAttribute(name);
    return write(copy);
  }, except);
}

/** Finds that nothing was said on the console, nothing was thrown and nothing blocked. */
export async function assertCalm(page, seen) {
  const { violations } = await recorded(page);
  assert.deepEqual(
    { console: seen.console, errors: seen.errors, violations },
    { console: [], errors: [], violations: [] },
  );
}
