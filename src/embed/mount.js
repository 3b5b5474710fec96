// Contract Fact Box: makes boxes live, and ends a box whose host has left the page. Its state is
// shared by all boxes of its bundle.
import { attachBehaviour, closestId, dispatchBoxEvent, revealElement } from "./acts.js";
import { fetchFirst, fetchShared, languageSuffix, resolveParts } from "./documents.js";
import { Box, startInstance } from "./module.js";
import { BASE, FactBoxError, fail, readLevel, readPreset, storyUrl } from "./static.js";
import { cloneInert, readChoice, swapRendering, whenReleased } from "./swap.js";

/** @typedef {import("./module.js").View} View */
/** @typedef {import("./acts.js").ButtonAction} ButtonAction */
/** @typedef {import("./static.js").Preset} Preset */

/**
 * @param {string} url
 * @param {unknown} error
 */
const describeMismatch = (url, error) =>
  `${url} cannot be shown (${/** @type {Error} */ (error).message}); it must come from the same build as the loader`;

/**
 * @param {string} message
 * @param {string} consequence
 */
const warn = (message, consequence) =>
  console.warn(`contract-fact-box: ${message}. ${consequence}.`);

/**
 * Returns the actions by which a reader goes to another story within the box, and back.
 *
 * @param {ShadowRoot} root
 * @param {Box} box
 * @param {string} url
 * @param {Preset} preset
 */
function createNavigation(root, box, url, preset) {
  // Of another story that the reader goes to, everything is shown: the page has chosen parts of
  // this one.
  let home = box.view.id;
  /** @param {View} view */
  const partsOf = (view) => (view.id === home ? resolveParts(preset, view).parts : "");
  /**
   * The stories that the reader came from, and where in them.
   *
   * @type {{ view: View, id: string }[]}
   */
  let backStack = [];
  /** @param {View} view @param {string} id @param {typeof backStack} newBackStack */
  const show = (view, id, newBackStack) => {
    box.update(view, newBackStack.at(-1)?.view.title ?? "", partsOf(view));
    backStack = newBackStack;
    // The button is gone with the old story: the focus goes to the title, or to where the reader
    // came from.
    revealElement(root, box, id, false);
  };
  /**
   * @param {HTMLElement} button
   * @param {(text: string) => void} announce
   * @param {string[]} urls
   * @param {(view: View) => void} showDocument
   */
  const navigateSafely = async (button, announce, urls, showDocument) => {
    const from = box.view;
    try {
      const view = await fetchFirst(urls);
      // After a second tap or a change of mind, what is there by now stays.
      if (box.view === from) showDocument(view);
    } catch (error) {
      announce(button.dataset.done ?? "");
      warn(
        error instanceof FactBoxError ? error.message : describeMismatch(urls.at(-1) ?? "", error),
        "The box stays as it is",
      );
    }
  };
  const suffix = languageSuffix(url);
  /** @type {Record<string, ButtonAction>} */
  const actions = {
    // Only a version has a newer one, which is beside the folder of the versions, in the same
    // language.
    newest: (button, announce) =>
      navigateSafely(
        button,
        announce,
        [new URL(`../${box.view.id}${suffix}.json`, url).href],
        (view) => show(view, "", backStack),
      ),
    visit(button, announce) {
      const path = box.base + (button.dataset.to ?? "").replace(/\.html$/, "");
      // Not every story is there in every language.
      const urls = [`${path}${suffix}.json`, `${path}.json`];
      const next = [...backStack, { view: box.view, id: closestId(button) }];
      return navigateSafely(button, announce, suffix ? urls : urls.slice(1), (view) =>
        show(view, "", next),
      );
    },
    back() {
      const last = backStack.at(-1);
      if (last) show(last.view, last.id, backStack.slice(0, -1));
    },
  };
  return {
    actions,
    /**
     * Shows a story as if it had been there from the start.
     *
     * @param {View} view
     * @param {Preset} newPreset
     */
    replaceStory(view, newPreset) {
      box.update(view, "", resolveParts(newPreset, view).parts);
      [home, preset, backStack] = [view.id, newPreset, []];
    },
  };
}

