// What axe finds in a page.
import { readFile } from "node:fs/promises";

const AXE = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What depends on the scheme, and takes three quarters of the time.
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const without = Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }]));

/**
 * What axe finds in a page, rule by rule, with the places, but for what `exclude` selects; what stands in frames has pages of
 * its own. `colours` is whether it looks at them, too.
 */
export async function violations(page, { exclude = [], colours = true } = {}) {
  // Evaluated, since the page's policy lets no script tag of ours in; once is enough for a page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  // Not reading stylesheets again, as it would in style tags, which the policy keeps out.
  const options = {
    runOnly: { type: "tag", values: TAGS },
    rules: colours ? {} : without,
    resultTypes: ["violations"],
    preload: false,
    iframes: false,
  };
  const found = await page.evaluate(
    ([exclude, options]) => axe.run({ exclude }, options),
    [exclude, options],
  );
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}
