// Contract Fact Box: the WebAssembly that all boxes of a bundle share, and what they ask of it.
//
// After a trap nothing in the instance can be trusted, whichever box caused it. So every box is
// rendered again in a new instance. The box that was running is charged one retry, or all of them
// if we cannot tell; each gets two at most.
import * as firstGlue from "./contract_fact_box.js";
import { BASE, fail } from "./static.js";

/** @typedef {import("./contract_fact_box.js").Mounted} Mounted */
/** @typedef {import("./api").ViewDocument} ViewDocument */

/**
 * What the scripts read of a view document themselves.
 *
 * @typedef {ViewDocument & {
 *   readonly title: string,
 *   readonly words?: Readonly<Record<string, string>>,
 *   readonly issues?: readonly { readonly id: string, readonly label: string }[],
 *   readonly people?: readonly { readonly id: string, readonly name: string }[],
 * }} View
 */

/**
 * What a reader has chosen: an issue and people, by their ids.
 *
 * @typedef {{ readonly issue: string, readonly people: readonly string[] }} Choice
 */

const GLUE = BASE + "contract_fact_box.js";
const WASM = BASE + "contract_fact_box_bg.wasm";
const MAX_RETRIES = 2;

/** @type {Promise<typeof firstGlue.mount> | undefined} */
let instance;
let instanceCount = 0;

/**
 * Resolves with the `mount` of the current instance, once it has started.
 *
 * @param {Promise<Response>} [wasm] the WebAssembly for the first instance, if it has been asked for
 */
export function startInstance(wasm) {
  return (instance ||= createInstance(wasm));
}

/** @param {Promise<Response>} [wasm] */
async function createInstance(wasm) {
  // A module of another URL is another module, with an instance of its own.
  const number = ++instanceCount;
  /** @type {typeof firstGlue} */
  const glue = number > 1 ? await import(`${GLUE}?${number}`) : firstGlue;
  try {
    // A response can be read once.
    const isFirst = number === 1 && wasm;
    const module = await compileModule(await (isFirst ? wasm : fetch(WASM)));
    // All that the module imports are functions of the glue. The build has named them, and has named
    // the glue "a" (cli/bundle/wasm/glue.rs).
    const { exports } = await WebAssembly.instantiate(module, { a: glue });
    glue.__wbg_set_wasm(guardExports(exports, number));
  } catch (error) {
    if (/CSP|Content Security|unsafe-eval|blocked|disallowed/i.test(String(error)))
      fail(
        "csp",
        "the page's Content-Security-Policy blocks WebAssembly; add 'wasm-unsafe-eval' to its script-src",
      );
    fail(
      "wasm",
      `the WebAssembly in ${BASE} did not start (${error}); check that the folder is whole, sends Access-Control-Allow-Origin, and is allowed in the page's connect-src`,
    );
  }
  return glue.mount;
}

// Streaming fails if the page has replaced `fetch` by a function that returns no genuine response,
// or if the server does not send the media type. None of the body has been read then, so it can
// still be compiled in one piece.
/** @param {Response} response */
async function compileModule(response) {
  try {
    return await WebAssembly.compileStreaming(response);
  } catch (error) {
    if (response.bodyUsed || !response.ok) throw error;
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

// Yew renders at once. What an act leaves for later, such as the listeners of what it has opened, has
// come after this time on any device.
const IDLE_AFTER = 1000;

/** The boxes in the current instance. @type {Box[]} */
let boxes = [];
/** The box that the instance is running for. @type {Box | undefined} */
let runningBox;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let idleTimer;
/**
 * Boxes are rendered one after the other, so that it is clear which one caused a trap.
 *
 * @type {Promise<unknown>}
 */
let renderQueue = Promise.resolve();

/**
 * Takes a box out of the instance; returns whether it was in it.
 *
 * @param {Box} box
 */
function removeBox(box) {
  const isThere = boxes.includes(box);
  boxes = boxes.filter((other) => other !== box);
  return isThere;
}

function handleTrap() {
  const [lostBoxes, culprit] = [boxes, runningBox];
  instance = runningBox = undefined;
  boxes = [];
  for (const box of lostBoxes) {
    if (!culprit || box === culprit) box.retries++;
    box.onLost();
  }
}

// Traps are noticed where the instance is called, whoever calls it. The window's error events would
// not do: WebKit reports an error in a listener or microtask of a cross-origin script as "Script
// error.", which could be anybody's.
let hasTrapped = false;
/** @param {unknown} error */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/**
 * @param {Function} call
 * @param {number} number
 */
const guardCall =
  (call, number) =>
  /** @param {unknown[]} args */
  (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (isTrap(error) && number === instanceCount) {
        hasTrapped = true;
        handleTrap();
      }
      throw error;
    }
  };

/**
 * @param {WebAssembly.Exports} exports
 * @param {number} number
 */
const guardExports = (exports, number) =>
  Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [
      name,
      typeof value === "function" ? guardCall(value, number) : value,
    ]),
  );

