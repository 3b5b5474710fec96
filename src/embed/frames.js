// Contract Fact Box: gives the frames of this folder the height that they tell and cannot change themselves.
// Loaded by embed.js where there is one, or when the first has told.
const NAME = "contract-fact-box";
const PAGE = new URL("./frame.html?", import.meta.url);

const own = () =>
  [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(PAGE.href));

addEventListener("message", ({ data, origin, source }) => {
  const height = data?.[NAME]?.height;
  if (height !== +height || !(height > 0 && height < 3e4)) return;
  for (const frame of own())
    // A sandboxed one is of no origin: whatever stands in it by now gets no more than another height of its own.
    if (
      frame.contentWindow === source &&
      [PAGE.origin, frame.sandbox.length && "null"].includes(origin)
    )
      // Whatever the page says of all frames: by its script, it asks for this.
      frame.style.setProperty(
        "height",
        `${height + frame.offsetHeight - frame.clientHeight}px`,
        "important",
      );
});

// Those that have told before this was here tell again. One that is still to load has no window in some engines.
own().forEach((frame) => frame.contentWindow?.postMessage(NAME, "*"));
