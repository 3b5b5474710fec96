// Contract Fact Box: the functions for pages that are made by script. Published as
// contract-fact-box.js, with its types in contract-fact-box.d.ts. Unlike the loader, they show a
// box at once, and throw errors. What only live boxes need is loaded with the first.
import {
  absoluteUrl,
  attachStyles,
  BASE,
  detachStyles,
  documentUrl,
  FactBoxError,
  fail,
  showBox,
} from "./static.js";

/** @typedef {import("./module.js").View} View */
/** @typedef {import("./api").StorySource} StorySource */
/** @typedef {import("./api").StoryOptions} StoryOptions */
/** @typedef {{ [KEY: string]: any }} Owned */

export { FactBoxError };

const ERROR_EVENT = "contract-fact-box:error";
// What a reader does who turns to a box.
const INTENTS = ["pointerover", "click", "focusin"];

// The second module, which reads stories as editors write them. Only pages that have such stories
// load it.
async function loadStoryModule() {
  try {
    const module = await import("./contract_fact_box_story.js");
    await module.default();
    return module;
  } catch (error) {
    return fail(
      "wasm",
      `the WebAssembly that reads stories did not start (${error}); check that the folder is whole, and that the page's policy allows it`,
    );
  }
}

/**
 * Writes a story as JSON, ignoring the `toJSON` that some libraries give to all lists and plain
 * objects.
 *
 * @param {object} story
 */
const toJson = (story) =>
  JSON.stringify(story, function (key, value) {
    const own = this[key];
    return Array.isArray(own) || (own && Object.getPrototypeOf(own) === Object.prototype)
      ? own
      : value;
  });

/**
 * @param {object} story
 * @param {string} lang
 * @returns {Promise<View>}
 */
async function compileStory(story, lang) {
  const { compile } = await loadStoryModule();
  try {
    return compile(toJson(story), lang);
  } catch (error) {
    const { issues, message } = /** @type {import("./contract_fact_box_story.js").StoryError} */ (
      error
    );
    if (!issues) return fail("story", `the story cannot be read (${message})`);
    const { length } = issues.filter(({ severity }) => severity === "error");
    throw new FactBoxError(
      "story",
      `the story has ${length === 1 ? "a mistake" : `${length} mistakes, the first`}: ${message}`,
      issues,
    );
  }
}

const today = () => new Date().toISOString().slice(0, 10);

/** @type {typeof import("./api").preview} */
export const preview = async (story, day = today()) => {
  const module = await loadStoryModule();
  return module.preview(toJson(story), day);
};

/** @type {typeof import("./api").check} */
export const check = async (story, day = today()) => {
  const module = await loadStoryModule();
  return module.check(toJson(story), day);
};

/**
 * Resolves with the view document to show, and its URL.
 *
 * @param {StorySource} story
 * @param {StoryOptions & { base: string }} options
 * @param {boolean} isFresh whether a document is fetched although another box has it
 * @returns {Promise<[View, string]>}
 */
async function resolveView(story, { base, version, lang = "" }, isFresh) {
  const { fetchShared } = await import("./documents.js");
  // The URL may be of another window.
  if (Object.prototype.toString.call(story) === "[object URL]") {
    const { href } = /** @type {URL} */ (story);
    return [await fetchShared(href, isFresh), href];
  }
  if (typeof story !== "object" || !story) {
    const url = documentUrl(base, `${story}`, { version, lang });
    return [await fetchShared(url, isFresh), url];
  }
  const view = "format" in story ? /** @type {View} */ (story) : await compileStory(story, lang);
  return [view, documentUrl(base, `${view.id}`, { version, lang })];
}

/**
 * Fails if the document does not have what the page wants of it.
 *
 * @param {StoryOptions} options
 * @param {View} view
 */
async function checkParts(options, view) {
  const { resolveParts } = await import("./documents.js");
  const { problem } = resolveParts(options, view);
  if (problem) fail("parts", problem);
}

/**
 * Returns the shadow root for a box in an element. Fails if the element's root has other content.
 *
 * @param {Element} element
 */
function claimShadowRoot(element) {
  let root = element.shadowRoot;
  try {
    root ??= element.attachShadow({ mode: "open" });
  } catch {
    return fail("element", `this <${element.localName}> can hold no box; use a div`);
  }
  if (!root.firstChild) clearRoot(root);
  const [first] = root.children;
  const isFree = root.childNodes.length === 1 && first?.localName === "slot";
  if (!isFree && !root.querySelector(".cfb"))
    fail(
      "element",
      `this <${element.localName}> has a shadow root with something else in it; use a div`,
    );
  return root;
}

/**
 * Shows again what the page has in the element itself.
 *
 * @param {ShadowRoot} root
 */
function clearRoot(root) {
  root.replaceChildren(document.createElement("slot"));
  detachStyles(root);
}

// The property by which an element is marked as taken: it can have one box at a time.
const OWNER = `contract-fact-box of ${BASE}`;

