// Contract Fact Box: shows one box in its host. Loaded by embed.js when the first box comes near.
// It stands in the built folder, whose address it takes from its own; its state is shared by all boxes of that folder.
import init, { mount } from "./contract_fact_box.js";

const BASE = new URL(".", import.meta.url).href;
const STYLE = `${BASE}contract-fact-box.css`;
// Far above any story; what is larger is not a story.
const MOST_CHARACTERS = 4e6;

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

function start() {
  return (module ||= init().catch((error) =>
    /CSP|Content Security|unsafe-eval|blocked|disallowed/i.test(error)
      ? fail("csp", "the page's Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src")
      : fail("wasm", `the WebAssembly in ${BASE} did not start (${error}); check that the folder is whole, and build it again`)
  ));
}

const idOf = (host) => host.getAttribute("story") || host.dataset.contractFactBox;
// Not `lang`: that is the page's own word for what the host holds, and says nothing of what there is.
const langOf = ({ dataset: { lang } }) => (lang ? `.${lang}` : "");

async function story(host) {
  const id = idOf(host);
  const version = host.getAttribute("version") || host.dataset.version;
  const src = host.getAttribute("src");
  if (!src && !/^[a-z0-9-]+$/.test(id)) fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
  const lang = langOf(host);
  if (!/^(\.[a-z0-9]+(-[a-z0-9]+)*)?$/i.test(lang)) fail("story", `"${lang.slice(1)}" is no tag of a language; use one that the manifest lists for the story`);
  const pinned = /^[1-9][0-9]*$/.test(version) ? `/${version}` : "";
  const url = src ? new URL(src, document.baseURI).href : `${BASE}stories/${id}${pinned}${lang}.json`;
  const text = await get(url);
  if (text.length > MOST_CHARACTERS) fail("story", `${url} is too large to be a story; check the address`);
  try {
    return [url, JSON.parse(text)];
  } catch (error) {
    return fail("json", `${url} is not JSON (${error.message}); build the folder again`);
  }
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
  same(opened, "details").forEach((open, at) => (details[at].open = open));
  old.replaceWith(box);
  // The prerendered box brought its own stylesheet; the adopted one is the same.
  if (root.adoptedStyleSheets?.length) [...root.children].forEach((child) => child !== box && child.remove());
  const inputs = all(box, "input");
  same(chosen, "input").forEach((checked, at) => inputs[at].checked !== checked && inputs[at].click());
  all(box, CONTROLS)[focused]?.focus({ preventScroll: true });
}

// The newest version in place of the one that the page was made with, because the reader asks for it.
async function renew(host, mounted) {
  try {
    mounted.update(JSON.parse(await get(`${BASE}stories/${idOf(host)}${langOf(host)}.json`)));
    // The button goes with the offer; the focus goes on to what comes next.
    requestAnimationFrame(() => host.shadowRoot.querySelector("summary")?.focus());
  } catch (error) {
    console.warn(`contract-fact-box: ${error.message}. The box stays as it is.`);
  }
}

/**
 * Renders the host's story off the page and, if it is still `wanted`, swaps it in when it is whole.
 * Rejects with `{code, message}`.
 */
export async function show(host, wanted) {
  const root = host.shadowRoot;
  const [[url, view]] = await Promise.all([story(host), start(), dress(root)]);
  const box = document.createElement("div");
  const level = +(host.getAttribute("heading-level") || host.dataset.headingLevel) || 2;
  await new Promise((done, failed) => {
    try {
      const mounted = mount(box, view, BASE, level, done, () => renew(host, mounted));
    } catch (error) {
      failed({ code: "view", message: `${url} cannot be shown (${error.message}); it must come from the same build as the loader` });
    }
  });
  if (wanted()) swap(root, box);
}
