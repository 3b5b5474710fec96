// How a box looks, judged in the page: these functions run there, and answer with what is wrong or with nothing.
import assert from "node:assert/strict";

// What a page's style sheet is most likely to set. Widths are left out: those are the page's to set.
const NAMES =
  "color background-color -webkit-text-fill-color cursor direction display float font-size font-style font-variant-caps font-weight letter-spacing line-height list-style-type margin-top padding-left position text-align text-decoration-line text-indent text-shadow text-transform visibility white-space word-break word-spacing".split(
    " ",
  );

/** How every element of the box is shown. */
const shownAs = (box, names) =>
  [box, ...box.querySelectorAll("*")].map((element) => {
    const style = getComputedStyle(element);
    return `${element.localName}.${element.getAttribute("class")} { ${names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ")} }`;
  });

/** The same, as short as it can be told apart. */
const digest = `async (box, names) => {
  const text = (${shownAs})(box, names).join("\\n");
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (hash * 31 + text.charCodeAt(at)) | 0;
  return hash;
}`;

/** How a box looks in a plain page, for others to be compared with. */
export const plainLook = async (inBox) => ({
  digest: await inBox(digest, NAMES),
  lines: await inBox(shownAs, NAMES),
});

/** Finds that the box looks as it does in a plain page. */
async function plain(inBox, { digest: then, lines }) {
  const now = await inBox(digest, NAMES);
  if (now !== then) assert.deepEqual(await inBox(shownAs, NAMES), lines);
}

const judged = (work) => async (inBox) => assert.equal(await inBox(work), null);

/** By name, what is found of a box by `inBox(work, ...args)`, which calls `work` with it in its page. */
export const LOOKS = {
  plain,
  readable: judged((box) => {
    const size = Number.parseFloat(getComputedStyle(box).fontSize);
    if (size < 15) return `its text is ${size}px`;
    const over = box.scrollWidth - box.clientWidth;
    return over > 0 ? `it is ${over}px too wide` : null;
  }),
  wide: judged((box) => (box.clientWidth < 300 ? `it is ${box.clientWidth}px wide` : null)),
  dark: judged((box) => {
    const style = getComputedStyle(box);
    const light = (name) => {
      const parts = style[name].match(/[\d.]+/g);
      return parts.slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    };
    return light("backgroundColor") < 200 && light("color") > 500
      ? null
      : `${style.color} on ${style.backgroundColor}`;
  }),
  "below the bar": judged((box) => {
    const bar = document.querySelector(".bar");
    // In a frame there is none: what is in it cannot lie over what is around.
    if (!bar) return null;
    box.querySelector("#f-value summary").click();
    box.querySelector("#f-value").scrollIntoView();
    const { left, width } = box.getBoundingClientRect();
    const over = [0.1, 0.5, 0.9]
      .map((part) => document.elementFromPoint(left + width * part, 30))
      .find((each) => each !== bar);
    return over ? `${over.localName} lies over the page's bar` : null;
  }),
};
