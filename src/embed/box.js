// Contract Fact Box: shows one box in its host. Loaded by embed.js when the first box comes near.
// It stands in the built folder, whose address it takes from its own; its state is shared by all boxes of that folder.
import { equip, reveal, tell } from "./acts.js";
// Not used here: asked for together with the others, rather than after them.
import "./contract_fact_box.js";
import { Box, fail, start } from "./module.js";

/** The address of the folder. */
export const BASE = new URL(".", import.meta.url).href;
const STYLE = new URL("./contract-fact-box.css", import.meta.url).href;
// Far above any story; what is larger is not a story.
const MOST_CHARACTERS = 4e6;
const LANG = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

let sheet;

async function get(url) {
  // In an asynchronous function of its own: what stands in for fetch on some pages throws at once.
  const answer = await (async () => fetch(url))().catch(() =>
    fail("story", `${url} did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it`)
  );
  if (!answer.ok) fail("story", `${url} answered ${answer.status}; check the id of the story, its language, and that the folder is whole`);
  return answer.text();
}

/** The JSON at an address. */
export async function read(url) {
  const text = await get(url);
  if (text.length > MOST_CHARACTERS) fail("story", `${url} is too large to be a story; check the address`);
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail("json", `${url} is not JSON (${error.message}); build the folder again`);
  }
}

/** The address of a story's document in the folder at `base`: its newest version or another, in its own language or another. */
export function address(base, id, { version, lang }) {
  if (!/^[a-z0-9-]+$/.test(id)) fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
  if (lang && !LANG.test(lang)) fail("story", `"${lang}" is no tag of a language; use one that the manifest lists for the story`);
  return `${base}stories/${id}${/^[1-9][0-9]*$/.test(version) ? `/${version}` : ""}${lang ? `.${lang}` : ""}.json`;
}

// The document that a host names. Not by `lang`: that is the page's own word for what the host holds.
async function story(host) {
  const { contractFactBox, version, lang } = host.dataset;
  const src = host.getAttribute("src");
  const id = host.getAttribute("story") || contractFactBox;
  const url = src ? new URL(src, document.baseURI).href : address(BASE, id, { version: host.getAttribute("version") || version, lang });
  return [url, await read(url)];
}

/** Gives a root the stylesheet. */
export async function dress(root) {
  // The snippet's own is there already, if it came: a blocked one looks the same but for what it does.
  const box = root.querySelector("link ~ * .cfb, link ~ .cfb");
  if (box && getComputedStyle(box).getPropertyValue("--_cfb-s")) return;
  try {
    sheet ||= get(STYLE).then((text) => {
      const made = new CSSStyleSheet();
      made.replaceSync(text);
      return made;
    });
    root.adoptedStyleSheets = [await sheet];
  } catch {
    // An engine without constructable stylesheets, or a stylesheet that fetch may not have.
    sheet = undefined;
    if (root.querySelector("link")) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = STYLE;
    await new Promise((done) => {
      link.onload = link.onerror = done;
      root.append(link);
    });
  }
}

// All but the offer of a newer version, which a box that was prerendered before cannot have.
const all = (node, selector) => [...node.querySelectorAll(selector)].filter((each) => !each.closest(".cfb-newer"));
const CONTROLS = "summary, a, button, input";

// The prerendered box and the new one are of the same markup: what the reader has opened, focused and, if it is to be
// carried over, chosen in the one is so in the other. Answers with what puts the old one back.
function swap(root, old, box, choices) {
  const focused = all(old, CONTROLS).indexOf(root.activeElement);
  const opened = all(old, "details").map((details) => details.open);
  const chosen = all(old, "input").map((input) => input.checked);
  const same = (list, selector) => (all(box, selector).length === list.length ? list : []);
  const details = all(box, "details");
  same(opened, "details").forEach((open, at) => {
    details[at].open = open;
    // What was opened in its place before stays there, or all below would move.
    if (open) details[at].dataset.inline = "";
  });
  // What was prerendered brought its own stylesheet; the adopted one is the same. Otherwise that stays.
  const adopted = root.adoptedStyleSheets?.length;
  const spent = [...root.childNodes].filter((child) => adopted || !("sheet" in child));
  // What was prerendered is in what hides it without its stylesheet; beside that is the place of what the page holds.
  const place = spent.find((child) => child.contains(old));
  spent.forEach((child) => child === place || child.remove());
  // One for the other: with both there for a moment, browsers lose where the reader has scrolled to.
  place.replaceWith(box);
  const inputs = all(box, "input");
  if (choices) same(chosen, "input").forEach((checked, at) => inputs[at].checked !== checked && inputs[at].click());
  all(box, CONTROLS)[focused]?.focus({ preventScroll: true });
  return (now) => now.replaceWith(...spent);
}

