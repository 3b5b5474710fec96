// Contract Fact Box: fetches what live boxes show, and finds out which parts of it they show.
// Loaded with mount.js.
import { FactBoxError, fail, MAX_BYTES } from "./static.js";

/** @typedef {import("./module.js").View} View */
/** @typedef {import("./static.js").Preset} Preset */

// A UTF-16 code unit has three bytes in UTF-8 at most.
const MAX_CHARACTERS = MAX_BYTES / 3;
// The most people that are compared, as in view/parts.rs.
const MAX_PEOPLE = 4;
// How long boxes share a document. One that comes later gets what is published by then.
const SHARED_FOR = 6e5;

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
async function fetchText(url) {
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
async function fetchJson(url) {
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
