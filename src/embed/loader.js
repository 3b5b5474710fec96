// Contract Fact Box: the loader, served as embed.js. A classic script without dependencies. It
// finds the places for boxes, has static.js show the prerendered box where one comes near, and
// loads box.js, which makes it live, when a reader turns to it. The file names in quotation marks
// become the hashed ones of the bundle. Over 2 KB of brotli fails the tests.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const HOSTS = `[data-${NAME}],${NAME}[story],${NAME}[src]`;
  // How our events and messages begin, and the property under which our data is on nodes of the
  // page. What all copies of this script share is on the document, so that no global name is taken.
  // Nothing here uses Map, Symbol, URL and the like, which some pages use for themselves.
  const KEY = `${NAME}:`;

  /**
   * One run of this script: its own URL, that of its bundle, the names of its static.js, which
   * older bundles lack, and box.js, and what imports from the bundle.
   *
   * @typedef {{ src: string, base: string, still?: string, box: string,
   *   load: (name: string) => Promise<any> }} Bundle
   */
  /**
   * What is known of a host: the bundle that it belongs to, what happens when it comes near and when
   * a reader turns to it, and what has begun: that its static box is shown, or made live.
   *
   * @typedef {{ bundle?: Bundle, approach?: () => void, enliven?: () => void,
   *   still?: Promise<unknown>, live?: Promise<unknown> }} HostState
   */
  /** @typedef {HTMLElement & { [KEY: string]: any }} Host */

  // The script's own URL. Tools that rewrite, join or inline scripts may hide the tag, and others
  // have an embed.js, too.
  const tag = /** @type {any} */ (document.currentScript);
  const src = /http\S+?\/embed\.[\w.]*js/.exec(tag?.src + new Error().stack)?.[0];
  /**
   * The bundle that the URL or the page of a host's story is in.
   *
   * @param {Element} host
   */
  const namedBase = (host) =>
    /^(https?:[^"]+)stories\//.exec(
      String(host.getAttribute("src") || host.querySelector("a[href*='/stories/']")),
    )?.[1];
  /** @param {Host} host @param {string} name */
  const read = (host, name) => host.getAttribute(name) || host.dataset[name];
  /** @param {Host} host */
  const storyOf = (host) => read(host, "story") || host.dataset.contractFactBox;
  /** @param {string} message */
  const warn = (message) => console.warn(`${KEY} ${message}. What the page shows stays.`);

  const createRegistry = () => {
    /** The bundles whose scripts are on the page, by their URLs. @type {Record<string, Bundle>} */
    const bundles = {};
    /** The bundle of hosts that name none. @type {Bundle | undefined} */
    let defaultBundle;

    /**
     * Reserves the space that the box will take, so that the words below it do not move.
     * `data-heights` has WIDTH:HEIGHT as the manifest lists them; the box's own margin is 30px.
     *
     * @param {HTMLElement} slot
     * @param {string} heights
     */
    const reserveSpace = (slot, heights) => {
      slot.style.cssText = "display:block;margin-block:30px";
      const width = slot.clientWidth;
      heights.split(" ").reduce(
        ([width0, height0], step) => {
          const [width1, height1] = step.split(":").map(Number);
          const share = width0 && Math.min(1, (width - width0) / (width1 - width0));
          if (share >= 0)
            slot.style.minHeight = `${width0 ? height0 + (height1 - height0) * share : height1}px`;
          return [width1, height1];
        },
        [0, 0],
      );
    };

    /**
     * Without frames.js, frames keep the height that they have, and their content scrolls. Like
     * frame.html it belongs to the bundle and not to a version of it.
     *
     * @param {Bundle} bundle
     */
    const loadFrames = (bundle) => bundle.load("frames.js").catch(() => {});

    /**
     * Sets how the box of a host is shown, and made live.
     *
     * @param {Host} host
     * @param {HostState} state
     * @param {Bundle} bundle
     */
    const prepareBox = (host, state, { base, still, box, load }) => {
      const root = host.shadowRoot || host.attachShadow({ mode: "open" });
      /** What the host's state has to be for this to go on. @type {HostState | undefined} */
      let wanted = state;
      const isWanted = () => host[KEY] === wanted;
      const hasBox = root.querySelector(".cfb");
      // Until the box is there, the root shows what the page has; so does one whose template has
      // been emptied.
      const slot = root.querySelector("slot") || document.createElement("slot");
      if (!hasBox) {
        root.append(slot);
        if (host.dataset.heights) reserveSpace(slot, host.dataset.heights);
      }
      /** @param {string} name @param {object} detail */
      const report = (name, detail = {}) =>
        host.dispatchEvent(new CustomEvent(KEY + name, { bubbles: true, composed: true, detail }));
      /**
       * Calls the `show` of a script. Resolves with what that resolves with; what goes wrong is
       * reported.
       *
       * @param {string} name
       * @param {unknown[]} args
       */
      const show = (name, ...args) => {
        /** @param {{ code?: string, message: string }} error */
        const handleFailure = ({ code = "box", message }) => {
          if (!isWanted()) return;
          // What has been reported is not tried again.
          wanted = undefined;
          // The space that was reserved will not be taken.
          slot.removeAttribute("style");
          warn(message);
          report("error", { code, message });
        };
        const timer = setTimeout(handleFailure, 3e4, {
          code: "timeout",
          message: "no answer in 30 s; check the server",
        });
        return load(name)
          .then(
            (module) => module.show(host, isWanted, ...args),
            (error) =>
              handleFailure(
                error.code
                  ? error
                  : {
                      code: "module",
                      message: `${base + name} did not load; check the folder, its CORS headers and script-src`,
                    },
              ),
          )
          .catch(handleFailure)
          .finally(() => clearTimeout(timer));
      };
      // The page's box may be of a version that is no longer the current one.
      /** @param {any} version */
      const checkVersion = async (version) => {
        const now = await (await fetch(`${base}stories/${storyOf(host)}.now.json`)).json();
        // What a reader does in the page's box is not undone: the live one tells of a newer version,
        // too.
        if (now.withdrawn || (!state.live && now.version > version))
          show(/** @type {string} */ (still));
      };
      const showStill = async () => {
        // Bundles of older versions have none.
        if (!hasBox) return still ? show(still) : false;
        const version = read(host, "version");
        if (version) checkVersion(version).catch(() => {});
        return true;
      };
      const begin = () => {
        nearObserver.unobserve(host);
        state.still ||= showStill().then((isShown) => {
          if (isShown) report("ready");
          // There is none of this story, or none of these parts of it.
          else if (isShown === false) state.enliven?.();
        });
      };
      const loading = read(host, "loading");
      state.enliven = () => {
        if (!isWanted()) return;
        begin();
        state.live ||= show(box, () => host[KEY] === state && reset(host), state.still);
      };
      state.approach = loading === "visible" ? state.enliven : begin;
      if (loading === "idle") (window.requestIdleCallback || setTimeout)(state.enliven);
    };

    /**
     * Whether the parser is done with a node: before that, a box that the page brings in a template
     * may still follow.
     *
     * @param {Node | null} node
     * @returns {unknown}
     */
    const isParsed = (node) =>
      document.readyState !== "loading" ||
      (node && (node.nextSibling || isParsed(node.parentNode)));
    /** What waits until more of the page is parsed. @type {(() => void)[]} */
    const waiting = [];
    const resume = () => waiting.splice(0).forEach((task) => task());

    /**
     * The bundle of a host: the one that its story's URL or page names if the script of that is on
     * the page, or else the default. None while the script may still follow.
     *
     * @param {Element} host
     */
    const bundleOf = (host) => {
      const base = namedBase(host);
      const isAwaited =
        base &&
        (document.readyState === "loading" ||
          document.querySelector(`script[src^="${base}embed."]`));
      return (base && bundles[base]) || (!isAwaited && defaultBundle);
    };

    const nearObserver = new IntersectionObserver(
      (entries) =>
        entries.forEach(
          ({ isIntersecting, target }) =>
            isIntersecting && /** @type {Host} */ (target)[KEY].approach(),
        ),
      { rootMargin: "600px" },
    );

    /** @param {Host} host */
    const claimHost = (host) => {
      // One that has left the page begins when it is back.
      if (!host.isConnected) return;
      /** @type {HostState} */
      const state = (host[KEY] ||= {});
      if (!state.approach) {
        const bundle = state.bundle || bundleOf(host);
        const isWhole = state.bundle || host.shadowRoot?.firstChild || isParsed(host);
        if (!bundle || !isWhole) {
          waiting.push(() => claimHost(host));
          return;
        }
        prepareBox(host, state, bundle);
        for (const type of ["pointerover", "click", "focusin"])
          host.addEventListener(type, () => host[KEY].enliven?.());
        // A frame has waited until the reader came near, so the box in it need not.
        if ("framed" in host.dataset) host[KEY].approach();
        else nearObserver.observe(host);
      }
      // The page's URL may point into this box, which then opens there; one that names its story by
      // a URL may be meant by any. Or the reader has come to it before this script.
      if (location.hash.includes(storyOf(host) || "#cfb") || host.matches(":hover"))
        state.enliven?.();
    };

    /**
     * Begins anew with a host that has come back to the page, or names another story.
     *
     * @param {Host} host
     */
    const reset = (host) => {
      host[KEY] = { bundle: host[KEY]?.bundle };
      findHosts(host);
    };

    // Not only by the class of the element: the page may have defined that name, or replaced
    // `define`.
    /** @param {any} node */
    const findHosts = (node) => {
      if (node.matches?.(HOSTS)) claimHost(node);
      node.querySelectorAll?.(HOSTS).forEach(claimHost);
    };

    new MutationObserver((mutations) => {
      mutations.forEach((mutation) => mutation.addedNodes.forEach(findHosts));
      resume();
    }).observe(document, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", resume);
    addEventListener("hashchange", () => findHosts(document));
    // Frames send the height of their content, since they cannot change their own height.
    addEventListener(
      "message",
      ({ data }) => data?.[NAME] && Object.values(bundles).forEach(loadFrames),
    );
    // Once the bundle of this run is known.
    waiting.push(() => {
      try {
        customElements.define(
          NAME,
          class extends HTMLElement {
            static observedAttributes = ["story", "src"];
            connectedCallback() {
              findHosts(this);
            }
            /** @param {string} _name @param {string | null} old @param {string | null} value */
            attributeChangedCallback(_name, old, value) {
              // Nothing of the other story is left. Without any, what is there stays.
              if (value && old !== value && /** @type {Host} */ (this)[KEY]?.enliven) {
                this.shadowRoot?.replaceChildren();
                reset(this);
              } else findHosts(this);
            }
          },
        );
      } catch {
        // The page has defined it, or a copy of this script has. The observer finds the elements,
        // too.
      }
      findHosts(document);
    });

    /** Registers a run of the script. @param {Bundle} bundle */
    return (bundle) => {
      const { src, base } = bundle;
      // Of two versions of a bundle's script, each has its own boxes.
      bundles[base] ||= bundle;
      defaultBundle ||= bundle;
      /** @param {Host} host */
      const own = (host) => {
        (host[KEY] ||= {}).bundle = bundle;
      };
      // All tags that are there, whichever of them runs: some libraries run a tag by another.
      for (const tag of document.scripts) {
        const script = /** @type {HTMLScriptElement & { [KEY: string]: any }} */ (tag);
        if (script[KEY] || !script.src?.startsWith(src)) continue;
        script[KEY] = true;
        const { story } = script.dataset;
        if (!story) continue;
        const insertHost = () => {
          // In the head of a page that has nothing else, nothing would be shown.
          if (!document.body || !isParsed(script)) {
            waiting.push(insertHost);
            return;
          }
          // A page that was saved as it was, or is shown again, has the element already.
          const next = /** @type {Host | null} */ (script.nextElementSibling);
          if (next?.matches(NAME) && next.dataset.story === story) return own(next);
          const host = /** @type {Host} */ (document.createElement(NAME));
          const link = document.createElement("a");
          link.href = `${base}stories/${story}.html`;
          // The build puts the texts in, by the languages that it has.
          link.textContent = LINK_TEXTS[script.dataset.lang ?? ""] ?? DEFAULT_LINK_TEXT;
          host.append(link);
          Object.assign(host.dataset, script.dataset);
          host.setAttribute("story", story);
          own(host);
          if (script.closest("head")) document.body.append(host);
          else script.after(host);
        };
        const previous = /** @type {Host | null} */ (script.previousElementSibling);
        if (previous?.dataset.contractFactBox === story) own(previous);
        else insertHost();
      }
      // Frames that were there first have sent their height before anybody listened.
      if (document.querySelector(`iframe[src^="${base}frame.html?"]`)) loadFrames(bundle);
      resume();
    };
  };

  const base = src?.replace(/[^/]+$/, "");
  // By the script's own URL where possible: archives replay it from another than its tag has.
  /** @param {string} name */
  const load = (name) => import("./" + name).catch(() => import(base + name));
  // A script that does not know its own URL runs again from the bundle that the page names.
  const importNamed = () => {
    const host = document.querySelector(HOSTS);
    const named = host && namedBase(host);
    if (named) import(`${named}embed.js`);
    else warn("found no folder; use a plain script tag");
  };
  try {
    const shared = /** @type {{ [KEY: string]: any }} */ (/** @type {unknown} */ (document));
    if (src && base)
      (shared[KEY] ||= createRegistry())({ src, base, still: "static.js", box: "box.js", load });
    else if (document.readyState === "complete") importNamed();
    else addEventListener("load", importNamed);
  } catch (error) {
    warn(`the page has replaced a global (${error})`);
  }
})();
