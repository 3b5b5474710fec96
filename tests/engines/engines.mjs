// The engines as a reader has them: Chromium, stock Firefox, WebKit of today, and WebKit as old as Safari 16.
// Each answers to the same few commands, whether the page's scripts are on or off.
import { firefox } from "@playwright/test";

import { launch } from "../browser/chromium.mjs";
import { library, session } from "./webdriver.mjs";

// By name, those that have no character; any other is its own name.
const KEYS = { Tab: "\uE004", Enter: "\uE007", Space: " ", ArrowRight: "\uE014" };
const START = { width: 660, height: 800 };
// What a page is waited for at most.
const MS_AT_MOST = 20_000;

/** Done as `work` is, or failed when that takes too long. */
async function inTime(work) {
  let timer;
  const late = new Promise(
    (_, failed) =>
      (timer = setTimeout(() => failed(new Error(`not after ${MS_AT_MOST} ms`)), MS_AT_MOST)),
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The commands, by Playwright. */
async function driven(browser, options) {
  const page = await browser.newPage({ viewport: START, ...options });
  const run = (frame, work, ...args) =>
    inTime(frame.evaluate(`(${work})(...${JSON.stringify(args)})`));
  return {
    go: (url) => page.goto(url),
    run: (work, ...args) => run(page, work, ...args),
    within: async (depth, work, ...args) => {
      let frame = page.mainFrame();
      for (let level = 0; level < depth; level++) [frame] = frame.childFrames();
      return run(frame, work, ...args);
    },
    press: (key) => page.keyboard.press(key),
    click: ({ x, y }) => page.mouse.click(x, y),
    resize: (size) => page.setViewportSize(size),
    close: () => browser.close(),
  };
}

const openChromium = async ({ scripts }) => driven(await launch(), { javaScriptEnabled: scripts });

/** `scripts: false` is the browser's own setting: what the page brings does not run, what the driver asks does. */
async function openFirefox({ scripts }) {
  const browser = await firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    firefoxUserPrefs: { "javascript.enabled": scripts },
  });
  return driven(browser);
}

/** The commands, by WebDriver. */
async function commanded({ call, close }) {
  await call("POST", "/timeouts", { script: MS_AT_MOST });
  const act = (source) => call("POST", "/actions", { actions: [{ id: source.type, ...source }] });
  // A promise that the script returns is awaited.
  const run = (work, ...args) =>
    call("POST", "/execute/sync", { script: `return (${work})(...arguments)`, args });
  return {
    go: (url) => call("POST", "/url", { url }),
    run,
    within: async (depth, work, ...args) => {
      try {
        for (let level = 0; level < depth; level++) await call("POST", "/frame", { id: 0 });
        return await run(work, ...args);
      } finally {
        if (depth) await call("POST", "/frame", { id: null });
      }
    },
    press: (key) =>
      act({
        type: "key",
        actions: ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[key] ?? key })),
      }),
    click: ({ x, y }) =>
      act({
        type: "pointer",
        actions: [
          { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      }),
    resize: (size) => call("POST", "/window/rect", { x: 0, y: 0, ...size }),
    close,
  };
}

async function openWebKit({ scripts }) {
  const screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24"];
  const opened = await session((port) => [...screen, "WebKitWebDriver", `--port=${port}`], {
    "webkitgtk:browserOptions": {
      binary: library("webkit2gtk-4.1/MiniBrowser"),
      args: ["--automation", "--full-screen", `--enable-javascript=${scripts}`],
    },
  });
  const commands = await commanded(opened);
  await commands.resize(START);
  return commands;
}

/** Its window has one size, 800 by 600. It interprets WebAssembly at first and compiles it sooner or later: here, at once. */
async function openOldWebKit({ scripts }) {
  const opened = await session(
    (port) => ["WPEWebDriver", `--port=${port}`],
    {
      "wpe:browserOptions": {
        binary: "/usr/bin/cog",
        args: ["--automation", "--platform=headless", `--enable-javascript=${scripts}`],
      },
    },
    { LIBGL_ALWAYS_SOFTWARE: "1", EGL_PLATFORM: "surfaceless", JSC_useWasmLLInt: "0" },
  );
  return { ...(await commanded(opened)), resize: () => {} };
}

/**
 * By name, how each is opened; `scripts` tells whether those of pages run. What is opened has these commands:
 * `go` to an address; `run` a function in the page, to its end; `within` the same so many frames deep, each the first of
 * the one around it; `press` a key, by its name or character; `click` a place; `resize` the window; `close`.
 *
 * `old`: no constructable stylesheets, no declarative shadow roots and no Trusted Types.
 */
export const EVERY = {
  Chromium: { open: openChromium },
  Firefox: { open: openFirefox },
  WebKit: { open: openWebKit },
  "WebKit 2.38": { open: openOldWebKit, old: true },
};

/** An engine's name as part of a project's: `npx playwright test --project=engines-webkit-2.38`. */
export const shortName = (name) => name.toLowerCase().replace(" ", "-");
