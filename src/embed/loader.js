// Contract Fact Box: the loader, served as embed.js. A classic script without dependencies.
// Whole-line comments and indentation are taken out when the folder is built; a brotli size over 2 KB fails the tests.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const MARKED = `[data-${NAME}]`;
  // The one thing shared by all copies of this script on a page; a symbol, so that no name of the page's is taken.
  const KEY = Symbol.for(NAME);
  // Optimisers that rewrite scripts may hide the current one.
  const script = document.currentScript || [...document.querySelectorAll("script[data-story],script[src*='embed.js']")].find((s) => !s[KEY]);
  if (!script) return console.warn(`${NAME}: the script cannot find its own tag, so no box is loaded; load it by a plain <script src>`);

  // What goes wrong, for the one message: what did not happen, and what to do.
  const fail = (code, text) => {
    throw Object.assign(Error(text), { code });
  };

  const start = () => {
    const boxes = new WeakMap();
    const modules = {};
    const sheets = {};

    // A module and a stylesheet per built folder, shared by all its boxes.
    const load = (base) => (modules[base] ||= import(base + "contract_fact_box.js").then(
      (module) => module.default().then(
        () => module,
        (error) => /CSP|Content Security|unsafe-eval|blocked|disallowed/i.test(error)
          ? fail("csp", "the page's Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src")
          : fail("wasm", `the WebAssembly in ${base} did not start (${error}); check that the folder is whole, and build it again`)
      ),
      () => fail("module", `${base}contract_fact_box.js did not load; check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's script-src`)
    ));

    const sheet = (base) => (sheets[base] ||= get(base + NAME + ".css", "style").then((text) => {
      const made = new CSSStyleSheet();
      made.replaceSync(text);
      return made;
    }));

    const get = async (url, code) => {
      const answer = await fetch(url).catch(() => fail(code, `${url} did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it`));
      if (!answer.ok) fail(code, `${url} answered ${answer.status}; check the id of the story, and that the folder is whole`);
      return answer.text();
    };

    const dress = async (root, base) => {
      try {
        root.adoptedStyleSheets = [await sheet(base)];
      } catch {
        // An engine without constructable stylesheets.
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = base + NAME + ".css";
        await new Promise((done) => {
          link.onload = link.onerror = done;
          root.append(link);
        });
      }
    };

    const show = async (host, root, base) => {
      const id = host.getAttribute("story") || host.getAttribute("data-" + NAME);
      const src = host.getAttribute("src");
      if (!src && !/^[a-z0-9-]+$/.test(id)) fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
      const url = src ? new URL(src, document.baseURI).href : `${base}stories/${id}.json`;
      const [text, module] = await Promise.all([get(url, "story"), load(base), dress(root, base)]);
      let view;
      try {
        view = JSON.parse(text);
      } catch (error) {
        fail("json", `${url} is not JSON (${error.message}); build the folder again`);
      }
      const box = document.createElement("div");
      // The box is rendered off the page and swapped in whole: until then the page's own text stays.
      await new Promise((done, failed) => {
        try {
          boxes.set(host, module.mount(box, view, base, +host.dataset.headingLevel || 2, done));
        } catch (error) {
          failed(Object.assign(Error(`${url} cannot be shown (${error.message}); it must come from the same build as the loader`), { code: "view" }));
        }
      });
      root.querySelector("slot").replaceWith(box);
    };

    const tell = (host, name, detail) => host.dispatchEvent(new CustomEvent(`${NAME}:${name}`, { bubbles: true, composed: true, detail }));

    const run = (host, root, base) => {
      let timer;
      const late = new Promise((_, failed) => {
        timer = setTimeout(() => failed(Object.assign(Error("nothing arrived within 30 seconds; check that the folder can be reached"), { code: "timeout" })), 3e4);
      });
      Promise.race([show(host, root, base), late]).then(
        () => tell(host, "ready", {}),
        (error) => {
          console.warn(`${NAME}: ${error.message}. The text of the page stays.`);
          tell(host, "error", { code: error.code, message: error.message });
        }
      ).finally(() => clearTimeout(timer));
    };

    const claim = (host, base) => {
      if (boxes.has(host)) return;
      boxes.set(host, null);
      const root = host.shadowRoot || host.attachShadow({ mode: "open" });
      // Until the box is there, the root shows what the page holds.
      if (!root.firstChild) root.append(document.createElement("slot"));
      let begun;
      const begin = () => {
        if (begun) return;
        begun = true;
        watch.disconnect();
        run(host, root, base);
      };
      const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && begin(), { rootMargin: "600px" });
      watch.observe(host);
      for (const touch of ["pointerdown", "focusin"]) host.addEventListener(touch, begin, { once: true });
    };

    const bases = new WeakMap();
    let first;

    const find = (node) => {
      if (node.nodeType !== 1) return;
      if (node.matches(MARKED)) claim(node, first);
      for (const each of node.querySelectorAll(MARKED)) claim(each, first);
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
        script.after(host);
      }
      if (first) return;
      first = base;
      if (!customElements.get(NAME)) customElements.define(NAME, FactBox);
      find(document.documentElement);
      new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(find))).observe(document, { childList: true, subtree: true });
    };
  };

  (window[KEY] ||= start())(script);
})();