// One listener for all boxes of a bundle; it hides none of the page's own errors.
for (const type of /** @type {const} */ (["error", "unhandledrejection"]))
  addEventListener(type, (event) => {
    const error = "reason" in event ? event.reason : event.error;
    if (!hasTrapped || (error && !isTrap(error))) return;
    // We report the trap in our own words, once it is clear whether the box recovers.
    hasTrapped = false;
    event.preventDefault();
  });

// A box that the instance renders from a view document. `base` is the URL of the bundle, `level`
// the level of the box's heading, `parts` which parts of it are shown, as in mod.rs.
export class Box {
  retries = 0;
  /** Called when a trap has ended the box. */
  onLost = () => {};
  /** Called with what the reader has chosen. @param {string} _name @param {string} _detail */
  onReport = (_name, _detail) => {};
  #onShown = () => {};
  /** @type {Mounted | undefined} */
  #mounted;

  /**
   * @param {View} view
   * @param {string} base
   * @param {number} level
   * @param {string} parts
   */
  constructor(view, base, level, parts) {
    this.view = view;
    this.base = base;
    this.level = level;
    this.parts = parts;
    this.back = "";
  }

  /**
   * Renders into a new element that is not in the page; resolves with it when it is complete.
   *
   * @returns {Promise<HTMLElement>}
   */
  render() {
    const rendered = renderQueue.then(() => this.#render());
    // Each in a task of its own, so that a page with many boxes can be scrolled meanwhile.
    renderQueue = rendered.catch(() => {}).then(() => new Promise((next) => setTimeout(next)));
    return rendered;
  }

  async #render() {
    for (;;) {
      if (this.retries > MAX_RETRIES)
        fail(
          "trap",
          `the WebAssembly in ${BASE} fails on the story "${this.view.id}"; build the folder again, and report it if that does not help`,
        );
      const mount = await startInstance();
      const element = document.createElement("div");
      const isComplete = await new Promise((resolve, reject) => {
        this.onLost = () => resolve(false);
        boxes.push(this);
        /** @param {string} name @param {string} detail */
        const report = (name, detail) => {
          if (name === "shown") this.#onShown();
          else if (name === "ready") resolve(true);
          else this.onReport(name, detail);
        };
        try {
          this.run(() => {
            this.#mounted = mount(
              element,
              this.view,
              this.base,
              this.level,
              this.back,
              this.parts,
              // Not within a call of the instance: pages' listeners may do anything, and throw.
              (...args) => void Promise.resolve().then(() => report(...args)),
            );
          });
        } catch (error) {
          removeBox(this);
          reject(error);
        }
      });
      if (isComplete) return element;
    }
  }

  /**
   * Calls `onLost` when a trap has ended the box, also if one already has.
   *
   * @param {() => void} onLost
   */
  watch(onLost) {
    this.onLost = onLost;
    if (!boxes.includes(this)) onLost();
  }

  /**
   * Makes the choice that a reader has made in the static box. Resolves with whether it is shown, and
   * the box was not ended by a trap.
   *
   * @param {Choice} choice
   * @returns {Promise<boolean>}
   */
  restore({ issue, people }) {
    return new Promise((resolve) => {
      this.#onShown = () => resolve(true);
      this.watch(() => resolve(false));
      this.run(() => this.#mounted?.restore(issue, people.join("_")));
    });
  }

  /**
   * Runs a task. This box is charged with a trap that the task causes, even by work that the task
   * leaves for later.
   *
   * @param {() => void} task
   */
  run(task = () => {}) {
    runningBox = this;
    clearTimeout(idleTimer);
    idleTimer = setTimeout(() => (runningBox = undefined), IDLE_AFTER);
    try {
      task();
    } catch (error) {
      if (!isTrap(error)) throw error;
      hasTrapped = false;
    }
  }

  /**
   * Compares these people, by their ids, and nobody else.
   *
   * @param {readonly string[]} people
   */
  compare(people) {
    this.run(() => this.#mounted?.compare(people.join("_")));
  }

  /**
   * Shows the issue that the element with this id belongs to; resolves once it is shown. Of several
   * calls only the last one resolves.
   *
   * @param {string} id
   * @returns {Promise<void>}
   */
  reveal(id) {
    return new Promise((resolve) => {
      this.#onShown = resolve;
      this.run(() => this.#mounted?.reveal(id));
    });
  }

  // The words to cite the box by.
  get citation() {
    return this.#mounted?.citation() ?? "";
  }

  // The code to embed the box by.
  get embedCode() {
    return this.#mounted?.embedCode() ?? "";
  }

  /**
   * @param {View} view
   * @param {string} back
   * @param {string} parts
   */
  update(view, back, parts) {
    this.run(() => this.#mounted?.update(view, back, parts));
    this.view = view;
    this.back = back;
    this.parts = parts;
  }

  destroy() {
    if (removeBox(this)) this.run(() => this.#mounted?.destroy());
  }
}