/**
 * Renders a view document off the page and, if it is still `isWanted`, swaps it into the host's
 * root when it is complete.
 *
 * Rejects with a `FactBoxError`. Resolves with what the page may do with the box, or with nothing
 * if the box is not wanted any more.
 *
 * @param {Element} host
 * @param {ShadowRoot} root
 * @param {View} view
 * @param {string} url where the document comes from
 * @param {{ base?: string, level: number, preset: Preset, isWanted: () => boolean }} options
 *   `base` is the URL of the bundle, `level` the level of the box's heading
 */
export async function mountBox(host, root, view, url, { base = BASE, level, preset, isWanted }) {
  const box = new Box(view, base, level, resolveParts(preset, view).parts);
  const ended = new AbortController();
  const { signal } = ended;
  for (const type of ["click", "change"])
    root.addEventListener(type, () => box.run(), { signal, capture: true });
  /** @type {Element | undefined} */
  let element;
  /** @type {ReturnType<typeof swapRendering>["restoreOriginal"] | undefined} */
  let restoreOriginal;
  /**
   * What the reader has done in the static box, which nobody has been told of.
   *
   * @type {[string, object][]}
   */
  const done = [];
  /** @type {ReturnType<typeof attachBehaviour> | undefined} */
  let noteOpenDetails;

  const render = () =>
    box.render().catch((error) => {
      if (error instanceof FactBoxError) throw error;
      return fail("view", describeMismatch(url, error));
    });
  const replaceStatic = async () => {
    let next = await render();
    let choice = readChoice(null, view);
    for (;;) {
      await whenReleased(root);
      const chosen = readChoice(root.querySelector(".cfb"), view);
      if (`${chosen.issue} ${chosen.people}` === `${choice.issue} ${choice.people}`) break;
      choice = chosen;
      // After a trap it is not chosen again, since that may have caused the trap.
      if (!(await box.restore(choice))) next = await render();
    }
    if (!isWanted()) return box.destroy();
    const old = root.querySelector(".cfb") ?? root.querySelector("slot");
    if (old) {
      const swapped = swapRendering(root, old, next);
      restoreOriginal = swapped.restoreOriginal;
      if (!("wasLive" in old)) {
        for (const place of swapped.opened) done.push(["open", { place }]);
        if (choice.issue) done.push(["filter", { issue: choice.issue }]);
        if (choice.people.length) done.push(["compare", { people: choice.people }]);
      }
    }
    element = next;
    box.watch(recover);
  };
  const recover = () => {
    const dead = element;
    if (!dead) return;
    const copy = (element = cloneInert(dead));
    swapRendering(root, dead, copy);
    const replaceCopy = async () => {
      const next = await render();
      if (signal.aborted) return box.destroy();
      swapRendering(root, copy, next);
      element = next;
      noteOpenDetails?.();
      box.watch(recover);
    };
    replaceCopy().catch(({ code, message }) => {
      ended.abort();
      if (element) restoreOriginal?.(element);
      warn(message, "What stood in its place before is back");
      dispatchBoxEvent(host, "error", { code, message });
    });
  };

  try {
    await replaceStatic();
  } finally {
    if (!element) ended.abort();
  }
  if (!element) return undefined;
  const { actions, replaceStory } = createNavigation(root, box, url, preset);
  noteOpenDetails = attachBehaviour(host, root, box, actions, signal);
  for (const [name, detail] of done) dispatchBoxEvent(host, name, { story: view.id, ...detail });
  return {
    replaceStory,
    // Ends the box, and leaves what it shows.
    destroy() {
      if (signal.aborted) return;
      ended.abort();
      if (!element) return;
      const copy = cloneInert(element);
      box.destroy();
      element.replaceWith(copy);
    },
  };
}