/** @type {typeof import("./api").mount} */
export const mount = async (element, story, options = {}) => {
  const { base = BASE, headingLevel = 2, theme, signal, loading } = options;
  signal?.throwIfAborted();
  if (element?.nodeType !== 1)
    fail("element", "there is no element to show a box in; call this once it is there");
  const host = /** @type {HTMLElement & Owned} */ (element);
  if (host[OWNER]) fail("element", "there is a box in this element; update or destroy that");
  const root = claimShadowRoot(host);
  const settings = { ...options, base: absoluteUrl(base).replace(/[^/]*$/, "") };
  const previousTheme = host.dataset.theme;
  /** @type {Awaited<ReturnType<typeof import("./mount.js").mountBox>>} */
  let box;
  let isStanding = false;
  let isBroken = false;
  /** @type {(reason: unknown) => void} */
  let rejectAborted;
  /** @type {Promise<never>} */
  const aborted = new Promise((_, reject) => (rejectAborted = reject));
  const owner = {};
  const isOurs = () => host[OWNER] === owner;
  /** @param {Event} event */
  const handleError = ({ target }) => {
    // A static box that does not become live is still there.
    isBroken ||= target === host && box !== undefined;
  };
  const handleIntent = () => makeLive().catch(reportFailure);
  const stopListening = () => {
    for (const type of INTENTS) host.removeEventListener(type, handleIntent);
  };
  /** @param {{ code?: string, message: string }} error */
  const reportFailure = ({ code = "box", message }) => {
    if (!isOurs()) return;
    // What has been reported is not tried again.
    stopListening();
    console.warn(`contract-fact-box: ${message}. The box stays.`);
    dispatch("error", { code, message });
  };
  /** @param {string} name @param {object} detail */
  const dispatch = (name, detail) =>
    host.dispatchEvent(
      new CustomEvent(`contract-fact-box:${name}`, { bubbles: true, composed: true, detail }),
    );

  const end = () => {
    if (!isOurs()) return;
    delete host[OWNER];
    signal?.removeEventListener("abort", abort);
    host.removeEventListener(ERROR_EVENT, handleError);
    stopListening();
    if (theme && previousTheme === undefined) delete host.dataset.theme;
    else if (theme) host.dataset.theme = previousTheme;
    box?.destroy();
    if (box || isStanding) clearRoot(root);
  };
  const abort = () => {
    end();
    rejectAborted(signal?.reason);
  };

  /** @type {Promise<void> | undefined} */
  let live;
  /**
   * Makes the box live, unless that has begun: with this document and preset, or with those that it
   * was mounted with.
   *
   * @param {[View, string]} [document]
   * @param {StoryOptions} preset
   */
  const makeLive = (document, preset = settings) => {
    live ||= mountLive(document, preset).catch((error) => {
      live = undefined;
      throw error;
    });
    return live;
  };
  /** @param {[View, string] | undefined} document @param {StoryOptions} preset */
  const mountLive = async (document, preset) => {
    const [{ mountBox }, { startInstance }] = await Promise.all([
      import("./mount.js"),
      import("./module.js"),
    ]);
    const prepared = Promise.all([startInstance(), attachStyles(root)]);
    // What is wrong with the story is thrown first, whichever fails first.
    prepared.catch(() => {});
    const [view, url] = document ?? (await resolveView(story, settings, false));
    await checkParts(preset, view);
    await prepared;
    const mounted = await mountBox(host, root, view, url, {
      base: settings.base,
      level: headingLevel,
      preset,
      isWanted: isOurs,
    });
    if (!isOurs()) return mounted?.destroy();
    box = mounted;
    dispatch("live", {});
  };
  const show = async () => {
    // Any other story has no prerendered box.
    if (typeof story === "string") {
      const url = documentUrl(settings.base, story, settings);
      const isShown = await showBox(root, url, settings, headingLevel, isOurs, settings.base);
      isStanding = isShown === true;
      // It has been ended meanwhile: nothing of it may make it live.
      if (!isOurs()) return;
    }
    if (!isStanding || loading === "visible") await makeLive();
    else for (const type of INTENTS) host.addEventListener(type, handleIntent);
    if (isStanding && loading === "idle") (window.requestIdleCallback ?? setTimeout)(handleIntent);
  };

  host[OWNER] = owner;
  signal?.addEventListener("abort", abort);
  if (theme) host.dataset.theme = theme;
  try {
    await Promise.race([show(), aborted]);
  } catch (error) {
    end();
    throw error;
  }
  host.addEventListener(ERROR_EVENT, handleError);

  /** @type {object | undefined} */
  let latestUpdate;
  return {
    element,
    async update(story, changes = {}) {
      const update = (latestUpdate = {});
      const isThere = () => isOurs() && !isBroken;
      if (!isThere()) fail("element", "the box is gone; mount another");
      const latest = { ...settings, version: undefined, ...changes };
      const [view, url] = await resolveView(story, latest, true);
      await checkParts(latest, view);
      const isFirst = !live;
      await makeLive([view, url], latest);
      // It has been mounted with this one; or another story has been asked for by now, or none.
      if (isFirst || update !== latestUpdate || !isThere()) return;
      try {
        box?.replaceStory(view, latest);
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        fail(
          "view",
          `the story cannot be shown (${message}); it must come from the same build as this script`,
        );
      }
    },
    destroy: end,
  };
};
