// Contract Fact Box: what a reader does with a box besides reading it: leave opened evidence, take a link along, arrive
// by one. Loaded with box.js. The page's address and history are read and never written.

// What neither this nor the WebAssembly can do without, each with something that only the browser's own has. Pages have
// had such names for themselves: nothing works then, and this says so before any other script of the box fails on it.
const NEEDED = {
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
const taken = Object.keys(NEEDED).filter(
  (name) => !(NEEDED[name] in Object(window[name]?.prototype)),
);
if (taken.length)
  throw Object.assign(
    new Error(
      `the page has something of its own in the place of the browser's ${taken.join(", ")}, which boxes need; give that another name`,
    ),
    { code: "page" },
  );

// The place in the story `id` that the page's address names, as in `#cfb_ID_PLACE`; "" for the box itself.
//
// Only letters, digits, `-` and `_` are written: page scripts take fragments for selectors. Older links have `#cfb=ID/PLACE`.
// Whatever others have put behind a link, such as a full stop or what tells them how many have followed it, ends it.
function place(id) {
  const hash = location.hash.replace(/%(3D|2F|2C|5F)/gi, decodeURIComponent);
  const [, story, at = ""] = /^#cfb[=_]([a-z0-9-]+)(?:[/_]([\w/,-]*))?/.exec(hash) ?? [];
  return story === id ? at : undefined;
}

// Tells the page what has happened in a box.
export const tell = (host, name, detail) =>
  host.dispatchEvent(
    new CustomEvent(`contract-fact-box:${name}`, { bubbles: true, composed: true, detail }),
  );

// Opens a place and all that it is in; the element there, or the title if the story has none.
function unfold(root, at) {
  const target = (at && root.getElementById(at)) || root.getElementById("title");
  const panel = target.closest(".cfb-panel");
  if (panel)
    root.querySelectorAll(".cfb-radio")[[...panel.parentNode.children].indexOf(panel)].click();
  for (let each = target; each; each = each.parentElement?.closest("details"))
    if (each.localName === "details") each.open = true;
  const evidence = target.querySelector(":scope > .cfb-ev, :scope > dd > .cfb-ev");
  if (evidence) evidence.open = true;
  return target;
}

// Opens a place, brings it into sight and, if a link led there, marks it. It or its summary gets the focus.
export function reveal(root, at, marked = true) {
  const target = unfold(root, at);
  root.querySelectorAll("[data-here]").forEach((each) => each.removeAttribute("data-here"));
  if (marked) target.dataset.here = "";
  const focus = target.querySelector("summary") || target;
  if (focus === target) target.tabIndex = -1;
  target.scrollIntoView({ block: "center" });
  focus.focus({ preventScroll: true });
}

// Closes opened evidence and gives the focus back to what opened it.
function close(details) {
  details.open = false;
  details.querySelector("summary").focus();
}

// Whether a key does something to the control that has the focus. It is the control's alone then: to the page, whatever has
// the focus in the box is the host, and its own shortcuts would take the key away.
function isUsed({ key, target, ctrlKey, metaKey, altKey }) {
  const control = !(ctrlKey || metaKey || altKey) && target.closest("summary, button, a, input");
  if (!control) return false;
  if (key === "Enter") return control.localName !== "input";
  return key === " "
    ? control.localName !== "a"
    : control.type === "radio" && key.startsWith("Arrow");
}

const floats = (details) => getComputedStyle(details.lastElementChild).position === "absolute";

// Gives a box that stands in `host` its acts, until `signal` is aborted.
//
// `visits` are those that put another story in its place, and `story`, which gives the one that is there. Answers with
// what is to be called when another rendering of the same has taken its place.
export function equip(host, { story, base, compare, ...visits }, signal) {
  const root = host.shadowRoot;
  const id = () => story().id;
  const on = (target, type, act, capture = false) =>
    target.addEventListener(type, act, { signal, capture });
  const say = (text) => (root.querySelector(".cfb-toast").textContent = text);
  // The address of this page at a place of the story, or of the story's own page where this one has none to come back to.
  const address = (at) =>
    /^http/.test(location.protocol)
      ? `${location.href.split("#")[0]}#cfb_${id()}${at && "_"}${at}`
      : `${base}stories/${id()}.html${at && "#"}${at}`;
  const beside = (button) => button.previousElementSibling.textContent;
  const did = (name, detail) => tell(host, name, { story: id(), ...detail });
  const take = async (what, text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      // Where a page may not write there, the reader can.
      say(text);
    }
    did("share", { what, text });
  };
  const acts = {
    ...visits,
    show: (_, { to }) => reveal(root, to),
    link: (button, { to, done }) =>
      take("link", address(to ?? button.closest("[id]")?.id ?? ""), done),
    cite: (button, { done }) =>
      take("cite", `${beside(button)} ${root.querySelector(".cfb-acts a").href}`, done),
    embed: (button, { done }) => take("embed", beside(button), done),
    // A reader may think better of it.
    share() {
      const url = address("");
      return navigator.share({ title: document.title, url }).then(
        () => did("share", { what: "share", text: url }),
        () => {},
      );
    },
  };
  on(root, "click", (event) => {
    say("");
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act]?.(button, button.dataset, say);
  });
  on(root, "keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(".cfb-ev[open]");
    // A page's own dialog around the box stays open.
    if (open || isUsed(event)) event.stopPropagation();
    if (open) close(open);
  });
  for (const type of ["keypress", "keyup"])
    on(root, type, (event) => isUsed(event) && event.stopPropagation());
  // Evidence that floats over the rest closes when the reader turns to something else: it would cover it.
  const turn = (event) => {
    const path = event.composedPath();
    for (const open of root.querySelectorAll(".cfb-ev[open]"))
      if (!path.includes(open) && floats(open)) open.open = false;
  };
  for (const type of ["pointerdown", "focusin"]) on(window, type, turn);
  // The window is not told of a focus that moves within the box.
  on(root, "focusin", turn);
  const fit = () =>
    navigator.share ||
    root.querySelectorAll('[data-act="share"]').forEach((each) => (each.hidden = true));
  fit();
  // What was open before is no news.
  let known;
  const note = () => (known = [...root.querySelectorAll("details[open]")]);
  note();
  const toggled = ({ target }) => {
    fit();
    if (!target.open) known = known.filter((each) => each !== target);
    else if (!known.includes(target)) did("open", { place: target.closest("[id]")?.id ?? "" });
  };
  // It does not bubble.
  on(root, "toggle", toggled, true);
  // Once all that show who is chosen do.
  const compared = () =>
    requestAnimationFrame(() => {
      const chosen = [...root.querySelectorAll(".cfb-picklabel")].filter((label) =>
        label.querySelector(":checked"),
      );
      did("compare", { people: chosen.map((label) => label.dataset.person) });
    });
  on(root, "change", ({ target }) => {
    // If the box has broken over it, nothing was chosen.
    if (!target.isConnected) return;
    if (target.matches(".cfb-radio"))
      return did("filter", {
        issue: story().issues[[...root.querySelectorAll(".cfb-radio")].indexOf(target)].id,
      });
    compared();
  });
  const arrive = () => {
    const at = place(id());
    const people = /^compare[_/](.*)/.exec(at)?.[1].split(/[_,]/);
    if (people) {
      compare(people);
      compared();
    }
    if (at !== undefined) reveal(root, people ? "compare" : at);
  };
  on(window, "hashchange", arrive);
  arrive();
  return note;
}
