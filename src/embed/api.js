// Contract Fact Box: for pages that are made by script. Published as contract-fact-box.js, with its types beside it.
// Unlike the loader, it does what it is told at once, and throws what goes wrong.
import { BASE, address, dress, put, read } from "./box.js";
import { FactBoxError, fail, start } from "./module.js";

export { FactBoxError };

const isObject = (value) => typeof value === "object" && value !== null;

// The second module, which reads stories as editors write them. Nobody else pays for it.
async function compiled(story, lang) {
  const { default: init, compile } = await import("./contract_fact_box_story.js");
  try {
    await init();
  } catch (error) {
    fail("wasm", `the WebAssembly that reads stories did not start (${error}); check that the folder is whole, and that the page's policy allows it`);
  }
  try {
    return compile(JSON.stringify(story), lang);
  } catch ({ issues, message }) {
    return fail("story", issues ? `the story has ${issues.length} mistakes, the first: ${issues[0].message}` : message, issues);
  }
}

// What is to be shown, and where it comes from.
async function found(story, { base, version, lang = "" }) {
  if (isObject(story) && !(story instanceof URL)) {
    const url = address(base, `${story.id}`, { version, lang });
    return ["schema_version" in story ? await compiled(story, lang) : story, url];
  }
  const url = story instanceof URL ? story.href : address(base, story, { version, lang });
  return [await read(url), url];
}

const mounted = new WeakSet();

export async function mount(element, story, options = {}) {
  const { base = BASE, headingLevel = 2, theme, signal } = options;
  if (element?.nodeType !== 1) fail("element", "there is no element to show a box in; call this once it is there");
  if (mounted.has(element)) fail("element", "there is a box in this element; update or destroy that");
  mounted.add(element);
  const folder = { ...options, base: new URL(base, document.baseURI).href };
  let box;
  const free = () => {
    mounted.delete(element);
    // What the page holds there itself is seen again.
    element.shadowRoot?.replaceChildren(document.createElement("slot"));
  };
  try {
    let root = element.shadowRoot;
    try {
      root ??= element.attachShadow({ mode: "open" });
    } catch {
      fail("element", `a <${element.localName}> can hold no box; use a div`);
    }
    if (!root.firstChild) root.append(document.createElement("slot"));
    if (theme) element.dataset.theme = theme;
    const rest = Promise.all([start(), dress(root)]);
    rest.catch(() => {});
    const [view, url] = await found(story, folder);
    await rest;
    box = await put(element, view, url, { base: folder.base, level: headingLevel, wanted: () => !signal?.aborted });
    signal?.throwIfAborted();
  } catch (error) {
    free();
    throw error;
  }
  return {
    element,
    async update(story, settings = {}) {
      const [view] = await found(story, { ...folder, ...settings });
      box.update(view);
    },
    destroy() {
      box.destroy();
      free();
    },
  };
}
