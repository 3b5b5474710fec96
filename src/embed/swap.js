// Contract Fact Box: replaces one rendering of a box by another, so that a reader finds everything as
// it was. Loaded with mount.js.
import { closestId } from "./acts.js";
import { hasAdoptedStyles } from "./static.js";

/** @typedef {import("./module.js").View} View */

/**
 * Returns the elements of a box that match a selector, by names that another rendering of the box
 * has too. A name consists of the nearest id, what the element chooses, and a number for elements
 * that are otherwise alike.
 *
 * @param {Element} box
 * @param {string} selector
 */
function nameElements(box, selector) {
  /** @type {Record<string, HTMLElement>} */
  const named = {};
  /** @type {NodeListOf<HTMLElement>} */
  const elements = box.querySelectorAll(selector);
  for (const element of elements) {
    const name = `${element.localName} ${closestId(element)} ${choiceOf(element)} `;
    let count = 0;
    while (named[name + count]) count++;
    named[name + count] = element;
  }
  return named;
}

/**
 * Returns what an input chooses: the id of a person, or the label of an issue, whose id is not in
 * the markup.
 *
 * @param {HTMLElement} element
 */
function choiceOf(element) {
  if (element.localName !== "input") return "";
  /** @type {HTMLElement | null} */
  const person = element.closest("[data-person]");
  return person?.dataset.person ?? element.parentElement?.textContent ?? "";
}

/**
 * Returns what the reader has chosen in a box that was not live yet.
 *
 * @param {Element | null} staticBox
 * @param {View} view the document of the live box, in which the issue may have another label or be
 *   gone
 */
export function readChoice(staticBox, { issues = [] }) {
  /** @param {string} selector */
  const chosen = (selector) =>
    [...(staticBox ? staticBox.querySelectorAll(selector) : [])].map((input) =>
      choiceOf(/** @type {HTMLElement} */ (input)),
    );
  const [label] = chosen("[type=radio]:checked");
  const issue = issues.find((other) => other.label === label)?.id ?? "";
  return { issue, people: chosen("[data-person] :checked") };
}

const CONTROLS = "summary, a, button, input";

/**
 * Returns what is scrolled around an element, and how far.
 *
 * @param {Element} element
 */
function findScrolled(element) {
  /** @type {[Element, number][]} */
  const scrolled = [];
  for (let node = /** @type {Element | null | undefined} */ (element); node;) {
    if (node.scrollTop) scrolled.push([node, node.scrollTop]);
    node = node.parentElement ?? /** @type {ShadowRoot} */ (node.getRootNode()).host;
  }
  return scrolled;
}

/**
 * Replaces an old rendering, which may be of another version or language, by a new one in which the
 * same parts are open and the same control has the focus. Returns a function that puts the original
 * content back, and the ids of what a reader has opened.
 *
 * @param {ShadowRoot} root
 * @param {Element} old
 * @param {Element} element
 */
export function swapRendering(root, old, element) {
  const focusedName = Object.entries(nameElements(old, CONTROLS)).find(
    ([, control]) => control === root.activeElement,
  )?.[0];
  const newDetails = nameElements(element, "details");
  /** @type {string[]} */
  const opened = [];
  for (const [name, details] of Object.entries(nameElements(old, "details"))) {
    const { open } = /** @type {HTMLDetailsElement} */ (details);
    const counterpart = /** @type {HTMLDetailsElement | undefined} */ (newDetails[name]);
    if (!counterpart) continue;
    if (open && !counterpart.open) opened.push(closestId(counterpart));
    counterpart.open = open;
    // Evidence that was open in the text flow stays there, or everything below it would move.
    if (open) counterpart.dataset.inline = "";
  }
  // A prerendered box brought its own stylesheet, which the adopted one replaces. Without an
  // adopted one it stays.
  const isAdopted = hasAdoptedStyles(root);
  const replaced = /** @type {ChildNode[]} */ ([...root.childNodes]).filter(
    (child) => isAdopted || !("sheet" in child),
  );
  // A prerendered box is in an element that hides it without its stylesheet; beside that is the
  // slot for what the page has.
  const container = replaced.find((child) => child.contains(old));
  for (const child of replaced) if (child !== container) child.remove();
  // The questions scroll where there are many.
  const [left, tabs] = [
    old.querySelector(".cfb-tabs")?.scrollLeft,
    element.querySelector(".cfb-tabs"),
  ];
  // What replaces a mere link is higher, and browsers keep what is below it in sight.
  const scrolled = old.localName === "slot" ? [] : findScrolled(root.host);
  // In one step: with both in the document for a moment, browsers lose the scroll position.
  container?.replaceWith(element);
  // WebKit loses it all the same.
  for (const [scroller, top] of scrolled)
    if (scroller.scrollTop !== top) scroller.scrollTo({ top, behavior: "instant" });
  if (left && tabs) tabs.scrollLeft = left;
  if (focusedName) nameElements(element, CONTROLS)[focusedName]?.focus({ preventScroll: true });
  /** @param {Element} current */
  const restoreOriginal = (current) => current.replaceWith(...replaced);
  return { restoreOriginal, opened };
}

/**
 * Waits until no button or finger is down in a box: one that is replaced within a click does not get
 * it.
 *
 * @param {ShadowRoot} root
 */
export async function whenReleased(root) {
  // No event says when a browser ends this state after a finger has gone.
  while (root.querySelector(":active")) await new Promise(requestAnimationFrame);
}

/**
 * Copies what a box shows, without what makes it live.
 *
 * @param {Element} element
 */
export function cloneInert(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  const box = copy.querySelector(".cfb");
  box?.classList.remove("cfb-live");
  if (box) Object.assign(box, { wasLive: true });
  return copy;
}
