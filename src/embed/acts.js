// Contract Fact Box: what a reader does with a box besides reading it: leave opened evidence, copy
// a link, arrive by one. Loaded with mount.js. The page's URL and history are read and never written.

/** @typedef {import("./module.js").Box} Box */

/**
 * A function that a button calls by its `data-act`. `announce` shows a text to the reader; messages
 * for the newsroom go to the console.
 *
 * @typedef {(button: HTMLElement, announce: (text: string) => void) => unknown} ButtonAction
 */

// The globals that the scripts and the WebAssembly need, each with a property that only the
// browser's own has. Some pages use one of these names for themselves, and then nothing works. This
// file must import no other: it then reports the name whichever other file fails on it, also where
// box.js has to ask it.
/** @type {Record<string, string>} */
const REQUIRED_GLOBALS = {
  AbortController: "abort",
  CustomEvent: "initCustomEvent",
  Element: "matches",
  MutationObserver: "observe",
  Symbol: "description",
  TextDecoder: "decode",
  TextEncoder: "encode",
  Uint8Array: "subarray",
  Window: "addEventListener",
};
const replacedGlobals = Object.keys(REQUIRED_GLOBALS).filter((name) => {
  const value = /** @type {any} */ (window)[name];
  return !(REQUIRED_GLOBALS[name] in Object(value?.prototype));
});
if (replacedGlobals.length)
  throw Object.assign(
    new Error(
      `the page has something of its own in the place of the browser's ${replacedGlobals.join(", ")}, which boxes need; give that another name`,
    ),
    { code: "page" },
  );

/**
 * Returns the id in the story's box that the page's URL points to, as in `#cfb_STORY_ID`: "" for
 * the box itself, undefined if the URL points elsewhere.
 *
 * We write letters, digits, `-` and `_` only, since some pages take fragments for selectors; older
 * links have `#cfb=STORY/ID`. Whatever else follows, such as a full stop or a tracking parameter,
 * is ignored.
 *
 * @param {string} storyId
 */
function parseFragment(storyId) {
  const hash = location.hash.replace(/%(3D|2F|2C|5F)/gi, decodeURIComponent);
  const [, story, id = ""] = /^#cfb[=_]([a-z0-9-]+)(?:[/_]([\w/,-]*))?/.exec(hash) ?? [];
  return story === storyId ? id : undefined;
}

/**
 * A box that a link may lead into.
 *
 * @typedef {{ host: Element, root: ShadowRoot, box: Box }} LinkTarget
 */
/** @type {LinkTarget[]} */
let linkTargets = [];
/** The link that was followed last, and where it has led. @type {[string, LinkTarget?]} */
let followed = [""];

/**
 * @param {string} id
 * @returns {string[] | undefined} the people whose comparison a link leads to
 */
const comparedPeople = (id) => /^compare[_/](.*)/.exec(id)?.[1].split(/[_,]/);

/**
 * Whether a box has the place that a link leads to. A whole box is taken to have any: what it does
 * not have is in no other.
 *
 * @param {LinkTarget} target
 * @param {string} id
 */
function hasPlace({ root, box: { parts } }, id) {
  if (!id || !parts) return true;
  const [name, ids = ""] = parts.split("/");
  const people = comparedPeople(id);
  return people
    ? name === "compare" && people.every((person) => ids.split(",").includes(person))
    : Boolean(root.getElementById(id));
}

// How long a link waits for a box that has its place; then it leads to the first box of the story.
const PATIENCE = 1000;

/**
 * Shows what the page's URL points to, if it is in a box: in the first on the page that has it,
 * also if that comes later.
 */
function followFragment(isLate = false) {
  const { hash } = location;
  const named = linkTargets
    .filter(({ box }) => parseFragment(box.view.id) !== undefined)
    .sort((a, b) => (a.host.compareDocumentPosition(b.host) & 4 ? -1 : 1));
  const id = named[0] && /** @type {string} */ (parseFragment(named[0].box.view.id));
  const owner = named.find((other) => hasPlace(other, id));
  if (!owner && !isLate) setTimeout(followFragment, PATIENCE, true);
  const target = owner ?? (isLate ? named[0] : undefined);
  if (!target || (followed[0] === hash && followed[1] === target)) return;
  followed = [hash, target];
  for (const { root } of linkTargets) clearMarks(root);
  const { root, box } = target;
  const people = comparedPeople(id);
  // Whom a comparison of its own shows, the page has chosen.
  if (people && !box.parts) box.compare(people);
  revealElement(root, box, people ? "compare" : id);
}
addEventListener("hashchange", () => {
  followed = [""];
  followFragment();
});

/**
 * Reports to the page what has happened in a box.
 *
 * @param {Element} host
 * @param {string} name
 * @param {object} detail
 */
