// Contract Fact Box: the loader, served as embed.js. A classic script without dependencies.
// It finds the places for boxes and loads box.js for each when it comes near; everything else is there.
// Whole-line comments and indentation are taken out when the folder is built; over 2 KB of brotli fails the tests.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const MARKED = `[data-${NAME}]`;
  // The one thing shared by all copies of this script on a page; a symbol, so that no name of the page's is taken.
  const KEY = Symbol.for(NAME);
  // Optimisers that rewrite scripts may hide the current one.
  const script = document.currentScript || [...document.querySelectorAll("script[data-story],script[src*='embed.js']")].find((s) => !s[KEY]);
  if (!script) return console.warn(`${NAME}: the script does not find its own tag, so no box is loaded; use a plain <script src>`);

  const start = () => {
    // By its host, what there is of each box: what waits for it to come near, and the box once it is there.
    const places = new Map();
    const bases = new WeakMap();
    let first;

    const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { bubbles: true, composed: true, detail }));
    const fail = (code, message) => Promise.reject({ code, message });

    // Keeps free the place that the box will take, so that the words below it do not move: `data-heights` has
    // WIDTH:HEIGHT as the manifest tells them, and the box's own margin is 30px.
    const reserve = (host) => {
      if (!host.dataset.heights) return;
      const { display, minHeight, marginBlock } = host.style;
      // An element without its stylesheet is a word in a line.
      host.style.display = "block";
      const steps = host.dataset.heights.split(" ").map((each) => each.split(":").map(Number));
      const width = host.clientWidth;
      let height = steps[0][1];
      steps.reduce(([w0, h0], [w1, h1]) => {
        if (width > w0) height = h0 + (h1 - h0) * Math.min(1, (width - w0) / (w1 - w0));
        return [w1, h1];
      });
      Object.assign(host.style, { minHeight: `${height}px`, marginBlock: "30px" });
      return () => Object.assign(host.style, { display, minHeight, marginBlock });
    };

    const end = (host) => {
      const { watch, box } = places.get(host);
      places.delete(host);
      watch.disconnect();
      box?.destroy();
    };
    // Boxes that have left the page end; what is only moved is back by then.
    const settle = () => setTimeout(() => places.forEach((_, host) => host.isConnected || end(host)));

    const run = (host, place, base, release) => {
      let timer, late;
      return Promise.race([
        import(base + "box.js").then(
          (box) => box.show(host, () => !late && places.get(host) === place),
          () => fail("module", `${base}box.js or what it needs did not load; check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's script-src`)
        ),
        new Promise((done) => (timer = setTimeout(done, 3e4))).then(() => fail("timeout", "nothing arrived within 30 seconds; check that the folder can be reached")),
      ]).then(
        (box) => {
          place.box = box;
          if (box) tell(host, "ready", {});
        },
        ({ code = "box", message }) => {
          late = true;
          console.warn(`${NAME}: ${message}. The text of the page stays.`);
          tell(host, "error", { code, message });
        }
      ).finally(() => {
        clearTimeout(timer);
        release?.();
      });
    };

    // Whether the parser is done with a node: a box that the page brings in a template is still to come before.
    const whole = (node) => document.readyState !== "loading" || (node && (node.nextSibling || whole(node.parentNode)));
    const unfinished = [];
    const resume = () => unfinished.splice(0).forEach(([host, base]) => claim(host, base));

    // A link to a place in this box: the box opens there.
    // One that names its story by an address only may be meant by any.
    const arrive = (place, host) => {
      const id = host.getAttribute("story") || host.dataset.contractFactBox;
      if (location.hash.startsWith(id ? `#cfb=${id}/` : "#cfb=")) place.begin();
    };
    addEventListener("hashchange", () => places.forEach(arrive));

    const claim = (host, base) => {
      if (places.has(host)) return;
      if (!host.shadowRoot && !bases.has(host) && !whole(host)) return unfinished.push([host, base]);
      const place = {};
      places.set(host, place);
      // Until the box is there, the root shows what the page holds.
      if (!host.shadowRoot) host.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      const release = reserve(host);
      place.begin = () => {
        place.watch.disconnect();
        place.run ||= run(host, place, base, release);
      };
      place.watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && place.begin(), { rootMargin: "600px" });
      place.watch.observe(host);
      arrive(place, host);
      for (const touch of ["pointerdown", "focusin"]) host.addEventListener(touch, place.begin, { once: true });
    };

    const find = (node) => {
      if (node.nodeType !== 1) return;
      for (const each of [node, ...node.querySelectorAll(MARKED)]) if (each.matches(MARKED)) claim(each, first);
    };

    // Frames of this folder, which tell how high they would be and cannot change it.
    const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${first}frame.html?`));

    class FactBox extends HTMLElement {
      static observedAttributes = ["story", "src"];
      connectedCallback() {
        if (this.getAttribute("story") || this.getAttribute("src")) claim(this, bases.get(this) || first);
      }
      disconnectedCallback() {
        settle();
      }
      attributeChangedCallback(name, old, now) {
        if (!this.isConnected || old === now) return;
        // Another story is another box; until it is there, nothing of this one is left standing under its name.
        if (old && places.has(this)) {
          end(this);
          this.shadowRoot.replaceChildren(document.createElement("slot"));
        }
        this.connectedCallback();
      }
    }

    // For each tag of the script: the first one's folder serves the boxes that name none.
    return (script) => {
      const base = new URL(".", script.src).href;
      script[KEY] = true;
      const { story } = script.dataset;
      if (story && !script.previousElementSibling?.matches(MARKED)) {
        const host = document.createElement(NAME);
        const link = document.createElement("a");
        link.href = `${base}stories/${story}.html`;
        link.textContent = "Contract fact box";
        host.append(link);
        Object.assign(host.dataset, script.dataset);
        host.setAttribute("story", story);
        bases.set(host, base);
        // In the head, where it stands in a page that is empty but for it, nothing is shown.
        const put = () => (script.closest("head") ? document.body.append(host) : script.after(host));
        document.body ? put() : addEventListener("DOMContentLoaded", put);
      }
      if (first) return;
      first = base;
      if (!customElements.get(NAME)) customElements.define(NAME, FactBox);
      find(document.documentElement);
      new MutationObserver((changes) => {
        changes.forEach((change) => change.addedNodes.forEach(find));
        settle();
        resume();
      }).observe(document, { childList: true, subtree: true });
      addEventListener("DOMContentLoaded", resume);
      // A sandboxed one is of no origin: whatever stands in it by now gets no more than another height of its own.
      addEventListener("message", ({ data, origin, source }) => {
        const height = data?.[NAME]?.height;
        if (height === +height && height > 0 && height < 3e4)
          for (const frame of frames())
            if (frame.contentWindow === source && [new URL(first).origin, frame.sandbox.length && "null"].includes(origin))
              frame.style.height = `${height + frame.offsetHeight - frame.clientHeight}px`;
      });
      // Those that were there first have told before anybody listened.
      frames().forEach((frame) => frame.contentWindow.postMessage(NAME, "*"));
    };
  };

  (window[KEY] ||= start())(script);
})();
