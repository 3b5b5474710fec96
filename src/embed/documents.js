// Contract Fact Box: fetches what boxes show, and the stylesheet that they show it with, and finds
// out which parts of it they show. Loaded with box.js.
import { BASE, FactBoxError, fail } from "./module.js";

/** @typedef {import("./module.js").View} View */
/**
 * Which parts of a box a page asks for, as `data-parts`, `data-issue` and `data-people` have them.
 *
 * @typedef {{ parts?: string, issue?: string, people?: string | readonly string[] }} Preset
 */

const STYLESHEET = BASE + "contract-fact-box.css";
// Far above any story; what is larger is not a story.
const MAX_CHARACTERS = 4e6;
// A UTF-16 code unit takes three bytes in UTF-8 at most.
const MAX_BYTES = 3 * MAX_CHARACTERS;
// The most people that are compared, as in view/parts.rs.
const MAX_PEOPLE = 4;
// How long boxes share a document. One that comes later gets what is published by then.
const SHARED_FOR = 6e5;
const LANGUAGE_TAG = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

/**
 * Makes a URL absolute, by means of a link, since some pages use the name `URL` for themselves.
 *
 * @param {string | URL} url
 */
export const absoluteUrl = (url) => Object.assign(document.createElement("a"), { href: url }).href;

/**
 * Reads the text of a response, and stops when it is too long to be a story.
 *
 * @param {Response} response
 * @param {() => never} failTooLarge
 */
async function readText(response, failTooLarge) {
  if (Number(response.headers?.get?.("content-length")) > MAX_BYTES) failTooLarge();
  // Some pages replace `fetch` by a function whose response can only be read in one piece.
  const reader = response.body?.getReader?.();
  if (!reader) return response.text();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    if (text.length > MAX_CHARACTERS) {
      reader.cancel().catch(() => {});
      failTooLarge();
    }
  }
}

/** @param {string} url */
export async function fetchText(url) {
  /** @param {unknown} error @returns {never} */
  const failToLoad = (error) => {
    if (error instanceof FactBoxError) throw error;
    fail(
      "story",
      `${url} did not load; check the address, that it sends Access-Control-Allow-Origin, and that the page's connect-src allows it`,
    );
  };
  // Some pages replace `fetch` by a function that throws synchronously; the async wrapper turns
  // that into a rejection.
  const response = await (async () => fetch(url))().catch(failToLoad);
  if (!response.ok)
    fail(
      "story",
      `${url} answered ${response.status}; check the id of the story, its language, and that the folder is whole`,
    );
  const failTooLarge = () => fail("story", `${url} is too large to be a story; check the address`);
  const text = await readText(response, failTooLarge).catch(failToLoad);
  return text.length > MAX_CHARACTERS ? failTooLarge() : text;
}

/**
 * Fetches and parses JSON.
 *
 * @param {string} url
 */
export async function fetchJson(url) {
  const text = await fetchText(url);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return fail("json", `${url} is not JSON (${message}); build the folder again`);
  }
}

/** The documents that boxes share, by URL. @type {Partial<Record<string, Promise<View>>>} */
const shared = {};

/**
 * Fetches and parses JSON once for all boxes that show it. A failure is not kept: whoever asks
 * later tries again.
 *
 * @param {string} url
 * @param {boolean} isFresh whether it is fetched again even if it is there
 * @returns {Promise<View>}
 */
export function fetchShared(url, isFresh = false) {
  const known = shared[url];
  if (known && !isFresh) return known;
  const request = fetchJson(url);
  const forget = () => {
    if (shared[url] === request) delete shared[url];
  };
  request.then(() => setTimeout(forget, SHARED_FOR), forget);
  shared[url] = request;
  return request;
}

/**
 * Returns the URL of a story's document in the bundle at `base`: the newest version unless another
 * is given, in the story's own language unless another is given.
 *
 * @param {string} base
 * @param {string} id
 * @param {{ version?: number | string, lang?: string }} options
 */
export function documentUrl(base, id, { version, lang }) {
  if (!/^[a-z0-9-]+$/.test(id))
    fail("story", `"${id}" is no id of a story; use lower-case letters, digits and hyphens`);
  if (lang && !LANGUAGE_TAG.test(lang))
    fail(
      "story",
      `"${lang}" is no tag of a language; use one that the manifest lists for the story`,
    );
  const versionPath = /^[1-9][0-9]*$/.test(String(version)) ? `/${version}` : "";
  return `${base}stories/${id}${versionPath}${lang ? `.${lang}` : ""}.json`;
}

/**
 * Returns the part of a document's URL that names the language, as `.fr` in ID/1.fr.json.
 *
 * @param {string} url
 */
export const languageSuffix = (url) => /(\.[^/.]+)?\.json$/.exec(url)?.[1] ?? "";

