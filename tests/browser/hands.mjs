// The two ways of using a box: the same steps by mouse and by keyboard alone.
import assert from "node:assert/strict";

// More than any box has controls.
const MOST_STOPS = 400;

/** Goes from control to control by Tab or Shift+Tab, as a reader does, until this one has the focus. */
export async function reach(page, target) {
  const element = await target.elementHandle();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const key = await element.evaluate((element) => {
      const active = element.getRootNode().activeElement;
      if (active === element) return null;
      return active && active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING
        ? "Shift+Tab"
        : "Tab";
    });
    if (!key) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${target} is not reached by Tab`);
}

/** The same acts by either hand; a summary's start is clicked, since open rows have words over their middle. */
export const HANDS = {
  mouse: () => ({
    toggle: (summary) => summary.click({ position: { x: 8, y: 14 } }),
    press: (control) => control.click(),
    choose: (radio) => radio.click(),
    tick: (checkbox) => checkbox.click(),
  }),
  keyboard: (page) => ({
    async toggle(summary) {
      await reach(page, summary);
      await page.keyboard.press("Enter");
    },
    async press(control) {
      await reach(page, control);
      await page.keyboard.press("Enter");
    },
    async choose(radio) {
      const group = radio.locator("xpath=ancestor::fieldset[1]").locator("input[type=radio]");
      // Tab stops once in a group, at the radio that is chosen; the arrow keys choose.
      await reach(page, group.and(page.locator(":checked")));
      for (let step = await group.count(); step > 0 && !(await radio.isChecked()); step--)
        await page.keyboard.press("ArrowRight");
      assert.ok(await radio.isChecked(), `${radio} is not reached by the arrow keys`);
    },
    async tick(checkbox) {
      await reach(page, checkbox);
      await page.keyboard.press("Space");
    },
  }),
};

export const oneSpace = (text) => text.replace(/\s+/g, " ").trim();

/** Text as it is read: what is shown, with every space alike. */
export async function words(locator) {
  return oneSpace(await locator.innerText());
}

/** The issue that is shown: its panel, once it is the only one to be seen. */
export async function panel(box, issue) {
  await box.getByRole("heading", { name: issue.question, exact: true }).waitFor();
  const shown = box.locator(".cfb-panel:visible");
  assert.equal(await shown.count(), 1);
  return shown;
}

/** What a card of a view document is: `quote`, `said`, `silence` or `pointer`. */
export const kindOf = ({ body }) => (typeof body === "string" ? body : Object.keys(body)[0]);

/** The tab of an issue. */
export const tab = (box, issue) =>
  box.getByRole("radio", { name: `${issue.label}: ${issue.question}`, exact: true });

/** Waits until the words on the contract are those on this issue alone. */
export async function narrowed(box, { issues }, issue) {
  const words = box.locator(".cfb-who-col .cfb-card > .cfb-say");
  const others = `:not(.cfb-q${issues.indexOf(issue)})`;
  await words.and(box.locator(others)).locator("visible=true").first().waitFor({ state: "hidden" });
  assert.ok(await words.locator("visible=true").count());
}

/** The row of a panel in which somebody has a card. */
export function rowOf(panel, person) {
  return panel
    .locator(".cfb-group")
    .filter({ has: panel.page().locator(".cfb-who-name", { hasText: person }) })
    .first();
}
