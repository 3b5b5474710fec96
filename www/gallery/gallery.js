// The gallery: keeps the state of its switches in the address, and crops and opens live boxes as the
// static ones are. Nothing is stored.

const switches = document.querySelector(".switches");
/** @type {NodeListOf<HTMLInputElement>} */
const radios = switches.querySelectorAll("input");
/** @type {NodeListOf<HTMLElement>} */
const hosts = document.querySelectorAll(".examples contract-fact-box");
/** @type {NodeListOf<HTMLDetailsElement>} */
const groups = document.querySelectorAll(".group");

/**
 * Returns the styles that crop a box. The static one holds nothing but its part; of a live one, which
 * is whole, all is hidden that is neither the part nor in it nor around it.
 *
 * @param {DOMStringMap} dataset
 */
function cropStyles({ at, part, from }) {
  const margins = ".cfb { margin-block: 0; }";
  if (!at && !part) return margins;
  const shown = at && part ? `${part}:has(#${at})` : part || `#${at}`;
  const around = `:has(${at ? `#${at}` : part})`;
  const absent = `@container cfb (max-width: ${Number(from) - 0.01}em) {
    .cfb-in::after { content: "Not shown at this width."; color: var(--_cfb-soft); }
  }`;
  return `${margins} ${from ? absent : ""}
    .cfb { border: 0; }
    .cfb-cols { display: block; }
    .cfb-in { padding-block: 12px; }
    .cfb-in::before { content: none; }
    .cfb *:not(${shown}, :is(${shown}) *, ${around}) { display: none !important; }`;
}
for (const { shadowRoot, dataset } of hosts) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(cropStyles(dataset));
  shadowRoot.adoptedStyleSheets.push(sheet);
}

/** @param {HTMLElement} host */
function findPart({ shadowRoot, dataset: { at, part } }) {
  const place = at ? shadowRoot.getElementById(at) : shadowRoot.querySelector(part || "none");
  return at && part ? place?.closest(part) : place;
}

/**
 * Opens a box at the part that is shown, as its static form was.
 *
 * @param {HTMLElement} host
 */
function openPart(host) {
  const target = findPart(host);
  for (let row = target?.closest("details"); row; row = row.parentElement.closest("details"))
    row.open = true;
  if (target && "open" in host.dataset) {
    for (const details of target.querySelectorAll("details")) {
      details.open = true;
      // Not over the rest of the example.
      details.dataset.inline = "";
    }
  }
  const { chosen = "" } = host.dataset;
  for (const person of chosen.split(",").filter(Boolean)) {
    /** @type {HTMLInputElement} */
    const input = host.shadowRoot.querySelector(`[data-person="${person}"] input`);
    if (!input.checked) input.click();
  }
}
addEventListener("contract-fact-box:live", ({ target }) => {
  if (target instanceof HTMLElement) openPart(target);
});

/** Shows all boxes in the chosen language. */
function applyInterface() {
  const language = [...radios].find(({ name, checked }) => name === "interface" && checked).value;
  const suffix = language === "en" ? "" : `.${language}`;
  for (const host of hosts) {
    const src = `stories/${host.closest("article").id}${suffix}.json`;
    if (host.getAttribute("src") !== src) host.setAttribute("src", src);
    /** @type {HTMLElement} */
    const box = host.shadowRoot.querySelector(".cfb:not(.cfb-live)");
    // One that is not live keeps its words, but can be turned round.
    if (box) box.dir = language === "ar-XB" ? "rtl" : "ltr";
  }
}

/**
 * Opens what the address leads to.
 *
 * @param {string} id
 */
function reveal(id) {
  const place = document.getElementById(id);
  /** @type {HTMLDetailsElement} */
  const group = place?.closest(".group");
  if (!group) return;
  group.open = true;
  place.scrollIntoView();
}

/** What the address says: a place on the page, and the switches that are not as they are at first. */
function readAddress() {
  const items = location.hash.slice(1).split("&");
  const settings = items.filter((item) => item.includes("="));
  return { place: items.find((item) => !item.includes("=")) ?? "", settings };
}

/** @param {string} place */
function writeAddress(place) {
  const settings = [...radios]
    .filter(({ checked, defaultChecked }) => checked && !defaultChecked)
    .map(({ name, value }) => `${name}=${value}`);
  const fragment = [place, ...settings].filter(Boolean).join("&");
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
}

function resetSwitches() {
  for (const radio of radios) radio.checked = radio.defaultChecked;
}

/** Sets the switches as the address says; one without settings leaves them as they are. */
function followAddress() {
  const { place, settings } = readAddress();
  if (settings.length) {
    resetSwitches();
    for (const radio of radios)
      if (settings.includes(`${radio.name}=${radio.value}`)) radio.checked = true;
    applyInterface();
  }
  if (place) reveal(place);
  writeAddress(place);
}

switches.querySelector("fieldset:disabled").removeAttribute("disabled");
// Browsers keep what was chosen when a page is loaded again; the address is what counts.
resetSwitches();
switches.addEventListener("change", () => {
  applyInterface();
  writeAddress(readAddress().place);
});
addEventListener("hashchange", followAddress);
followAddress();

const openAll = document.createElement("button");
openAll.type = "button";
const isAnyClosed = () => [...groups].some((group) => !group.open);
const nameButton = () => {
  openAll.textContent = isAnyClosed() ? "Open all parts" : "Close all parts";
};
openAll.addEventListener("click", () => {
  const open = isAnyClosed();
  for (const group of groups) group.open = open;
});
for (const group of groups) group.addEventListener("toggle", nameButton);
nameButton();
document.querySelector(".contents").append(openAll);
