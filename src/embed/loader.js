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
  if (!script) return console.warn(`${NAME}: the script cannot find its own tag, so no box is loaded; load it by a plain <script src>`);

  const start = () => {
    const claimed = new WeakSet();
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

    const run = (host, base, release) => {
      let timer;
      let late;
      Promise.race([
        import(base + "box.js").then(
          (box) => box.show(host, () => !late),
          () => fail("module", `${base}box.js or what it needs did not load; check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's script-src`)
        ),
        new Promise((done) => (timer = setTimeout(done, 3e4))).then(() => fail("timeout", "nothing arrived within 30 seconds; check that the folder can be reached")),
      ]).then(
        () => tell(host, "ready", {}),
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
    const unfinished = new Map();
    const resume = () => {
      const all = [...unfinished];
      unfinished.clear();
      all.forEach(([host, base]) => claim(host, base));
    };

    const claim = (host, base) => {
      if (claimed.has(host)) return;
      if (!host.shadowRoot && !bases.has(host) && !whole(host)) return unfinished.set(host, base);
      claimed.add(host);
      // Until the box is there, the root shows what the page holds.
      if (!host.shadowRoot) host.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      const release = reserve(host);
      let begun;
      const begin = () => {
        if (begun) return;
        begun = true;
        watch.disconnect();
        run(host, base, release);
      };
      const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && begin(), { rootMargin: "600px" });
      watch.observe(host);
      // A link to a place in this box: the box opens there.
      // One that names its story by an address only may be meant by any.
      const id = host.getAttribute("story") || host.dataset.contractFactBox;
      const arrive = () => location.hash.startsWith(id ? `#cfb=${id}/` : "#cfb=") && begin();
      addEventListener("hashchange", arrive);
      arrive();
      for (const touch of ["pointerdown", "focusin"]) host.addEventListener(touch, begin, { once: true });
    };

    const find = (node) => {
      if (node.nodeType !== 1) return;
      if (node.matches(MARKED)) claim(node, first);
      for (const each of node.querySelectorAll(MARKED)) claim(each, first);
    };

    // Frames of this folder, which tell how high they would be and cannot change it.
    const frames = () => [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(`${first}frame.html?`));
    // A sandboxed one is of no origin: whatever stands in it by now gets no more than another height of its own.
    const fit = ({ data, origin, source }) => {
      const height = data?.[NAME]?.height;
      if (!Number.isFinite(height) || height < 1 || height > 3e4) return;
      for (const frame of frames()) {
        if (frame.contentWindow === source && [new URL(first).origin, frame.sandbox.length && "null"].includes(origin))
          frame.style.height = `${height + frame.offsetHeight - frame.clientHeight}px`;
      }
    };

    class FactBox extends HTMLElement {
      static observedAttributes = ["story", "src"];
      connectedCallback() {
        if (this.getAttribute("story") || this.getAttribute("src")) claim(this, bases.get(this) || first);
      }
      attributeChangedCallback() {
        if (this.isConnected) this.connectedCallback();
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
        if (document.body) put();
        else addEventListener("DOMContentLoaded", put);
      }
      if (first) return;
      first = base;
      if (!customElements.get(NAME)) customElements.define(NAME, FactBox);
      find(document.documentElement);
      new MutationObserver((changes) => {
        changes.forEach((change) => change.addedNodes.forEach(find));
        resume();
      }).observe(document, { childList: true, subtree: true });
      addEventListener("DOMContentLoaded", resume);
      addEventListener("message", fit);
      // Those that were there first have told before anybody listened.
      frames().forEach((frame) => frame.contentWindow.postMessage(NAME, "*"));
    };
  };

  (window[KEY] ||= start())(script);
})();
