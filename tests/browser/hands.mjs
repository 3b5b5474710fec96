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

/** The same acts by either hand; a summary is clicked at its start, since its middle may be empty. */
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

/** What a card of a view document is: `quote`, `said`, `silence` or `pointer`. */
export const kindOf = ({ body }) => (typeof body === "string" ? body : Object.keys(body)[0]);

/** Waits until the words on the contract are those on this issue alone. */
export async function narrowed(box, { issues }, issue) {
  const words = box.locator(".cfb-who-col .cfb-card > .cfb-say");
  const others = `:not(.cfb-q${issues.indexOf(issue)})`;
  await words.and(box.locator(others)).locator("visible=true").first().waitFor({ state: "hidden" });
  assert.ok(await words.locator("visible=true").count());
}

/** The people of whom anything is known: they can be compared. */
export const knownPeople = ({ people = [], issues = [] }) =>
  people.filter((_, at) =>
    issues.some(({ cards = [] }) => cards.some(({ person }) => person === at)),
  );

/** The issues about the contract itself: their words are open. */
export const ownIssues = ({ issues = [] }) => issues.filter(({ is_own }) => is_own);
/** The issues that are in the row "Background". */
export const backgroundIssues = ({ issues = [] }) => issues.filter(({ is_own }) => !is_own);

/** A card of a view document and those in it: answers and earlier statements, at any depth. */
export function withNested(card) {
  return [card, ...[...(card.answers ?? []), ...(card.earlier ?? [])].flatMap(withNested)];
}

/**
 * The cards of issues as they are shown, each person's together, in the order of the people; nested ones are in those that they
 * answer. Two answers of one person to one statement are pointed to at once.
 */
export function shownCards(issues) {
  const cards = issues.flatMap(({ cards }) =>
    cards.filter((card, at) => !isSamePointer(cards[at - 1], card)),
  );
  return cards.toSorted((one, other) => one.person - other.person);
}
const isSamePointer = (one, other) =>
  one &&
  kindOf(one) === "pointer" &&
  kindOf(other) === "pointer" &&
  one.person === other.person &&
  one.text === other.text;

/** The radio that narrows the statements to an issue. */
export const tab = (box, { label, question }) =>
  box.getByRole("radio", { name: `${label}: ${question}`, exact: true });
/** The radio that shows all of them. */
export const allTab = (box) => box.getByRole("radio", { name: "All", exact: true });

/** The statements and silences that are to be seen in a part of a box, by their ids, in their order. */
export function seenIds(scope) {
  return scope
    .locator(".cfb-say")
    .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.id));
}

/** Finds that the words on the contract itself are those on these issues, and no others. */
export async function assertShows(box, issues) {
  assert.deepEqual(
    await seenIds(box.locator(".cfb-who-col")),
    shownCards(issues).map(({ id }) => id),
  );
}

/** Somebody's card in a part of a box. */
export function cardOf(scope, name) {
  return scope
    .locator(".cfb-card")
    .filter({ has: scope.page().locator(".cfb-who > bdi").getByText(name, { exact: true }) });
}

/** The place of a statement or silence, by the card of its view document. */
export const placeOf = (box, { id }) => box.locator(`[id="${id}"]`);

/** The control of a row that opens, by the row's id. */
export const rowSummary = (box, id) => box.locator(`#${id} > summary`);

/** Compares the first people of a story, as only a live box can; the table, once it is there. */
export async function compareFirst(box, count = 2) {
  const opener = rowSummary(box, "compare");
  if (!(await box.locator("#compare").evaluate(({ open }) => open))) await opener.click();
  for (let at = 0; at < count; at++) await box.locator(".cfb-pick input").nth(at).check();
  const table = box.getByRole("table", { name: /^Side by side/ });
  await table.waitFor();
  return table;
}