const unfit = (url, error) => `${url} cannot be shown (${error.message}); it must come from the same build as the loader`;

// Of the address of a version in another language, as in ID/1.fr.json, what names the language.
const language = (url) => /(\.[^/.]+)?\.json$/.exec(url)?.[1] ?? "";

// Of the addresses, the first at which there is a document.
async function first([address, ...others]) {
  try {
    return await read(address);
  } catch (error) {
    if (!others.length) throw error;
    return first(others);
  }
}

const warn = (message, consequence) => console.warn(`contract-fact-box: ${message}. ${consequence}.`);

// What the reader may put in the place of a box's story: its newest version, or another story; and the way back.
function visits(root, box, url) {
  let way = [];
  const show = (view, at, back) => {
    box.update(view, back.at(-1)?.view.title ?? "");
    way = back;
    // The button goes with what it stood in: the focus goes to the title, or to where the reader came from.
    requestAnimationFrame(() => reveal(root, at, false));
  };
  // `say` tells the reader, where the console tells the newsroom.
  const tried = async ({ done }, say, addresses, then) => {
    const from = box.view;
    try {
      const next = await first(addresses);
      // A second tap, or a change of mind: what is there by now stays.
      if (box.view === from) then(next);
    } catch (error) {
      say(done);
      warn(error.code ? error.message : unfit(addresses.at(-1), error), "The box stays as it is");
    }
  };
  const lang = language(url);
  return {
    story: () => box.view,
    // Only a version has a newer one, which stands beside the folder of the versions, in the same language.
    newest: (_, data, say) => tried(data, say, [new URL(`../${box.view.id}${lang}.json`, url).href], (view) => show(view, "", way)),
    visit(button, data, say) {
      const back = [...way, { view: box.view, at: button.closest("[id]").id }];
      const page = box.base + data.to.replace(/\.html$/, "");
      // Not every story is there in every language.
      const addresses = [`${page}${lang}.json`, `${page}.json`];
      tried(data, say, lang ? addresses : addresses.slice(1), (view) => show(view, "", back));
    },
    back: () => {
      const { view, at } = way.at(-1);
      show(view, at, way.slice(0, -1));
    },
    /** Puts a story in its place as if it had been there from the start. */
    other(view) {
      box.update(view, "");
      way = [];
    },
  };
}

// What a box shows, without what makes it live.
function still(element) {
  const copy = element.cloneNode(true);
  copy.querySelector(".cfb").classList.remove("cfb-live");
  return copy;
}

/**
 * Renders a view document, which comes from `url`, off the page and, if it is still `wanted`, swaps it into the host's
 * root when it is whole; `base` is the address of the folder, `level` that of the box's heading.
 *
 * Rejects with a `FactBoxError`; answers with what the page may do with the box, if it is there.
 */
export async function put(host, view, url, { base = BASE, level = 2, wanted = () => true }) {
  const root = host.shadowRoot;
  const box = new Box(view, base, level);
  const gone = new AbortController();
  const { signal } = gone;
  for (const type of ["click", "change"]) root.addEventListener(type, () => box.work(), { signal, capture: true });
  let element, restore, note;

  const appear = async (choices) => {
    const next = await box.render().catch((error) => (error.code ? Promise.reject(error) : fail("view", unfit(url, error))));
    if (signal.aborted || !(element || wanted())) return box.destroy();
    const undo = swap(root, element ?? root.querySelector(".cfb") ?? root.querySelector("slot"), next, choices);
    restore ||= undo;
    element = next;
    note?.();
    box.watch(lost);
  };
  const lost = () => {
    const dead = element;
    element = still(dead);
    swap(root, dead, element, false);
    // Not what was chosen: choosing it may be what cannot be done.
    appear(false).catch(({ code, message }) => {
      gone.abort();
      restore(element);
      warn(message, "What the page holds itself is back in its place");
      tell(host, "error", { code, message });
    });
  };

  try {
    await appear(true);
  } finally {
    if (!element) gone.abort();
  }
  if (!element) return;
  const here = visits(root, box, url);
  note = equip(host, here, signal);
  return {
    update: here.other,
    /** Ends the box, and leaves what it shows. */
    destroy() {
      if (signal.aborted) return;
      gone.abort();
      const last = still(element);
      box.destroy();
      element.replaceWith(last);
    },
  };
}

/** Shows the story that a host names; as `put` does. */
export async function show(host, wanted) {
  const rest = Promise.all([start(), dress(host.shadowRoot)]);
  // Where a policy blocks both, the story's message says so: it goes first, whichever fails first.
  rest.catch(() => {});
  const [url, view] = await story(host);
  await rest;
  return put(host, view, url, { level: +(host.getAttribute("heading-level") || host.dataset.headingLevel) || 2, wanted });
}
