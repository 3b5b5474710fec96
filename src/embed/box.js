// Contract Fact Box: shows one box in its host. Loaded by embed.js when the first box comes near.
// It stands in the built folder, whose address it takes from its own; its state is shared by all boxes of that folder.
import { equip, reveal } from "./acts.js";
import init, { mount } from "./contract_fact_box.js";

const BASE = new URL(".", import.meta.url).href;
const STYLE = `${BASE}contract-fact-box.css`;
// Far above any story; what is larger is not a story.
const MOST_CHARACTERS = 4e6;
const LANG = /^(\.[a-z0-9]+(-[a-z0-9]+)*)?$/i;

let module;
let sheet;

// What did not happen, and what to do: the loader says it, once.
function fail(code, message) {
  throw { code, message };
}

async function get(url) {
  const answer = await fetch(url).catch(() =>
    fail("story", `${url} did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it`)
  );
  if (!answer.ok) fail("story", `${url} answered ${answer.status}; check the id of the story, its language, and that the folder is whole`);
  return answer.text();
}

async function read(url) {
  const text = await get(url);
  if (text.length > MOST_CHARACTERS) fail("story", `${url} is too large to be a story; check the address`);
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail("json", `${url} is not JSON (${error.message}); build the folder again`);
  }
}

function start() {
  return (module ||= init().catch((error) =>
    /CSP|Content Security|unsafe-eval|blocked|disallowed/i.test(error)
      ? fail("csp", "the page's Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src")
      : fail("wasm", `the WebAssembly in ${BASE} did not start (${error}); check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's connect-src`)
  ));
}

// Not `lang`: that is the page's own word for what the host holds, and says nothing of what there is.
const langOf = ({ dataset: { lang } }) => (lang ? `.${lang}` : "");

async function story(host) {
  const id = host.getAttribute("story") || host.dataset.contractFactBox;
  const version = host.getAttribute("version") || host.dataset.version;
  const src = host.getAttribute("src");
  if (!src && !/^[a-z0-9-]+$/.test(id)) fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
  const lang = langOf(host);
  if (!LANG.test(lang)) fail("story", `"${lang.slice(1)}" is no tag of a language; use one that the manifest lists for the story`);
  const pinned = /^[1-9][0-9]*$/.test(version) ? `/${version}` : "";
  const url = src ? new URL(src, document.baseURI).href : `${BASE}stories/${id}${pinned}${lang}.json`;
  return [url, await read(url)];
}

async function dress(root) {
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

// The prerendered box and the new one are of the same markup: what the reader has opened, chosen and focused in the
// one is opened, chosen and focused in the other.
function swap(root, box) {
  const old = root.querySelector("slot, .cfb");
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
  old.replaceWith(box);
  // The prerendered box brought its own stylesheet; the adopted one is the same.
  if (root.adoptedStyleSheets?.length) [...root.children].forEach((child) => child !== box && child.remove());
  const inputs = all(box, "input");
  same(chosen, "input").forEach((checked, at) => inputs[at].checked !== checked && inputs[at].click());
  all(box, CONTROLS)[focused]?.focus({ preventScroll: true });
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

// What the reader may put in the place of a box's story: its newest version, or another story; and the way back.
function visits(host, mounted, view, url) {
  const root = host.shadowRoot;
  let now = view;
  let way = [];
  const show = (view, at, back) => {
    mounted.update(view, back.at(-1)?.view.title ?? "");
    [now, way] = [view, back];
    // The button goes with what it stood in: the focus goes to the title, or to where the reader came from.
    requestAnimationFrame(() => reveal(root, at, false));
  };
  // `say` tells the reader, where the console tells the newsroom.
  const tried = async ({ done }, say, addresses, then) => {
    const from = now;
    try {
      const next = await first(addresses);
      // A second tap, or a change of mind: what is there by now stays.
      if (now === from) then(next);
    } catch (error) {
      say(done);
      console.warn(`contract-fact-box: ${error.code ? error.message : unfit(addresses.at(-1), error)}. The box stays as it is.`);
    }
  };
  const lang = language(url);
  return {
    story: () => now,
    // Only a version has a newer one, which stands beside the folder of the versions, in the same language.
    newest: (_, data, say) => tried(data, say, [new URL(`../${now.id}${lang}.json`, url).href], (view) => show(view, "", way)),
    visit(button, data, say) {
      const back = [...way, { view: now, at: button.closest("[id]").id }];
      const page = BASE + data.to.replace(/\.html$/, "");
      // Not every story is there in every language.
      const addresses = [`${page}${lang}.json`, `${page}.json`];
      tried(data, say, lang ? addresses : addresses.slice(1), (view) => show(view, "", back));
    },
    back: () => {
      const { view, at } = way.at(-1);
      show(view, at, way.slice(0, -1));
    },
  };
}

/**
 * Renders the host's story off the page and, if it is still `wanted`, swaps it in when it is whole.
 * Rejects with `{code, message}`; answers with what the page may do with the box, if it is there.
 */
export async function show(host, wanted) {
  const root = host.shadowRoot;
  const rest = Promise.all([start(), dress(root)]);
  // Where a policy blocks both, the story's message says so: it goes first, whichever fails first.
  rest.catch(() => {});
  const [url, view] = await story(host);
  await rest;
  const box = document.createElement("div");
  const level = +(host.getAttribute("heading-level") || host.dataset.headingLevel) || 2;
  let mounted;
  await new Promise((done, failed) => {
    try {
      mounted = mount(box, view, BASE, level, done);
    } catch (error) {
      failed({ code: "view", message: unfit(url, error) });
    }
  });
  if (!wanted()) return void mounted.destroy();
  swap(root, box);
  const gone = new AbortController();
  equip(host, visits(host, mounted, view, url), gone.signal);
  return {
    /** Ends the box, and leaves what it shows. */
    destroy() {
      gone.abort();
      const still = root.querySelector(".cfb").cloneNode(true);
      still.classList.remove("cfb-live");
      mounted.destroy();
      box.replaceWith(still);
    },
  };
}
