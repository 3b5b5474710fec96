// Contract Fact Box: shows the prerendered box, which can be read and used before the WebAssembly
// is there, and without it. Loaded by embed.js when a box that comes by script is near.

/**
 * Which parts of a box a page asks for, as `data-parts`, `data-issue` and `data-people` have them.
 *
 * @typedef {{ parts?: string, issue?: string, people?: string | readonly string[] }} Preset
 */

// The URL of the bundle.
export const BASE = import.meta.url.replace(/[^/]*([?#].*)?$/, "");
const STYLESHEET = BASE + "contract-fact-box.css";
// Far above any story; what is larger is not a story.
export const MAX_BYTES = 12e6;
const LANGUAGE_TAG = /^[a-z0-9]+(-[a-z0-9]+)*$/i;
// The level of a prerendered box's title (src/prerender/mod.rs).
const LEVEL = 2;
// All elements and attributes that the components write. The file comes over the network, so a box
// with any other is not shown (tests/native/prerender/boxes.rs).
const ELEMENTS =
  " a article b bdi blockquote button caption cite code datalist dd details div dl dt fieldset h1 h2 h3 h4 h5 h6 header input label legend li mark ol option p path q section span strong summary svg table tbody td th thead tr ul wbr ";
const ATTRIBUTES =
  " aria-current aria-hidden aria-label aria-labelledby checked class d data-act data-done data-person data-to dir href id lang list name rel role scope type value viewBox ";

// An error whose message says what did not work and what to do. If the story has mistakes, `issues`
// lists them.
export class FactBoxError extends Error {
  /**
   * @param {import("./api").FactBoxErrorCode} code
   * @param {string} message
   * @param {readonly import("./api").FactBoxIssue[]} issues
   */
  constructor(code, message, issues = []) {
    super(message);
    this.name = "FactBoxError";
    this.code = code;
    this.issues = issues;
  }
}

/**
 * @param {import("./api").FactBoxErrorCode} code
 * @param {string} message
 * @returns {never}
 */
export function fail(code, message) {
  throw new FactBoxError(code, message);
}

/**
 * Makes a URL absolute, by means of a link, since some pages use the name `URL` for themselves.
 *
 * @param {string | URL} url
 */
export const absoluteUrl = (url) => Object.assign(document.createElement("a"), { href: url }).href;

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
 * Returns the URL of the document that a host names. Reads `data-lang` and not `lang`: that is the
 * page's own attribute, for the text that the host contains.
 *
 * @param {HTMLElement} host
 */
export function storyUrl(host) {
  const { contractFactBox = "", version, lang } = host.dataset;
  const src = host.getAttribute("src");
  const id = host.getAttribute("story") || contractFactBox;
  return src
    ? absoluteUrl(src)
    : documentUrl(BASE, id, { version: host.getAttribute("version") || version, lang });
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
 * Returns the level of a host's title among the headings of the page.
 *
 * @param {HTMLElement} host
 */
export const readLevel = (host) =>
  Number(host.getAttribute("heading-level") || host.dataset.headingLevel) || LEVEL;

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
    stylesheetRequest ||= fetch(STYLESHEET).then(async (response) => {
      if (!response.ok) throw response;
      const created = new CSSStyleSheet();
      created.replaceSync(await response.text());
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

/**
 * Fetches an HTML file. Not by `fetch`: all that makes a document of a text is forbidden where the
 * page asks for trusted types, and this is not, since the browser runs no script of such a document.
 * Resolves with nothing if there is no such file.
 *
 * @param {string} url
 * @returns {Promise<Document | null | undefined>}
 */
const fetchDocument = (url) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onprogress = ({ loaded }) => loaded > MAX_BYTES && request.abort();
    request.onloadend = () => resolve(request.status === 200 ? request.responseXML : undefined);
    request.send();
  });

/** @param {Element} element */
const isKnown = (element) =>
  ELEMENTS.includes(` ${element.localName} `) &&
  [...element.attributes].every(({ name }) => ATTRIBUTES.includes(` ${name} `)) &&
  (!element.hasAttribute("href") ||
    /^https?:$/.test(/** @type {HTMLAnchorElement} */ (element).protocol));

/**
 * Changes the headings of a box to those below another level of title.
 *
 * @param {Element} box
 * @param {number} level
 */
function setLevel(box, level) {
  if (level === LEVEL) return;
  for (const heading of box.querySelectorAll("h2,h3,h4,h5,h6")) {
    const other = document.createElement(
      `h${Math.min(6, Number(heading.localName[1]) + level - LEVEL)}`,
    );
    for (const { name, value } of heading.attributes) other.setAttribute(name, value);
    other.append(...heading.childNodes);
    heading.replaceWith(other);
  }
}

/**
 * Fetches a prerendered box. Resolves with nothing if there is no such file, and rejects with a
 * `FactBoxError` if it has anything else in it.
 *
 * @param {string} file its URL
 * @param {number} level
 * @param {string} base the URL of the bundle, for the code that embeds the box
 */
async function fetchBox(file, level, base) {
  const page = await fetchDocument(file);
  if (page === undefined) return undefined;
  const box = page?.querySelector(".cfb");
  if (!box || ![box, ...box.querySelectorAll("*")].every(isKnown))
    return fail(
      "box",
      `${file} is not a box of this build; check that the folder is whole, and that nothing changes its files`,
    );
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = box.querySelectorAll("a[href]");
  // Absolute, since the page has another base.
  for (const link of links) link.href = String(link.href);
  for (const code of box.querySelectorAll("code"))
    code.textContent = String(code.textContent).replace(/(\.\.\/)+/, base);
  setLevel(box, level);
  return document.importNode(box, true);
}

/**
 * Shows the prerendered box of a document in a root. Resolves with whether there is one, once it can
 * be read, or with nothing if it is not `isWanted` any more; what is in its rows comes after that.
 * Rejects as `fetchBox` does.
 *
 * @param {ShadowRoot} root
 * @param {string} url the URL of the document
 * @param {Preset} preset
 * @param {number} level
 * @param {() => boolean} isWanted
 * @param {string} base
 */
export async function showBox(root, url, { parts = "", issue }, level, isWanted, base = BASE) {
  const suffix = { "": "", all: "", facts: "-facts", words: `-words${issue ? `-${issue}` : ""}` }[
    parts
  ];
  // Too many comparisons can be asked for to have them all prerendered. An issue is a part of the path,
  // and may come from the URL of a frame.
  if (!/^[a-z0-9-]*$/.test(suffix ?? "/") || !url.endsWith(".json")) return false;
  const styles = attachStyles(root);
  /** @param {string} ending */
  const fetchPart = (ending) => fetchBox(url.replace(/json$/, ending), level, base);
  const box = await fetchPart(`box${suffix}.html`);
  if (!box) return false;
  await styles;
  if (!isWanted()) return undefined;
  // That of the current version may come after the live box.
  if (root.querySelector(".cfb-live")) return true;
  const container = document.createElement("div");
  container.append(box);
  // Where no stylesheet is adopted, a <link> stays where it is: browsers load one that is moved again.
  for (const child of [...root.children])
    if (hasAdoptedStyles(root) || !("sheet" in child)) child.remove();
  root.append(container);

  const fillRows = async () => {
    const rows = await fetchPart("rows.html");
    for (const body of rows?.querySelectorAll(".cfb-sec-body") ?? [])
      box.querySelector(`#${body.parentElement?.id} > .cfb-sec-body`)?.append(...body.childNodes);
  };
  // Without them, the rows are filled when the box becomes live.
  if (box.querySelector(".cfb-sec-body:empty"))
    fillRows().catch(({ message }) => console.warn(`contract-fact-box: ${message}.`));
  return true;
}

/**
 * Shows the prerendered box that a host names. Resolves and rejects as `showBox` does.
 *
 * @param {HTMLElement} host
 * @param {() => boolean} isWanted
 */
export const show = (host, isWanted) =>
  // Loaders of other versions on the same page may call this too, so the name must not change.
  showBox(
    /** @type {ShadowRoot} */ (host.shadowRoot),
    storyUrl(host),
    readPreset(host),
    readLevel(host),
    isWanted,
  );
