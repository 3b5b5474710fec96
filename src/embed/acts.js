// Contract Fact Box: what a reader does with a box besides reading it: leave opened evidence, take a link along, arrive
// by one. Loaded with box.js. The page's address and history are read and never written.

const KEY = "cfb=";
/** The place in the story `id` that the page's address names, as in `#cfb=ID/PLACE`; "" for the box itself. */
function place(id) {
  const [story, ...rest] = location.hash.slice(1).split("/");
  return story === KEY + id ? rest.join("/") : undefined;
}

/** Tells the page what has happened in a box. */
export const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(`contract-fact-box:${name}`, { bubbles: true, composed: true, detail }));

/** The address of this page at a place of a story. */
const address = (id, at) => `${location.href.split("#")[0]}#${KEY}${id}/${at}`;

// Chooses these people, by id, and nobody else.
function compare(root, people) {
  const wanted = people.split(",");
  for (const label of root.querySelectorAll(".cfb-picklabel")) {
    const input = label.querySelector("input");
    if (input.checked !== wanted.includes(label.dataset.person)) input.click();
  }
  return root.getElementById("compare");
}

/** Opens a place and all that it is in; the element there, if the story has one. */
export function unfold(root, at) {
  const target = at.startsWith("compare/") ? compare(root, at.slice(8)) : root.getElementById(at || "title");
  if (!target) return;
  const panel = target.closest(".cfb-panel");
  if (panel) root.querySelectorAll(".cfb-radio")[[...panel.parentNode.children].indexOf(panel)].click();
  for (let each = target; each; each = each.parentElement?.closest("details")) if (each.localName === "details") each.open = true;
  const evidence = target.querySelector(":scope > .cfb-ev, :scope > dd > .cfb-ev");
  if (evidence) evidence.open = true;
  return target;
}

/** Opens a place, brings it into sight and, if a link led there, marks it. It or its summary gets the focus. */
export function reveal(root, at, marked = true) {
  const target = unfold(root, at);
  if (!target) return;
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

const floats = (details) => getComputedStyle(details.lastElementChild).position === "absolute";

/**
 * Gives a box that stands in `host` its acts, until `signal` is aborted.
 *
 * `visits` are those that put another story in its place, and `story`, which gives the one that is there. Answers with
 * what is to be called when another rendering of the same has taken its place.
 */
export function equip(host, { story, ...visits }, signal) {
  const root = host.shadowRoot;
  const id = () => story().id;
  const on = (target, type, act, capture = false) => target.addEventListener(type, act, { signal, capture });
  const say = (text) => (root.querySelector(".cfb-toast").textContent = text);
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
    link: (button, { to, done }) => take("link", address(id(), to ?? button.closest("[id]")?.id ?? ""), done),
    cite: (button, { done }) => take("cite", `${beside(button)} ${root.querySelector(".cfb-acts a").href}`, done),
    embed: (button, { done }) => take("embed", beside(button), done),
    // A reader may think better of it.
    share() {
      const url = address(id(), "");
      return navigator.share({ title: document.title, url }).then(() => did("share", { what: "share", text: url }), () => {});
    },
  };
  on(root, "click", (event) => {
    say("");
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act]?.(button, button.dataset, say);
  });
  on(root, "keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest(".cfb-ev[open]");
    if (!open) return;
    // A page's own dialog around the box stays open.
    event.stopPropagation();
    close(open);
  });
  // Evidence that floats over the rest closes when the reader turns to something else: it would cover it.
  const turn = (event) => {
    const path = event.composedPath();
    for (const open of root.querySelectorAll(".cfb-ev[open]")) if (!path.includes(open) && floats(open)) open.open = false;
  };
  for (const type of ["pointerdown", "focusin"]) on(window, type, turn);
  // The window is not told of a focus that moves within the box.
  on(root, "focusin", turn);
  const fit = () => navigator.share || root.querySelectorAll('[data-act="share"]').forEach((each) => (each.hidden = true));
  fit();
  // What was open before is no news.
  let known;
  const note = () => (known = new WeakSet(root.querySelectorAll("details[open]")));
  note();
  const toggled = ({ target }) => {
    fit();
    if (!target.open) known.delete(target);
    else if (!known.has(target)) did("open", { place: target.closest("[id]")?.id ?? "" });
  };
  // It does not bubble.
  on(root, "toggle", toggled, true);
  on(root, "change", ({ target }) => {
    // If the box has broken over it, nothing was chosen.
    if (!target.isConnected) return;
    if (target.matches(".cfb-radio")) return did("filter", { issue: story().issues[[...root.querySelectorAll(".cfb-radio")].indexOf(target)].id });
    // Once all that show who is chosen do.
    requestAnimationFrame(() => {
      const chosen = [...root.querySelectorAll(".cfb-picklabel")].filter((label) => label.querySelector(":checked"));
      did("compare", { people: chosen.map((label) => label.dataset.person) });
    });
  });
  const arrive = () => {
    const at = place(id());
    if (at !== undefined) reveal(root, at);
  };
  on(window, "hashchange", arrive);
  arrive();
  return note;
}
