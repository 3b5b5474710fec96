// Contract Fact Box: the loader, served as embed.js. A classic script without dependencies.
// It finds the places for boxes and loads box.js for each when it comes near; everything else is there. The names of
// files in quotation marks become those of the built folder, which tell their content.
// Whole-line comments and indentation are taken out when the folder is built; over 2 KB of brotli fails the tests.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const MARKED = `[data-${NAME}]`;
  const PLACES = `${MARKED},${NAME}[story],${NAME}[src]`;
  // As frame.html, it is of the folder and not of a version.
  const FRAMES = "frames.js";
  // The one thing shared by all copies of this script on a page; a symbol, so that no name of the page's is taken.
  const KEY = Symbol.for(NAME);
  // Optimisers that rewrite scripts may hide the current one.
  const script = document.currentScript || [...document.querySelectorAll("script[data-story],script[src*='embed.']")].find((s) => !s[KEY]);
  if (!script) return console.warn(`${NAME}: the script does not find its own tag, so no box is loaded; use a plain <script src>`);

  const start = () => {
    // By its host, what there is of each box: what waits for it to come near, and the box once it is there.
    const places = new Map();
    // By the address of each folder whose script is on the page, that of its box.js; the same by the hosts that are known
    // to be of one; and the first.
    const folders = {};
    const owners = new WeakMap();
    let first;

    const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { bubbles: true, composed: true, detail }));

    // Keeps free the place that the box will take, so that the words below it do not move: `data-heights` has
    // WIDTH:HEIGHT as the manifest tells them, and the box's own margin is 30px.
    const reserve = (slot, heights) => {
      slot.style.display = "block";
      const width = slot.clientWidth;
      const steps = heights.split(" ").map((each) => each.split(":"));
      let height = steps[0][1];
      steps.reduce(([w0, h0], [w1, h1]) => {
        if (width > w0) height = +h0 + (h1 - h0) * Math.min(1, (width - w0) / (w1 - w0));
        return [w1, h1];
      });
      Object.assign(slot.style, { minHeight: `${height}px`, marginBlock: "30px" });
    };

    // Without it, frames keep the height that they have, and what they show scrolls.
    const frames = (base) => import(base + FRAMES).catch(() => {});

    const end = (host) => {
      const { watch, box } = places.get(host);
      places.delete(host);
      watch.disconnect();
      box?.destroy();
    };
    // Boxes that have left the page end; what is only moved is back by then.
    const settle = () => setTimeout(() => places.forEach((_, host) => host.isConnected || end(host)));

    const run = (host, place, box, slot) => {
      let over;
      const finish = () => {
        over = true;
        // What it kept free is taken, or will not be.
        slot.style = "";
      };
      const failed = ({ code = "box", message }) => {
        if (over) return;
        finish();
        console.warn(`${NAME}: ${message}. The text of the page stays.`);
        tell(host, "error", { code, message });
      };
      setTimeout(failed, 3e4, { code: "timeout", message: "nothing arrived within 30 seconds; check that the folder answers" });
      return import(box)
        .catch(() => Promise.reject({ code: "module", message: `${box} or what it needs did not load; check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's script-src` }))
        .then((box) => box.show(host, () => !over && places.get(host) === place))
        .then((box) => {
          finish();
          place.box = box;
          if (box) tell(host, "ready", {});
        }, failed);
    };

    // Whether the parser is done with a node: a box that the page brings in a template is still to come before.
    const whole = (node) => document.readyState !== "loading" || (node && (node.nextSibling || whole(node.parentNode)));
    const unfinished = [];
    const resume = () => unfinished.splice(0).forEach((host) => claim(host));

    // The folder of a box: its own, or that of its story's address or page if its script is on the page, or the first.
    const folder = (host) => {
      const base = /^(https?:[^"]+)stories\//.exec(host.getAttribute("src") || host.querySelector("a[href*='/stories/']"))?.[1];
      // Its script may still be to come.
      const awaited = base && (document.readyState === "loading" || document.querySelector(`script[src^="${base}embed."]`));
      return owners.get(host) || folders[base] || (awaited ? undefined : first);
    };

    // A link to a place in this box: the box opens there.
    // One that names its story by an address only may be meant by any.
    const arrive = (place, host) => {
      const id = host.getAttribute("story") || host.dataset.contractFactBox;
      if (location.hash.startsWith(`#cfb=${id || ""}`)) place.begin();
    };
    addEventListener("hashchange", () => places.forEach(arrive));

    const claim = (host) => {
      if (places.has(host)) return;
      const own = folder(host);
      if (!own || (!host.shadowRoot && !owners.has(host) && !whole(host))) return unfinished.push(host);
      const place = {};
      places.set(host, place);
      // Until the box is there, the root shows what the page holds.
      const slot = document.createElement("slot");
      if (!host.shadowRoot) {
        host.attachShadow({ mode: "open" }).append(slot);
        if (host.dataset.heights) reserve(slot, host.dataset.heights);
      }
      place.begin = () => {
        place.watch.disconnect();
        place.run ||= run(host, place, own, slot);
      };
      place.watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && place.begin(), { rootMargin: "600px" });
      place.watch.observe(host);
      arrive(place, host);
      for (const touch of ["pointerdown", "focusin"]) host.addEventListener(touch, place.begin);
    };

    // Not only by the element's own class: a page may have that name, or defining anything, for itself.
    const find = (node) => {
      if (node.matches?.(PLACES)) claim(node);
      node.querySelectorAll?.(PLACES).forEach((each) => claim(each));
    };

    class FactBox extends HTMLElement {
      static observedAttributes = ["story", "src"];
      connectedCallback() {
        find(this);
      }
      disconnectedCallback() {
        settle();
      }
      attributeChangedCallback(name, old, now) {
        // Another story is another box; until it is there, nothing of this one is left standing under its name.
        if (old && old !== now && places.has(this)) {
          end(this);
          this.shadowRoot.replaceChildren(document.createElement("slot"));
        }
        if (this.isConnected) find(this);
      }
    }

    // For each tag of the script, with the names of what its folder holds.
    return (script, box) => {
      const base = new URL(".", script.src).href;
      script[KEY] = true;
      const known = folders[base];
      // Of two versions of a folder's script, each has its own boxes.
      const own = base + box;
      folders[base] ||= own;
      first ||= own;
      const { story } = script.dataset;
      const before = script.previousElementSibling;
      if (story && before?.dataset.contractFactBox === story) owners.set(before, own);
      else if (story) {
        const host = document.createElement(NAME);
        const link = document.createElement("a");
        link.href = `${base}stories/${story}.html`;
        link.textContent = "Contract fact box";
        host.append(link);
        Object.assign(host.dataset, script.dataset);
        host.setAttribute("story", story);
        owners.set(host, own);
        // In the head, where it stands in a page that is empty but for it, nothing is shown.
        const put = () => (script.closest("head") ? document.body.append(host) : script.after(host));
        document.body ? put() : addEventListener("DOMContentLoaded", put);
      }
      // Frames that were there first have told before anybody listened.
      if (document.querySelector(`iframe[src^="${base}frame.html?"]`)) frames(base);
      if (known || first !== own) return resume();
      try {
        customElements.define(NAME, FactBox);
      } catch { }
      find(document);
      new MutationObserver((changes) => {
        changes.forEach((change) => change.addedNodes.forEach(find));
        settle();
        resume();
      }).observe(document, { childList: true, subtree: true });
      addEventListener("DOMContentLoaded", resume);
      // Frames tell how high they would be, and cannot change it.
      addEventListener("message", ({ data }) => data?.[NAME] && Object.keys(folders).forEach(frames));
    };
  };

  (window[KEY] ||= start())(script, "box.js");
})();
