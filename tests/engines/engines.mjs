// The engines as a reader has them: Chromium, stock Firefox, WebKit of today, and WebKit as old as Safari 16.
// Each answers to the same few commands, whether the page's scripts are on or off.
import { firefox } from "playwright-core";

import { launch } from "../browser/chromium.mjs";
import { library, session } from "./webdriver.mjs";

const KEYS = { Tab: "\uE004", Enter: "\uE007", Space: " ", ArrowRight: "\uE014" };

/** The commands, by Playwright. */
async function driven(browser, options) {
  const page = await browser.newPage(options);
  const run = (frame, work, ...args) => frame.evaluate(`(${work})(...${JSON.stringify(args)})`);
  return {
    go: (url) => page.goto(url),
    run: (work, ...args) => run(page, work, ...args),
    within: async (depth, work, ...args) => {
      let frame = page.mainFrame();
      for (let level = 0; level < depth; level++) frame = frame?.childFrames()[0];
      try {
        return frame && (await run(frame, work, ...args));
      } catch (error) {
        if (!/context was destroyed|detached/.test(error.message)) throw error;
      }
    },
    press: (key) => page.keyboard.press(key),
    click: ({ x, y }) => page.mouse.click(x, y),
    close: () => browser.close(),
  };
}

const openChromium = async ({ scripts, width, height }) => driven(await launch(), { viewport: { width, height }, javaScriptEnabled: scripts });

/** `scripts: false` is the browser's own setting: what the page brings does not run, what the driver asks does. */
async function openFirefox({ scripts, width, height }) {
  const browser = await firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    firefoxUserPrefs: { "javascript.enabled": scripts },
  });
  return driven(browser, { viewport: { width, height } });
}

/** The commands, by WebDriver. */
function commands({ call, close }) {
  const act = (source) => call("POST", "/actions", { actions: [{ id: source.type, ...source }] });
  const run = (work, ...args) => call("POST", "/execute/sync", { script: `return (${work})(...arguments)`, args });
  return {
    go: (url) => call("POST", "/url", { url }),
    run,
    within: async (depth, work, ...args) => {
      try {
        for (let level = 0; level < depth; level++) await call("POST", "/frame", { id: 0 });
        return await run(work, ...args);
      } catch (error) {
        if (!/no such frame/.test(error.message)) throw error;
      } finally {
        if (depth) await call("POST", "/frame", { id: null });
      }
    },
    press: (key) => act({ type: "key", actions: ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[key] })) }),
    click: ({ x, y }) =>
      act({
        type: "pointer",
        actions: [
          { type: "pointerMove", x: Math.round(x), y: Math.round(y) },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      }),
    close,
  };
}

async function openWebKit({ scripts, width, height }) {
  const screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24"];
  const opened = await session((port) => [...screen, "WebKitWebDriver", `--port=${port}`], {
    "webkitgtk:browserOptions": {
      binary: library("webkit2gtk-4.1/MiniBrowser"),
      args: ["--automation", "--full-screen", `--enable-javascript=${scripts}`],
    },
  });
  await opened.call("POST", "/window/rect", { x: 0, y: 0, width, height });
  return commands(opened);
}

/** Its window has one size, 800 by 600. It interprets WebAssembly at first and compiles it sooner or later: here, at once. */
async function openOldWebKit({ scripts }) {
  const opened = await session(
    (port) => ["WPEWebDriver", `--port=${port}`],
    { "wpe:browserOptions": { binary: "/usr/bin/cog", args: ["--automation", "--platform=headless", `--enable-javascript=${scripts}`] } },
    { LIBGL_ALWAYS_SOFTWARE: "1", EGL_PLATFORM: "surfaceless", JSC_useWasmLLInt: "0" }
  );
  return commands(opened);
}

/**
 * `run` runs in the page; `within` so many frames deep, each the first of the one around it, and answers with nothing where
 * there is none, or another page by now.
 *
 * `old`: no constructable stylesheets, no declarative shadow roots and no Trusted Types.
 */
export const EVERY = {
  Chromium: { open: openChromium },
  Firefox: { open: openFirefox },
  WebKit: { open: openWebKit },
  "WebKit 2.38": { open: openOldWebKit, old: true },
};

/** Those besides Chromium, which has suites of its own. */
export const { Chromium: _, ...ENGINES } = EVERY;