export const dispatchBoxEvent = (host, name, detail) =>
  host.dispatchEvent(
    new CustomEvent(`contract-fact-box:${name}`, { bubbles: true, composed: true, detail }),
  );

/**
 * @param {Element | null} element
 * @returns {string} the id of the element or the nearest one around it that has one
 */
export const closestId = (element) => element?.closest("[id]")?.id ?? "";

/**
 * Opens the element with this id and everything around it, scrolls it into view, and gives the
 * focus to it or its summary. Without such an element this is done with the title.
 *
 * @param {ShadowRoot} root
 * @param {Box} box
 * @param {string} id
 * @param {boolean} isMarked whether it is marked as what a link has led to
 */
export async function revealElement(root, box, id, isMarked = true) {
  await box.reveal(id);
  const target = (id && root.getElementById(id)) || root.getElementById("title");
  if (!target) return;
  for (let details = target.closest("details"); details;)
    details = openDetails(details).parentElement?.closest("details") ?? null;
  const evidence = target.querySelector(":scope > .cfb-ev, :scope > dd > .cfb-ev");
  if (evidence) openDetails(/** @type {HTMLDetailsElement} */ (evidence));
  clearMarks(root);
  if (isMarked) target.dataset.here = "";
  // A fact is its own summary. What has words before its summary takes the focus itself, or a
  // listener would hear the source without them.
  /** @type {HTMLElement | null} */
  const summary = target.querySelector(
    ":scope > summary, :scope > dd summary, :scope > * > .cfb-ask-value",
  );
  const focusTarget = summary ?? target;
  if (focusTarget === target) target.tabIndex = -1;
  // Of what is higher than the window, the beginning is shown.
  target.scrollIntoView({ block: target.offsetHeight > innerHeight ? "start" : "center" });
  focusTarget.focus({ preventScroll: true });
}

/** @param {ShadowRoot} root */
function clearMarks(root) {
  for (const marked of root.querySelectorAll("[data-here]")) marked.removeAttribute("data-here");
}

/** @param {HTMLDetailsElement} details */
function openDetails(details) {
  details.open = true;
  return details;
}

/**
 * Closes opened evidence and gives the focus back to what opened it.
 *
 * @param {HTMLDetailsElement} details
 */
function closeEvidence(details) {
  details.open = false;
  details.querySelector("summary")?.focus();
}

/**
 * Whether a key operates the control that has the focus. Such a key must not reach the page: there
 * the focus seems to be on the host, so that the page's own shortcuts would act on the key.
 *
 * @param {KeyboardEvent} event
 */
