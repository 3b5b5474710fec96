// Contract Fact Box: the page in an iframe, frame.html. It creates the box that its URL names, and
// sends the height of the box to the page around it; embed.js, which comes next, does the rest.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const { body, documentElement: html } = document;
  const parameters = new URLSearchParams(location.search);

  // To whatever page is around it, if this is not a page by itself: the height is no secret. What
  // overflows the body, such as evidence that floats over the rest, counts, too.
  const sendHeight = () => {
    if (parent === window) return;
    const height = Math.ceil(Math.max(body.getBoundingClientRect().height, body.scrollHeight));
    parent.postMessage({ [NAME]: { height } }, "*");
  };
  // Not before there is something to see: the space that the editor has reserved would collapse and
  // come back.
  let isMeasuring = false;
  const startMeasuring = () => {
    // A box that can be read may fail to become live.
    if (isMeasuring) return;
    isMeasuring = true;
    // While the frame is out of sight the observer is not called.
    sendHeight();
    new ResizeObserver(sendHeight).observe(body);
    // A page whose script comes after the box asks for the height.
    addEventListener("message", ({ data, source }) => {
      if (source === parent && data === NAME) sendHeight();
    });
  };

  // The build has put the texts into the page, in each language that it has.
  /** @type {HTMLElement[]} */
  const translations = [...document.querySelectorAll("main > [lang]")].map(
    (element) => /** @type {HTMLElement} */ (element),
  );
  const lang = parameters.get("lang") ?? "";
  const texts = translations.find((element) => lang.startsWith(element.lang)) ?? translations[0];
  for (const element of translations) if (element !== texts) element.remove();
  /** @param {string} name */
  const findText = (name) => /** @type {HTMLElement} */ (texts.querySelector(`.${name}`));

  const id = parameters.get("story") ?? "";
  // An id only, never a URL: whoever writes a link to this page would choose what it shows under
  // the newsroom's name.
  if (!/^[a-z0-9-]+$/.test(id)) {
    console.warn(
      `${NAME}: ${location.href} names no story, so there is no box; end it in ?story=ID, with an id that the manifest lists`,
    );
    const nothing = findText("nothing");
    nothing.hidden = false;
    texts.replaceChildren(nothing);
    startMeasuring();
    return;
  }

  const box = document.createElement(NAME);
  const waiting = findText("waiting");
  waiting.hidden = false;
  const link = /** @type {HTMLAnchorElement} */ (waiting.querySelector("a"));
  link.href = `stories/${id}.html`;
  box.append(waiting);
  box.setAttribute("story", id);
  box.dataset.headingLevel = "1";
  // On paper, a frame is as high as it was on the screen: it shows what that did, and above it the
  // URL of the box.
  box.dataset.framed = "";
  const printed = findText("printed");
  printed.hidden = false;
  /** @type {HTMLElement} */ (printed.querySelector("bdi")).textContent = link.href;
  for (const name of ["version", "lang", "theme", "parts", "issue", "people", "loading"]) {
    const value = parameters.get(name);
    if (value) box.dataset[name] = value;
  }
  if (box.dataset.theme) html.dataset.theme = box.dataset.theme;

  box.addEventListener(`${NAME}:ready`, () => {
    const root = /** @type {ShadowRoot} */ (box.shadowRoot);
    const section = root.querySelector("section");
    if (section) Object.assign(html, { lang: section.lang, dir: section.dir });
    document.title = root.getElementById("title")?.textContent ?? document.title;
    // Evidence that floats over the rest changes no element's size.
    root.addEventListener("toggle", sendHeight, true);
    startMeasuring();
  });
  box.addEventListener(`${NAME}:error`, startMeasuring);
  texts.replaceWith(printed, box);
})();
