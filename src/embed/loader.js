// Contract Fact Box: the loader, served as embed.js. A classic script without dependencies.
// It finds the places for boxes and loads box.js for each when it comes near; everything else is there. The names of
// files in quotation marks become those of the built folder, which tell their content.
// Whole-line comments and indentation are taken out when the folder is built; over 2 KB of brotli fails the tests.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const PLACES = `[data-${NAME}],${NAME}[story],${NAME}[src]`;
  // What is ours on nodes of the page. On the document, the one thing shared by all copies of this script: so no name of
  // the window is taken. Nothing here stands on Map, Symbol, URL and the like, which pages have had for themselves.
  const KEY = `${NAME}:`;
  // Its own address. What rewrites, joins or inlines scripts may hide the tag; and others have an embed.js, too.
  const src = /http\S+?\/embed\.[\w.]*js/.exec(
    document.currentScript?.src + new Error().stack,
  )?.[0];
  // The folder of the address or page of a host's story.
  const folderOf = (host) =>
    /^(https?:[^"]+)stories\//.exec(
      host.getAttribute("src") || host.querySelector("a[href*='/stories/']"),
    )?.[1];
  const warn = (message) => console.warn(`${NAME}: ${message}. The text of the page stays.`);

  const start = () => {
    // The folders whose scripts are on the page, by their addresses, and the first.
    const folders = {};
    let first;

    // Keeps free the place that the box will take, so that the words below it do not move: `data-heights` has
    // WIDTH:HEIGHT as the manifest tells them, and the box's own margin is 30px.
    const reserve = (slot, heights) => {
      slot.style = "display:block;margin-block:30px";
      const width = slot.clientWidth;
      const steps = heights.split(" ").map((each) => each.split(":"));
      let height = steps[0][1];
      steps.reduce(([w0, h0], [w1, h1]) => {
        if (width > w0) height = +h0 + (h1 - h0) * Math.min(1, (width - w0) / (w1 - w0));
        return [w1, h1];
      });
      slot.style.minHeight = `${height}px`;
    };

    // Without it, frames keep the height that they have, and what they show scrolls.
    // As frame.html, they are of the folder and not of a version.
    const frames = (folder) => folder.load("frames.js").catch(() => {});

    const run = (host, place, { box, load, base }, slot) => {
      let over;
      const failed = ({ code = "box", message }) => {
        if (over) return;
        over = true;
        // What it kept free will not be taken.
        slot.style = "";
        warn(message);
        host.dispatchEvent(
          new CustomEvent(`${NAME}:error`, {
            bubbles: true,
            composed: true,
            detail: { code, message },
          }),
        );
      };
      setTimeout(failed, 3e4, {
        code: "timeout",
        message: "nothing arrived within 30 seconds; check that the folder answers",
      });
      return load(box)
        .catch((error) => {
          throw error.code
            ? error
            : {
                code: "module",
                message: `${base + box} or what it needs did not load; check that the folder is whole and sends Access-Control-Allow-Origin, and that script-src allows it`,
              };
        })
        .then((box) =>
          box.show(
            host,
            () => !over && host[KEY] === place,
            () => {
              // It has left the page, or is to have another story.
              host[KEY] = { folder: place.folder };
              find(host);
            },
          ),
        )
        .then(() => (over = true), failed);
    };

    // Whether the parser is done with a node: a box that the page brings in a template is still to come before.
    const whole = (node) =>
      document.readyState !== "loading" || (node && (node.nextSibling || whole(node.parentNode)));
    const unfinished = [];
    const resume = () => unfinished.splice(0).forEach((each) => each());

    // The folder of a box: that of its story's address or page if its script is on the page, or the first.
    const folderFor = (host) => {
      const base = folderOf(host);
      // Its script may still be to come.
      const awaited =
        base &&
        (document.readyState === "loading" ||
          document.querySelector(`script[src^="${base}embed."]`));
      return folders[base] || (awaited ? undefined : first);
    };

    const near = new IntersectionObserver(
      (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && target[KEY].begin()),
      { rootMargin: "600px" },
    );

    const claim = (host) => {
      const place = (host[KEY] ||= {});
      if (!place.begin) {
        const folder = place.folder || folderFor(host);
        const slotted = host.shadowRoot?.querySelector("slot");
        if (!folder || (!slotted && !place.folder && !whole(host)))
          return unfinished.push(() => claim(host));
        // Until the box is there, the root shows what the page holds; so does one whose template has been emptied.
        const slot = document.createElement("slot");
        if (!slotted) {
          (host.shadowRoot || host.attachShadow({ mode: "open" })).append(slot);
          if (host.dataset.heights) reserve(slot, host.dataset.heights);
        }
        place.begin = () => {
          near.unobserve(host);
          place.run ||= run(host, place, folder, slot);
        };
        near.observe(host);
        for (const touch of ["pointerdown", "focusin"]) host.addEventListener(touch, place.begin);
      }
      // A link to a place in this box: it opens there. One that names its story by an address may be meant by any.
      if (
        location.hash.includes(host.getAttribute("story") || host.dataset.contractFactBox || "#cfb")
      )
        place.begin();
    };

    // Not only by the element's own class: a page may have that name, or defining anything, for itself.
    const find = (node) => {
      if (node.matches?.(PLACES)) claim(node);
      node.querySelectorAll?.(PLACES).forEach(claim);
    };

    new MutationObserver((changes) => {
      changes.forEach((change) => change.addedNodes.forEach(find));
      resume();
    }).observe(document, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", resume);
    addEventListener("hashchange", () => find(document));
    // Frames tell how high they would be, and cannot change it.
    addEventListener(
      "message",
      ({ data }) => data?.[NAME] && Object.values(folders).forEach(frames),
    );
    // Once it is known whose the boxes are.
    unfinished.push(() => {
      try {
        customElements.define(
          NAME,
          class extends HTMLElement {
            static observedAttributes = ["story", "src"];
            connectedCallback() {
              find(this);
            }
            attributeChangedCallback() {
              if (this.isConnected) find(this);
            }
          },
        );
      } catch {}
      find(document);
    });

    // For each run of the script: its address, its folder, what that calls box.js, and what loads from it.
    return (folder) => {
      const { src, base } = folder;
      // Of two versions of a folder's script, each has its own boxes.
      folders[base] ||= folder;
      first ||= folder;
      const own = (host) => {
        (host[KEY] ||= {}).folder = folder;
      };
      // All tags that are there, whichever of them runs: some libraries run a tag by another.
      for (const script of document.scripts) {
        if (script[KEY] || !script.src?.startsWith(src)) continue;
        script[KEY] = true;
        const { story } = script.dataset;
        const put = () => {
          // In the head, where it stands in a page that is empty but for it, nothing is shown.
          if (!document.body || !whole(script)) return unfinished.push(put);
          // A page that was saved as it was, or is shown again, has the element already.
          const next = script.nextElementSibling;
          if (next?.matches(NAME) && next.dataset.story === story) return own(next);
          const host = document.createElement(NAME);
          const link = document.createElement("a");
          link.href = `${base}stories/${story}.html`;
          link.textContent = "Contract fact box";
          host.append(link);
          Object.assign(host.dataset, script.dataset);
          host.setAttribute("story", story);
          own(host);
          script.closest("head") ? document.body.append(host) : script.after(host);
        };
        const before = script.previousElementSibling;
        if (story) before?.dataset.contractFactBox === story ? own(before) : put();
      }
      // Frames that were there first have told before anybody listened.
      if (document.querySelector(`iframe[src^="${base}frame.html?"]`)) frames(folder);
      resume();
    };
  };

  const base = src?.replace(/[^/]+$/, "");
  // By the script's own address where that can be: archives replay it from another than its tag has.
  const load = (name) => import("./" + name).catch(() => import(base + name));
  // Without a folder of its own, it runs again from the one that the page names.
  const look = () => {
    const host = document.querySelector(PLACES);
    const named = host && folderOf(host);
    named
      ? import(`${named}embed.js`)
      : warn("the script does not find its folder; use a plain script tag");
  };
  try {
    if (base) (document[KEY] ||= start())({ src, base, box: "box.js", load });
    else document.readyState === "complete" ? look() : addEventListener("load", look);
  } catch (error) {
    warn(`the page has taken a name of browsers (${error})`);
  }
})();
