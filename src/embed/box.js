// Contract Fact Box: shows one box in its host. Loaded by embed.js when the first box comes near.
// It stands in the built folder, whose address it takes from its own; its state is shared by all boxes of that folder.
// Comments are whole lines of their own, here and in the scripts that it loads: those no reader pays for.
import { equip, reveal, tell } from "./acts.js";
// Not used here: asked for together with the others, rather than after them.
import "./contract_fact_box.js";
import { BASE, Box, FactBoxError, fail, start } from "./module.js";

export { BASE };

const STYLE = BASE + "contract-fact-box.css";
// Far above any story; what is larger is not a story.
const MOST_CHARACTERS = 4e6;
// Whatever the letters are.
const MOST_BYTES = 3 * MOST_CHARACTERS;
const LANG = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

// An address, whole; by an element, since pages have had the name URL for themselves.
export const whole = (address) =>
  Object.assign(document.createElement("a"), { href: address }).href;

// The text of an answer, read no further than it may be a story.
async function textOf(answer, tooLarge) {
  if (+answer.headers?.get?.("content-length") > MOST_BYTES) tooLarge();
  // What stands in for fetch on some pages gives the whole alone.
  const reader = answer.body?.getReader?.();
  if (!reader) return answer.text();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    if (text.length > MOST_CHARACTERS) {
      reader.cancel().catch(() => {});
      tooLarge();
    }
  }
}

async function get(url) {
  const lost = (error) => {
    if (error instanceof FactBoxError) throw error;
    fail(
      "story",
      `${url} did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it`,
    );
  };
  // In an asynchronous function of its own: what stands in for fetch on some pages throws at once.
  const answer = await (async () => fetch(url))().catch(lost);
  if (!answer.ok)
    fail(
      "story",
      `${url} answered ${answer.status}; check the id of the story, its language, and that the folder is whole`,
    );
  const tooLarge = () => fail("story", `${url} is too large to be a story; check the address`);
  const text = await textOf(answer, tooLarge).catch(lost);
  return text.length > MOST_CHARACTERS ? tooLarge() : text;
}

// The JSON at an address.
export async function read(url) {
  const text = await get(url);
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail("json", `${url} is not JSON (${error.message}); build the folder again`);
  }
}

// The address of a story's document in the folder at `base`: its newest version or another, in its own language or another.
export function address(base, id, { version, lang }) {
  if (!/^[a-z0-9-]+$/.test(id))
    fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
  if (lang && !LANG.test(lang))
    fail(
      "story",
      `"${lang}" is no tag of a language; use one that the manifest lists for the story`,
    );
  return `${base}stories/${id}${/^[1-9][0-9]*$/.test(version) ? `/${version}` : ""}${lang ? `.${lang}` : ""}.json`;
}

// The document that a host names. Not by `lang`: that is the page's own word for what the host holds.
async function story(host) {
  const { contractFactBox, version, lang } = host.dataset;
  const src = host.getAttribute("src");
  const id = host.getAttribute("story") || contractFactBox;
  const url = src
    ? whole(src)
    : address(BASE, id, { version: host.getAttribute("version") || version, lang });
  return [url, await read(url)];
}

// What else a root has adopted is a reader's or the page's: it stays, and has the last word.
let asked, sheet;
const others = ({ adoptedStyleSheets = [] }) =>
  [...adoptedStyleSheets].filter((each) => each !== sheet);

// Takes the stylesheet off a root.
export function undress(root) {
  if (sheet) root.adoptedStyleSheets = others(root);
}