/**
 * A box, and the element of the page that it is in.
 *
 * @typedef {{ host: HTMLElement, end(isOther?: boolean): void }} LiveBox
 */
/** @type {LiveBox[]} */
let liveBoxes = [];
/**
 * Observes whether a host may have left the page or names another story.
 *
 * @type {MutationObserver | undefined}
 */
let hostObserver;

/** @param {HTMLElement} host */
function observeRoots(host) {
  for (let node = /** @type {Node | undefined} */ (host); node;) {
    const root = /** @type {ShadowRoot} */ (node.getRootNode());
    hostObserver?.observe(root, { childList: true, subtree: true });
    // Only a shadow root has one.
    node = root.host;
  }
}

// After a timeout: a host that is only moved is connected again by then.
const endDisconnected = () =>
  setTimeout(() => {
    for (const liveBox of liveBoxes) {
      if (liveBox.host.isConnected) observeRoots(liveBox.host);
      else liveBox.end();
    }
  });

/** @param {MutationRecord[]} mutations */
function handleMutations(mutations) {
  for (const { target, attributeName, oldValue } of mutations) {
    if (!oldValue || !attributeName) continue;
    const host = /** @type {Element} */ (target);
    // Another story is another box; until it is there, nothing of this one is left under its name.
    if (oldValue !== host.getAttribute(attributeName))
      liveBoxes.find((liveBox) => liveBox.host === host)?.end(true);
  }
  endDisconnected();
}

/**
 * Makes the box of a host live. Rejects as `mountBox` does.
 *
 * @param {HTMLElement} host
 * @param {() => boolean} isWanted
 * @param {() => void} onEnd called when the box has ended, since the host has left the page or
 *   names another story
 * @param {Promise<unknown> | undefined} still resolves once the static box has been shown, or when there is
 *   none. Loaders of older versions have no such thing
 * @param {{ wasm: Promise<Response>, styled: Promise<void> }} requested the WebAssembly, and when the
 *   style is attached
 */
export async function showStory(host, isWanted, onEnd, still, { wasm, styled }) {
  // The page may have changed its mind while the scripts came.
  if (!isWanted()) return;
  const root = /** @type {ShadowRoot} */ (host.shadowRoot);
  const slot = root.querySelector("slot");
  /** @type {Awaited<ReturnType<typeof mountBox>>} */
  let box;
  /** @type {LiveBox} */
  const liveBox = {
    host,
    end(isOther) {
      liveBoxes = liveBoxes.filter((other) => other !== liveBox);
      box?.destroy();
      // The loader has emptied the roots of the elements that it has defined, and begun anew.
      if (isOther && root.querySelector(".cfb"))
        root.replaceChildren(document.createElement("slot"));
      onEnd();
    },
  };
  hostObserver ||= new MutationObserver(handleMutations);
  hostObserver.observe(host, { attributeFilter: ["story", "src"], attributeOldValue: true });
  liveBoxes.push(liveBox);
  endDisconnected();
  const prepared = Promise.all([startInstance(wasm), styled]);
  // If a policy blocks both, the story's message says so: its error is thrown first, whichever
  // fails first.
  prepared.catch(() => {});
  const url = storyUrl(host);
  const view = await fetchShared(url);
  await prepared;
  await still;
  const hasStill = root.querySelector(".cfb");
  const preset = readPreset(host);
  const { parts, problem } = resolveParts(preset, view);
  if (problem) warn(problem, parts ? "The others are compared" : "The whole box is shown");
  const level = readLevel(host);
  box = await mountBox(host, root, view, url, { level, preset, isWanted });
  // The space that was reserved is taken.
  if (slot) slot.removeAttribute("style");
  if (!box) return;
  if (!hasStill || !still) dispatchBoxEvent(host, "ready", {});
  dispatchBoxEvent(host, "live", {});
}
