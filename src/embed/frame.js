// Contract Fact Box: the page in an iframe, frame.html. It makes the box that its address names, and tells the page
// around it how high that is; embed.js, which comes next, does the rest.
(() => {
  "use strict";
  const NAME = "contract-fact-box";
  const { body, documentElement: html } = document;
  const asked = new URLSearchParams(location.search);

  // To whatever page is around, if this is not a page by itself: that a box is so high is no secret. What lies over the
  // box counts, too.
  const tell = () =>
    parent !== window &&
    parent.postMessage(
      {
        [NAME]: {
          height: Math.ceil(Math.max(body.getBoundingClientRect().height, body.scrollHeight)),
        },
      },
      "*",
    );
  // Not before there is something to see: the place that the editor has given would be lost and found again.
  const measure = () => {
    // While the frame is out of sight nothing is observed.
    tell();
    new ResizeObserver(tell).observe(body);
    // A page whose script comes after the box asks.
    addEventListener("message", ({ data, source }) => source === parent && data === NAME && tell());
  };

  document.getElementById("unscripted").remove();
  const id = asked.get("story") ?? "";
  // Never an address: whoever writes a link to this page would choose what it shows under the newsroom's name.
  if (!/^[a-z0-9-]+$/.test(id)) {
    console.warn(
      `${NAME}: ${location.href} names no story, so there is no box; end it in ?story=ID, with an id that the manifest lists`,
    );
    document.getElementById("nothing").hidden = false;
    return measure();
  }

  const box = document.createElement(NAME);
  const words = document.createElement("p");
  const link = document.createElement("a");
  link.href = `stories/${id}.html`;
  link.textContent = "Open it as a page";
  words.append("The contract fact box belongs here. ", link, " if it does not appear.");
  box.append(words);
  box.setAttribute("story", id);
  box.dataset.headingLevel = 1;
  // On paper, a frame is as high as it was on the screen: it shows what that did, and above it where all of it is.
  box.dataset.framed = "";
  const all = document.createElement("p");
  all.id = "all";
  all.append("All of this fact box: ", link.href);
  for (const each of ["version", "lang", "theme"])
    if (asked.get(each)) box.dataset[each] = asked.get(each);
  if (box.dataset.theme) html.dataset.theme = box.dataset.theme;

  box.addEventListener(`${NAME}:ready`, () => {
    const root = box.shadowRoot;
    const { lang, dir } = root.querySelector("section");
    Object.assign(html, { lang, dir });
    document.title = root.getElementById("title").textContent;
    // Evidence that lies over the rest changes no element's size.
    root.addEventListener("toggle", tell, true);
    measure();
  });
  box.addEventListener(`${NAME}:error`, measure);
  document.querySelector("main").append(all, box);
  // The frame has waited until the reader came near: the box need not.
  customElements.whenDefined(NAME).then(() => box.dispatchEvent(new Event("focusin")));
})();