// Gives a root the stylesheet.
export async function dress(root) {
  // The snippet's own is there already, if it came: a blocked one looks the same but for what it does.
  const box = root.querySelector("link ~ * .cfb, link ~ .cfb");
  if (box && getComputedStyle(box).getPropertyValue("--_cfb-s")) return;
  try {
    asked ||= get(STYLE).then((text) => {
      const made = new CSSStyleSheet();
      made.replaceSync(text);
      return made;
    });
    sheet = await asked;
    root.adoptedStyleSheets = [sheet, ...others(root)];
  } catch {
    // An engine without constructable stylesheets, or a stylesheet that fetch may not have.
    asked = undefined;
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

const CONTROLS = "summary, a, button, input";

// The parts of a box that match, by what tells each from the others wherever it stands: the place it is in, whom or what
// it chooses, and which one of those alike it is.
function parts(box, selector) {
  const named = {};
  for (const each of box.querySelectorAll(selector)) {
    const choice =
      each.localName === "input"
        ? (each.closest("[data-person]")?.dataset.person ?? each.parentNode.textContent)
        : "";
    const name = `${each.localName} ${each.closest("[id]")?.id} ${choice} `;
    let count = 0;
    while (named[name + count]) count++;
    named[name + count] = each;
  }
  return named;
}

// What the reader has opened, focused and, if it is to be carried over, chosen in the old box is so in the new one, which
// may be of another version or language. Answers with what puts the old one back.
function swap(root, old, element, choose) {
  const focused = Object.entries(parts(old, CONTROLS)).find(
    ([, each]) => each === root.activeElement,
  )?.[0];
  const details = parts(element, "details");
  for (const [name, { open }] of Object.entries(parts(old, "details"))) {
    if (!details[name]) continue;
    details[name].open = open;
    // What was opened in its place before stays there, or all below would move.
    if (open) details[name].dataset.inline = "";
  }
  const chosen = Object.entries(parts(old, "input")).filter(([, { checked }]) => checked);
  // What was prerendered brought its own stylesheet; the adopted one is the same. Otherwise that stays.
  const adopted = sheet && root.adoptedStyleSheets.includes(sheet);
  const spent = [...root.childNodes].filter((child) => adopted || !("sheet" in child));
  // What was prerendered is in what hides it without its stylesheet; beside that is the place of what the page holds.
  const place = spent.find((child) => child.contains(old));
  spent.forEach((child) => child === place || child.remove());
  // One for the other: with both there for a moment, browsers lose where the reader has scrolled to.
  place.replaceWith(element);
  if (choose) choose(parts(element, "input"), chosen);
  parts(element, CONTROLS)[focused]?.focus({ preventScroll: true });
  return (now) => now.replaceWith(...spent);
}

const unfit = (url, error) =>
  `${url} cannot be shown (${error.message}); it must come from the same build as the loader`;

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

const warn = (message, consequence) =>
  console.warn(`contract-fact-box: ${message}. ${consequence}.`);

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
    base: box.base,
    compare: (people) => box.compare(people),
    // Only a version has a newer one, which stands beside the folder of the versions, in the same language.
    newest: (_, data, say) =>
      tried(data, say, [new URL(`../${box.view.id}${lang}.json`, url).href], (view) =>
        show(view, "", way),
      ),
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
    // Puts a story in its place as if it had been there from the start.
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

// Renders a view document, which comes from `url`, off the page and, if it is still `wanted`, swaps it into the host's
// root when it is whole; `base` is the address of the folder, `level` that of the box's heading.
//
// Rejects with a `FactBoxError`; answers with what the page may do with the box, if it is there.
export async function put(host, view, url, { base = BASE, level = 2, wanted = () => true }) {
  const root = host.shadowRoot;
  const box = new Box(view, base, level);
  const gone = new AbortController();
  const { signal } = gone;
  for (const type of ["click", "change"])
    root.addEventListener(type, () => box.work(), { signal, capture: true });
  let element, restore, note;

  // The question by its control; all people at once, of whom a box without script may have more than can be compared.
  const choose = (controls, chosen) => {
    for (const [name, { type }] of chosen)
      if (type === "radio" && controls[name] && !controls[name].checked) controls[name].click();
    const people = chosen
      .map(([, input]) => input.closest(".cfb-picklabel")?.dataset.person)
      .filter(Boolean);
    if (people.length) box.compare(people);
  };
  const appear = async (choices) => {
    const next = await box
      .render()
      .catch((error) => (error.code ? Promise.reject(error) : fail("view", unfit(url, error))));
    if (signal.aborted || !(element || wanted())) return box.destroy();
    const undo = swap(
      root,
      element ?? root.querySelector(".cfb") ?? root.querySelector("slot"),
      next,
      choices && choose,
    );
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
    // Ends the box, and leaves what it shows.
    destroy() {
      if (signal.aborted) return;
      gone.abort();
      const last = still(element);
      box.destroy();
      element.replaceWith(last);
    },
  };
}

// The boxes that hosts in pages have; and what tells when one may have gone or is to have another story.
let shown = [];
let life;

function watch(host) {
  for (let root = host; root; root = root.host)
    life.observe((root = root.getRootNode()), { childList: true, subtree: true });
}

// What is only moved is back by then.
const settle = () =>
  setTimeout(() =>
    shown.forEach((each) => (each.host.isConnected ? watch(each.host) : each.end())),
  );

function changed(changes) {
  for (const { target, attributeName: name, oldValue: old } of changes) {
    // Another story is another box; until it is there, nothing of this one is left standing under its name.
    if (old && old !== target.getAttribute(name))
      shown.find(({ host }) => host === target)?.end(true);
  }
  settle();
}

// Shows the story that a host names; as `put` does. `again` is called when the box has ended, since the host has left the
// page or names another story.
export async function show(host, wanted, again) {
  const root = host.shadowRoot;
  const slot = root.querySelector("slot");
  let box;
  const each = {
    host,
    end(isOther) {
      shown = shown.filter((other) => other !== each);
      box?.destroy();
      if (isOther) root.replaceChildren(document.createElement("slot"));
      again();
    },
  };
  life ||= new MutationObserver(changed);
  life.observe(host, { attributeFilter: ["story", "src"], attributeOldValue: true });
  shown.push(each);
  settle();
  const rest = Promise.all([start(), dress(root)]);
  // Where a policy blocks both, the story's message says so: it goes first, whichever fails first.
  rest.catch(() => {});
  const [url, view] = await story(host);
  await rest;
  box = await put(host, view, url, {
    level: +(host.getAttribute("heading-level") || host.dataset.headingLevel) || 2,
    wanted,
  });
  // What it kept free is taken.
  slot.style = "";
  if (box) tell(host, "ready", {});
}
