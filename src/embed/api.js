// Contract Fact Box: for pages that are made by script. Published as contract-fact-box.js, with its types beside it.
// Unlike the loader, it does what it is told at once, and throws what goes wrong.
import { BASE, address, dress, put, read, undress, whole } from "./box.js";
import { FactBoxError, fail, start } from "./module.js";

export { FactBoxError };

const ERROR = "contract-fact-box:error";

// The second module, which reads stories as editors write them. Nobody else pays for it.
async function reader() {
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

// A story as JSON. What a page's library has taught lists and plain objects to write of themselves is none of it.
const written = (story) =>
  JSON.stringify(story, function (key, value) {
    const own = this[key];
    return Array.isArray(own) || (own && Object.getPrototypeOf(own) === Object.prototype)
      ? own
      : value;
  });

async function compiled(story, lang) {
  const { compile } = await reader();
  try {
    return compile(written(story), lang);
  } catch ({ issues, message }) {
    if (!issues) fail("story", `the story cannot be read (${message})`);
    const { length } = issues.filter(({ severity }) => severity === "error");
    throw new FactBoxError(
      "story",
      `the story has ${length === 1 ? "a mistake" : `${length} mistakes, the first`}: ${message}`,
      issues,
    );
  }
}

/** All that is wrong with a story as editors write it, warnings too. */
export async function check(story) {
  const { check } = await reader();
  return check(written(story));
}

// What is to be shown, and where it comes from.
async function found(story, { base, version, lang = "" }) {
  // Of whichever window it is.
  if (Object.prototype.toString.call(story) === "[object URL]")
    return [await read(story.href), story.href];
  if (typeof story !== "object" || !story) {
    const url = address(base, `${story}`, { version, lang });
    return [await read(url), url];
  }
  const view = "format" in story ? story : await compiled(story, lang);
  return [view, address(base, `${view.id}`, { version, lang })];
}

// The root for a box in an element; whatever else has one there keeps it.
function rooted(element) {
  let root = element.shadowRoot;
  try {
    root ??= element.attachShadow({ mode: "open" });
  } catch {
    fail("element", `this <${element.localName}> can hold no box; use a div`);
  }
  if (!root.firstChild) clear(root);
  const [first, second] = root.childNodes;
  const isFree = first.localName === "slot" && !second;
  if (!isFree && !root.querySelector(".cfb"))
    fail(
      "element",
      `this <${element.localName}> has a shadow root with something else in it; use a div`,
    );
  return root;
}

// What the page holds in the element itself is seen again.
function clear(root) {
  root.replaceChildren(document.createElement("slot"));
  undress(root);
}

// On an element, by this, the box that it is for: one at a time.
const OWNER = `contract-fact-box of ${BASE}`;

export async function mount(element, story, options = {}) {
  const { base = BASE, headingLevel = 2, theme, signal } = options;
  signal?.throwIfAborted();
  if (element?.nodeType !== 1)
    fail("element", "there is no element to show a box in; call this once it is there");
  if (element[OWNER]) fail("element", "there is a box in this element; update or destroy that");
  const root = rooted(element);
  const settings = { ...options, base: whole(base).replace(/[^/]*$/, "") };
  const before = element.dataset.theme;
  let stop, box, broken;
  const aborted = new Promise((_, reject) => (stop = () => reject(signal.reason)));
  const own = {};
  const isOurs = () => element[OWNER] === own;
  const lost = ({ target }) => (broken ||= target === element);

  const end = () => {
    if (!isOurs()) return;
    delete element[OWNER];
    signal?.removeEventListener("abort", abort);
    element.removeEventListener(ERROR, lost);
    if (theme && before === undefined) delete element.dataset.theme;
    else if (theme) element.dataset.theme = before;
    box?.destroy();
    if (box) clear(root);
  };
  const abort = () => {
    end();
    stop();
  };

  const shown = async () => {
    const rest = Promise.all([start(), dress(root)]);
    // What is wrong with the story is told first, whichever fails first.
    rest.catch(() => {});
    const [view, url] = await found(story, settings);
    await rest;
    const made = await put(element, view, url, {
      base: settings.base,
      level: headingLevel,
      wanted: isOurs,
    });
    if (isOurs()) box = made;
    else made?.destroy();
  };

  element[OWNER] = own;
  signal?.addEventListener("abort", abort);
  if (theme) element.dataset.theme = theme;
  try {
    await Promise.race([shown(), aborted]);
  } catch (error) {
    end();
    throw error;
  }
  element.addEventListener(ERROR, lost);

  let latest;
  return {
    element,
    async update(story, others = {}) {
      const mine = (latest = {});
      const there = () => isOurs() && !broken;
      if (!there()) fail("element", "the box is gone; mount another");
      const [view] = await found(story, { ...settings, version: undefined, ...others });
      // Another one has been asked for by now, or none.
      if (mine !== latest || !there()) return;
      try {
        box.update(view);
      } catch ({ message }) {
        fail(
          "view",
          `the story cannot be shown (${message}); it must come from the same build as this script`,
        );
      }
    },
    destroy: end,
  };
}
