// What axe finds in a page.
import { readFile } from "node:fs/promises";

const AXE = await readFile(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds, rule by rule, with the places, but for what `exclude` selects; what stands in frames has pages of its own. */
export async function violations(page, exclude = []) {
  // Evaluated, since the page's policy lets no script tag of ours in; once is enough for a page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  // Not reading stylesheets again, as it would in style tags, which the policy keeps out.
  const found = await page.evaluate(([values, exclude]) => axe.run({ exclude }, { runOnly: { type: "tag", values }, resultTypes: ["violations"], preload: false, iframes: false }), [TAGS, exclude]);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