/**
 * Fetches the document at the first of the URLs that has one.
 *
 * @param {string[]} urls
 * @returns {Promise<View>}
 */
export async function fetchFirst([url, ...others]) {
  try {
    return await fetchJson(url);
  } catch (error) {
    if (!others.length) throw error;
    return fetchFirst(others);
  }
}

/**
 * Fetches the document that a host names; resolves with its URL and the document. Reads `data-lang`
 * and not `lang`: that is the page's own attribute, for the text that the host contains.
 *
 * @param {HTMLElement} host
 * @returns {Promise<[string, View]>}
 */
export async function fetchStory(host) {
  const { contractFactBox, version, lang } = host.dataset;
  const src = host.getAttribute("src");
  const id = host.getAttribute("story") || contractFactBox || "";
  const url = src
    ? absoluteUrl(src)
    : documentUrl(BASE, id, { version: host.getAttribute("version") || version, lang });
  return [url, await fetchShared(url)];
}

/**
 * @param {HTMLElement} host
 * @returns {Preset} the parts that a host asks for
 */
export function readPreset(host) {
  /** @param {string} name */
  const read = (name) => host.getAttribute(name) || host.dataset[name] || "";
  return { parts: read("parts"), issue: read("issue"), people: read("people") };
}

/**
 * Finds out which parts of a document to show, in the form that `mount` in mod.rs takes; all are
 * `""`. If not everything that was asked for is there, `problem` says what to do.
 *
 * @param {Preset} preset
 * @param {View} view
 * @returns {{ parts: string, problem?: string }}
 */
export function resolveParts({ parts, issue, people = "" }, view) {
  /** @param {string} problem */
  const whole = (problem) => ({ parts: "", problem });
  const listed = "use the ids that the manifest lists for the story";
  // Of a withdrawn story there is only the notice.
  if (!parts || parts === "all" || view.withdrawn) return { parts: "" };
  if (parts === "facts" || (parts === "words" && !issue)) return { parts };
  if (parts === "words")
    return view.issues?.some(({ id }) => id === issue)
      ? { parts: `words/${issue}` }
      : whole(`${view.id} has no question "${issue}"; ${listed}`);
  if (parts !== "compare")
    return whole(`there are no parts "${parts}" of a box; write facts, words or compare`);
  const asked = `${people}`.split(",").map((id) => id.trim());
  const known = view.people?.map(({ id }) => id).filter((id) => asked.includes(id)) ?? [];
  const unknown = asked.filter((id) => id && !known.includes(id));
  if (known.length < 2 || known.length > MAX_PEOPLE)
    return whole(
      `a comparison takes two to ${MAX_PEOPLE} people of ${view.id}, not "${people}"; ${listed}`,
    );
  return {
    parts: `compare/${known}`,
    problem: unknown[0] && `${view.id} has nobody called "${unknown}"; ${listed}`,
  };
}

/** @type {Promise<CSSStyleSheet> | undefined} */
let stylesheetRequest;
/** @type {CSSStyleSheet | undefined} */
let stylesheet;
/**
 * The stylesheets that a browser extension or the page has adopted into a root. They stay, and come
 * last so that they win over the bundle's.
 *
 * @param {ShadowRoot} root
 */
const foreignStylesheets = (root) =>
  [...(root.adoptedStyleSheets ?? [])].filter((adopted) => adopted !== stylesheet);

/**
 * Whether a root has adopted the bundle's stylesheet, so that it needs none of its own.
 *
 * @param {ShadowRoot} root
 */
export const hasAdoptedStyles = (root) =>
  stylesheet && root.adoptedStyleSheets.includes(stylesheet);

/** @param {ShadowRoot} root */
export function detachStyles(root) {
  if (stylesheet) root.adoptedStyleSheets = foreignStylesheets(root);
}

/** @param {ShadowRoot} root */
export async function attachStyles(root) {
  // A snippet brings its own stylesheet. A <link> blocked by CSP looks the same in the DOM, so test
  // a custom property.
  const box = root.querySelector("link ~ * .cfb, link ~ .cfb");
  if (box && getComputedStyle(box).getPropertyValue("--_cfb-s")) return;
  try {
    stylesheetRequest ||= fetchText(STYLESHEET).then((text) => {
      const created = new CSSStyleSheet();
      created.replaceSync(text);
      return created;
    });
    stylesheet = await stylesheetRequest;
    root.adoptedStyleSheets = [stylesheet, ...foreignStylesheets(root)];
  } catch {
    // The engine has no constructable stylesheets, or `fetch` may not have this one.
    stylesheetRequest = undefined;
    if (root.querySelector("link")) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = STYLESHEET;
    await new Promise((resolve) => {
      link.onload = link.onerror = resolve;
      root.append(link);
    });
  }
}
