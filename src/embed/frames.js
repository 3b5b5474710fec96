// Contract Fact Box: gives the frames of this bundle the height of their content, which they cannot
// give themselves. Loaded by embed.js where there is a frame, or when the first has sent its
// height.
const NAME = "contract-fact-box";
const FRAME_URL = new URL("./frame.html?", import.meta.url);
const MAX_HEIGHT = 3e4;

const findFrames = () =>
  [...document.querySelectorAll("iframe")].filter(({ src }) => src.startsWith(FRAME_URL.href));

addEventListener("message", ({ data, origin, source }) => {
  const height = data?.[NAME]?.height;
  if (typeof height !== "number" || !(height > 0 && height < MAX_HEIGHT)) return;
  for (const frame of findFrames()) {
    if (frame.contentWindow !== source) continue;
    // A sandboxed frame has the origin "null". Whatever is in it by now only gets another height of
    // its own.
    if (origin !== FRAME_URL.origin && !(frame.sandbox.length && origin === "null")) continue;
    // "important", since a page's rule for all its frames must not win over what its own script
    // asks for.
    frame.style.setProperty(
      "height",
      `${height + frame.offsetHeight - frame.clientHeight}px`,
      "important",
    );
  }
});

// Frames that have sent their height before this was here send it again. In some engines a frame
// that has not loaded yet has no window.
findFrames().forEach((frame) => frame.contentWindow?.postMessage(NAME, "*"));