function isUsedByControl({ key, target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  const control = target.closest("summary, button, a, input");
  if (!control) return false;
  // A field for a name, in which any key may write.
  if (control.matches(".cfb-field")) return key !== "Tab";
  if (key === "Enter") return control.localName !== "input";
  return key === " "
    ? control.localName !== "a"
    : /** @type {HTMLInputElement} */ (control).type === "radio" && key.startsWith("Arrow");
}

/** @param {HTMLDetailsElement} details */
const isFloating = (details) =>
  details.lastElementChild && getComputedStyle(details.lastElementChild).position === "absolute";

/**
 * Attaches the behaviour of a box to its host, until `signal` is aborted.
 *
 * Returns a function to call after another rendering of the box has replaced the current one.
 *
 * @param {Element} host
 * @param {ShadowRoot} root
 * @param {Box} box
 * @param {Record<string, ButtonAction>} navigation the actions that put another story in its place
 * @param {AbortSignal} signal
 */
export function attachBehaviour(host, root, box, navigation, signal) {
  /**
   * @type {(target: EventTarget, type: string, listener: (event: any) => void, capture?: boolean)
   *   => void}
   */
  const listen = (target, type, listener, capture = false) =>
    target.addEventListener(type, listener, { signal, capture });
  /** @param {string} text */
  const announce = (text) => {
    const toast = root.querySelector(".cfb-toast");
    if (toast) toast.textContent = text;
  };
  /** @param {string} name @param {object} detail */
  const report = (name, detail) => dispatchBoxEvent(host, name, { story: box.view.id, ...detail });

  /**
   * Returns the URL of an element of the box: on this page, or on the story's own page if this page
   * has no URL that others can open.
   *
   * @param {string} id
   */
  const urlOf = (id) =>
    /^http/.test(location.protocol)
      ? `${location.href.split("#")[0]}#cfb_${box.view.id}${id && "_"}${id}`
      : `${box.base}stories/${box.view.id}.html${id && "#"}${id}`;

  /** @param {string} what @param {string} text @param {() => void} announceDone */
  const copyText = async (what, text, announceDone) => {
    try {
      await navigator.clipboard.writeText(text);
      announceDone();
    } catch {
      // The page may not write to the clipboard. The reader can copy the text that is shown.
      announce(text);
    }
    report("share", { what, text });
  };
  /**
   * @param {string} what
   * @param {(button: HTMLElement) => string} textFor
   * @returns {ButtonAction}
   */
  const copyAction = (what, textFor) => (button) =>
    copyText(what, textFor(button), () => {
      /** @type {HTMLElement | null} */
      const toast = root.querySelector(".cfb-toast");
      announce(button.dataset.done ?? toast?.dataset.done ?? "");
    });

  // By the names that `Request` in src/components/state/mod.rs has for them.
  /** @type {Record<string, ButtonAction>} */
  const actions = {
    ...navigation,
    show: (button) => revealElement(root, box, button.dataset.to ?? ""),
    link: copyAction("link", (button) => urlOf(button.dataset.to ?? closestId(button))),
    cite: copyAction("cite", () => box.citation),
    embed: copyAction("embed", () => box.embedCode),
    share() {
      const url = urlOf("");
      return navigator.share({ title: document.title, url }).then(
        () => report("share", { what: "share", text: url }),
        // The reader has closed the dialog.
        () => {},
      );
    },
  };
  listen(root, "change", ({ target }) => {
    if (!target.dataset.act) return;
    // Not by the suggestions, since some browsers have none.
    const typed = target.value.trim().toLowerCase();
    const people = box.view.people ?? [];
    const index = people.findIndex(({ name }) => name.toLowerCase() === typed);
    const person = people[index]?.id;
    if (!person) return;
    if (target.dataset.act === "find") {
      const card = root.querySelector(`.cfb-p${index} .cfb-say`);
      // Firefox brings the caret into view in the frame after a letter, which would undo a scroll
      // before that.
      if (card) requestAnimationFrame(() => revealElement(root, box, card.id));
    } else {
      /** @type {NodeListOf<HTMLElement>} */
      const chosen = root.querySelectorAll("[data-person]:has(:checked)");
      const { compare_added: added = "", compare_most: most = "" } = box.view.words ?? {};
      // Once as many are chosen as can be, all others are disabled.
      const isFull = root.querySelector(".cfb-pick :disabled");
      if (!isFull) box.compare([...[...chosen].map((label) => label.dataset.person ?? ""), person]);
      announce(isFull ? most : added.replace("{name}", people[index]?.name ?? ""));
      target.value = "";
    }
  });
  listen(root, "click", ({ target }) => {
    announce("");
    const button = target.closest("[data-act]");
    if (button) actions[button.dataset.act]?.(button, announce);
  });

  listen(root, "keydown", (event) => {
    const evidence = event.key === "Escape" && event.target.closest(".cfb-ev[open]");
    // Otherwise Escape would also close a dialog of the page that the box is in.
    if (evidence || isUsedByControl(event)) event.stopPropagation();
    if (evidence) closeEvidence(evidence);
  });
  for (const type of ["keypress", "keyup"])
    listen(root, type, (event) => isUsedByControl(event) && event.stopPropagation());

  // Evidence that floats over the rest closes when the reader turns to something else, since it
  // would cover that.
  /** @param {Event} event */
  const closeFloating = (event) => {
    const path = event.composedPath();
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const opened = root.querySelectorAll(".cfb-ev[open]");
    for (const details of opened)
      if (!path.includes(details) && isFloating(details)) details.open = false;
  };
  for (const type of ["pointerdown", "focusin"]) listen(window, type, closeFloating);
  // A focus that moves within the box does not reach the window.
  listen(root, "focusin", closeFloating);

  const hideShareIfUnsupported = () => {
    if (typeof navigator.share === "function") return;
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = root.querySelectorAll('[data-act="share"]');
    for (const button of buttons) button.hidden = true;
  };
  hideShareIfUnsupported();

  // What was open before is not reported as opened.
  /** @type {Element[]} */
  let knownOpen;
  const noteOpenDetails = () => {
    knownOpen = [...root.querySelectorAll("details[open]")];
  };
  noteOpenDetails();
  // In the capture phase, since `toggle` does not bubble.
  listen(
    root,
    "toggle",
    ({ target }) => {
      hideShareIfUnsupported();
      if (!target.open) knownOpen = knownOpen.filter((details) => details !== target);
      else if (!knownOpen.includes(target)) report("open", { place: closestId(target) });
    },
    true,
  );

  box.onReport = (name, detail) => {
    if (signal.aborted) return;
    report(
      name,
      name === "filter" ? { issue: detail } : { people: detail ? detail.split("_") : [] },
    );
  };

  const target = { host, root, box };
  linkTargets.push(target);
  signal.addEventListener("abort", () => {
    linkTargets = linkTargets.filter((other) => other !== target);
  });
  followFragment();
  return noteOpenDetails;
}
