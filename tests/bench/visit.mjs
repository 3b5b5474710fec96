// A reader's visit to a page: how the browser is slowed down, what is clicked, and what the browser says it has spent.

/** What a reader has; the slow network is the one that Lighthouse calls slow 4G. */
export const PROFILES = {
  fast: { cpu: 1 },
  slow: {
    cpu: 4,
    network: {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 750e3 / 8,
    },
  },
};
/** How long nothing may happen until a page is at rest, and how long that is waited for. */
const REST_MS = 400;
const MOST_MS = 30_000;
/** Below this, the main thread has done nothing but tell how much it has done. */
const IDLE_MS = 4;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Runs in the page before anything of its own: keeps what the browser tells, and finds out when something is so. */
function observe(hands) {
  const seen = { shift: 0, waits: [] };
  const watch = (options, keep) =>
    new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe(options);
  watch({ type: "layout-shift", buffered: true }, ({ hadRecentInput, value }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  watch({ type: "event", durationThreshold: 16 }, ({ duration }) => seen.waits.push(duration));
  const find = (index) => hands.findBoxes()[index];
  const ask = (name, index, at) => {
    const box = find(index);
    return box ? hands[name](box, at) : undefined;
  };
  /**
   * When a box is so, on the clock that all documents share; null if it is not within that time. Asked once per frame, since
   * readers see no more; where a stylesheet is awaited, there are no frames.
   */
  const when = (name, index, at, most) =>
    new Promise((done) => {
      let isLate = false;
      setTimeout(() => {
        isLate = true;
        done(null);
      }, most);
      const look = () => {
        if (isLate) return;
        if (ask(name, index, at)) done(performance.timeOrigin + performance.now());
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  globalThis[Symbol.for("bench")] = { ask, when, seen };
}

/** The script that puts `observe` with a variant's hands into a page. */
function toScript(hands) {
  const properties = Object.entries(hands).map(([name, hand]) => `${name}: ${hand}`);
  return `(${observe})({ ${properties.join(", ")} });`;
}

export class Visit {
  /** @type {import("@playwright/test").Page} */
  #page;
  #context;
  #cdp;
  #all;
  #before;
  #variant;
  #log;

  /**
   * Makes a visit as a reader who has never been there.
   *
   * @param {import("@playwright/test").Browser} browser
   * @param {import("./variants/index.mjs").Variant} variant
   * @param {import("./serve.mjs").Log} log
   * @param {keyof typeof PROFILES} profile
   */
  static async start(browser, variant, log, profile = "fast") {
    const visit = new Visit();
    visit.#variant = variant;
    visit.#log = log;
    visit.#all = await browser.newBrowserCDPSession();
    visit.#before = await visit.#processes();
    visit.#context = await browser.newContext({ viewport: { width: 800, height: 900 } });
    await visit.#context.addInitScript(toScript(variant.hands));
    await visit.#open(PROFILES[profile]);
    return visit;
  }

  async #open({ cpu, network }) {
    this.#page = await this.#context.newPage();
    this.#cdp = await this.#context.newCDPSession(this.#page);
    // What the thread has computed, and not how long others on this machine have kept it waiting.
    await this.#cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    if (network) {
      await this.#cdp.send("Network.enable");
      await this.#cdp.send("Network.emulateNetworkConditions", network);
    }
    if (cpu > 1) await this.#cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  }

  /** The page once more in a new tab, with what the browser has kept. */
  async again(profile) {
    await this.#page.close();
    await this.#open(PROFILES[profile]);
  }

  go(url) {
    return this.#page.goto(url, { waitUntil: "commit" });
  }

  /** When the visit began, on the clock of `when`. */
  began() {
    return this.#page.evaluate(() => performance.timeOrigin);
  }

  /** The document that a box is in, once it is there, and its place among the boxes of that. */
  async #place(index, most = MOST_MS) {
    if (!this.#variant.isFramed) return { frame: this.#page.mainFrame(), index };
    for (let waited = 0; waited < most; waited += 10) {
      const frame = this.#page.frames()[index + 1];
      if (frame && frame.url() !== "about:blank" && frame.url()) return { frame, index: 0 };
      await sleep(10);
    }
    throw new Error(`${this.#variant.name}: no frame ${index}`);
  }

  /** When a box is so; null if it is not within that time. */
  async when(name, box = 0, at = 0, most = MOST_MS) {
    const { frame, index } = await this.#place(box, most);
    return frame.evaluate(
      (args) => globalThis[Symbol.for("bench")].when(...args),
      [name, index, at, most],
    );
  }

  /** Whether a box is so now. */
  async is(name, box = 0, at = 0) {
    const { frame, index } = await this.#place(box);
    return frame.evaluate(
      (args) => Boolean(globalThis[Symbol.for("bench")].ask(...args)),
      [name, index, at],
    );
  }

  /** Brings what is to be clicked into view; undefined if it is not there. */
  async find(name, box = 0, at = 0) {
    const { frame, index } = await this.#place(box);
    const handle = await frame.evaluateHandle(
      (args) => globalThis[Symbol.for("bench")].ask(...args),
      [name, index, at],
    );
    const element = handle.asElement();
    await element?.evaluate((element) =>
      element.scrollIntoView({ block: "center", behavior: "instant" }),
    );
    return element ?? undefined;
  }

  /** Puts the pointer on an element, and clicks there as a reader does; false if it has no place on the screen. */
  async click(element) {
    const bounds = await element.boundingBox();
    if (!bounds) return false;
    const { x, y, width, height } = bounds;
    await this.#page.mouse.move(x + width / 2, y + height / 2);
    await this.#page.mouse.down();
    await this.#page.mouse.up();
    return true;
  }

  async scrollTo(box) {
    const boxes = this.#variant.isFramed
      ? this.#page.locator("iframe")
      : this.#page.locator("[data-fact-box], contract-fact-box, [data-contract-fact-box]");
    await boxes.nth(box).evaluate((box) => box.scrollIntoView({ behavior: "instant" }));
  }

  /** What the browser has spent so far, in milliseconds of the main thread. */
  async spent() {
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    const values = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    return {
      cpu: values.TaskDuration * 1000,
      script: values.ScriptDuration * 1000,
      layout: (values.LayoutDuration + values.RecalcStyleDuration) * 1000,
      nodes: values.Nodes,
    };
  }

  /** By process that shows pages: what it has spent on all of its threads, in milliseconds. */
  async #processes() {
    const { processInfo } = await this.#all.send("SystemInfo.getProcessInfo");
    const renderers = processInfo.filter(({ type }) => type === "renderer");
    return new Map(renderers.map(({ id, cpuTime }) => [id, cpuTime * 1000]));
  }

  /** What all threads of the page's process have spent, with its start: a WebAssembly is compiled beside the main thread. */
  async spentByAll() {
    const now = await this.#processes();
    return Math.max(...[...now].map(([id, cpu]) => cpu - (this.#before.get(id) ?? 0)));
  }

  /** Waits until nothing is loaded and nothing computed; what has been spent until then. */
  async rest() {
    const end = Date.now() + MOST_MS;
    let quiet = 0;
    let before = await this.spent();
    while (quiet < REST_MS && Date.now() < end) {
      await sleep(REST_MS / 2);
      const now = await this.spent();
      const isQuiet =
        this.#log.open === 0 &&
        Date.now() - this.#log.last > REST_MS &&
        now.cpu - before.cpu < IDLE_MS;
      quiet = isQuiet ? quiet + REST_MS / 2 : 0;
      before = now;
    }
    return before;
  }

  /** What the page holds once everything is thrown away that can be, in bytes. */
  async memory() {
    await this.#cdp.send("HeapProfiler.collectGarbage");
    const {
      usedSize,
      embedderHeapUsedSize = 0,
      backingStorageSize = 0,
    } = await this.#cdp.send("Runtime.getHeapUsage");
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  }

  /** What the browser has told of all documents: how much has moved, and the longest wait since this was asked last. */
  async seen() {
    const all = await Promise.all(
      this.#page.frames().map((frame) =>
        frame
          .evaluate(() => {
            const { seen } = globalThis[Symbol.for("bench")];
            return { shift: seen.shift, waits: seen.waits.splice(0) };
          })
          // A frame that nobody has scrolled to has no document yet.
          .catch(() => ({ shift: 0, waits: [] })),
      ),
    );
    return {
      shift: Math.max(...all.map(({ shift }) => shift)),
      wait: Math.max(0, ...all.flatMap(({ waits }) => waits)),
    };
  }

  picture(path) {
    return this.#page.screenshot({ path });
  }

  async end() {
    await this.#all.detach();
    await this.#context.close();
  }
}
