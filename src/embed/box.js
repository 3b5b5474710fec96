// Contract Fact Box: loaded by embed.js when a reader turns to the first box. It asks at once for
// all that a live box needs but for the story and the style, which wait for two scripts alone: asked
// for by what has come before, each part would take a journey to the server more.

const BASE = import.meta.url.replace(/[^/]*([?#].*)?$/, "");
const WASM = BASE + "contract_fact_box_bg.wasm";
// Some pages replace `fetch` by a function that throws synchronously.
const wasm = (async () => fetch(WASM))();
// What fails is reported by the box that needs it.
wasm.catch(() => {});

const importScripts = () =>
  Promise.all([
    import("./mount.js"),
    import("./module.js"),
    import("./contract_fact_box.js"),
    import("./acts.js"),
    import("./swap.js"),
  ]);

/**
 * Attaches the style of one box, and asks for its story.
 *
 * @param {HTMLElement} host
 */
async function requestContent(host) {
  const [{ attachStyles, storyUrl }, { fetchShared }] = await Promise.all([
    import("./static.js"),
    import("./documents.js"),
  ]);
  // mount.js gets the same request; if that has failed by then, it asks again and reports it.
  fetchShared(storyUrl(host)).catch(() => {});
  await attachStyles(/** @type {ShadowRoot} */ (host.shadowRoot));
}

/**
 * Makes the box of a host live, as in mount.js.
 *
 * Loaders of other versions on the same page may call this too, so the name must not change.
 *
 * @param {HTMLElement} host
 * @param {() => boolean} isWanted
 * @param {() => void} onEnd
 * @param {Promise<unknown>} [still]
 */
export async function show(host, isWanted, onEnd, still) {
  const styled = requestContent(host);
  styled.catch(() => {});
  const [{ showStory }] = await importScripts().catch(async () => {
    // What the page has replaced is reported by this one, whichever script has failed by it first.
    await import("./acts.js").catch((error) => {
      if (error.code) throw error;
    });
    const message = `a script in ${BASE} did not load; check the folder, its CORS headers and script-src`;
    throw Object.assign(new Error(message), { code: "module" });
  });
  return showStory(host, isWanted, onEnd, still, { wasm, styled });
}
