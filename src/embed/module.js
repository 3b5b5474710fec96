// Contract Fact Box: the WebAssembly that all boxes of a folder share.
//
// After a trap nothing in that instance can be trusted, whichever box it came from. So every box is rendered again in a
// new instance: the one that was at work, or all if none was, at most twice.
import * as first from "./contract_fact_box.js";

// The address of the folder.
export const BASE = import.meta.url.replace(/[^/]*([?#].*)?$/, "");
const GLUE = BASE + "contract_fact_box.js";
const WASM = BASE + "contract_fact_box_bg.wasm";
const MOST_TRIES = 2;

// What did not happen, and what to do. `issues` are those of a story, if that is what it is about.
export class FactBoxError extends Error {
  constructor(code, message, issues = []) {
    super(message);
    Object.assign(this, { name: "FactBoxError", code, issues });
  }
}

// Throws it.
export function fail(code, message) {
  throw new FactBoxError(code, message);
}

let instance;
let instances = 0;

// The current instance, once it is there: its `mount`.
export function start() {
  return (instance ||= begin());
}

async function begin() {
  // A module of another address is another module, with an instance of its own.
  const mine = ++instances;
  const glue = mine > 1 ? await import(`${GLUE}?${mine}`) : first;
  // The build has the glue call the instance by what this answers with.
  glue.default.guard = (exports) => guarded(exports, mine);
  try {
    await glue.default({ module_or_path: await compiled(await fetch(WASM)) });
  } catch (error) {
    if (/CSP|Content Security|unsafe-eval|blocked|disallowed/i.test(error))
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

// What stands in for fetch on some pages may answer with something else than browsers take for an answer; and some servers
// do not name the type. Nothing of it is read then, and it can be had whole.
async function compiled(answer) {
  try {
    return await WebAssembly.compileStreaming(answer);
  } catch (error) {
    if (answer.bodyUsed || !answer.ok) throw error;
    return WebAssembly.compile(await answer.arrayBuffer());
  }
}

// Yew leaves work of more than 16 ms for later, and that again; after this long, none is left on any device.
const DONE_AFTER = 1000;

// What is in the current instance, and what it is at work for.
let boxes = [];
let busy;
let done;
// One is rendered after the other, so that a trap is known to be of one.
let turn = Promise.resolve();

// Takes a box out of the instance; whether it was there.
function leave(box) {
  const before = boxes.length;
  boxes = boxes.filter((each) => each !== box);
  return boxes.length < before;
}

function broken() {
  const [all, guilty] = [boxes, busy];
  instance = busy = undefined;
  boxes = [];
  for (const box of all) {
    if (!guilty || box === guilty) box.tries++;
    box.lost();
  }
}

// Whatever calls into the instance, its traps are seen here. Not by what the window is told of them: to WebKit, a listener
// or a microtask of another origin's script has failed with "Script error.", and that could be anybody's.
let trapped;
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;
const guard =
  (call, mine) =>
  (...given) => {
    try {
      return call(...given);
    } catch (error) {
      if (isTrap(error) && mine === instances) {
        trapped = true;
        broken();
      }
      throw error;
    }
  };
const guarded = (exports, mine) =>
  Object.fromEntries(
    Object.entries(exports).map(([name, it]) => [
      name,
      typeof it === "function" ? guard(it, mine) : it,
    ]),
  );
// Once for all boxes of a folder; of a page's own errors, it takes nothing.
for (const type of ["error", "unhandledrejection"])
  addEventListener(type, (event) => {
    const error = event.error ?? event.reason;
    if (!trapped || (error && !isTrap(error))) return;
    // It is told in our own words, once it is known what comes of it.
    trapped = false;
    event.preventDefault();
  });

// A view document, rendered; `base` is the address of the folder, `level` that of the box's heading.
export class Box {
  tries = 0;

  constructor(view, base, level) {
    Object.assign(this, { view, base, level, back: "" });
  }

  // Renders into a new element, off the page, and answers with it when it is whole.
  render() {
    const mine = turn.then(() => this.#render());
    turn = mine.catch(() => {});
    return mine;
  }

  async #render() {
    for (;;) {
      if (this.tries > MOST_TRIES)
        fail(
          "trap",
          `the WebAssembly in ${BASE} fails on the story "${this.view.id}"; build the folder again, and report it if that does not help`,
        );
      const mount = await start();
      const element = document.createElement("div");
      const whole = await new Promise((done, failed) => {
        this.lost = () => done(false);
        boxes.push(this);
        try {
          this.work(
            () =>
              (this.mounted = mount(element, this.view, this.base, this.level, this.back, () =>
                done(true),
              )),
          );
        } catch (error) {
          leave(this);
          failed(error);
        }
      });
      if (whole) return element;
    }
  }

  // Calls `lost` when a trap has ended it, also if one already has.
  watch(lost) {
    this.lost = lost;
    if (!boxes.includes(this)) lost();
  }

  // Runs `task`, and knows whose the trap is if one comes of it, also in what it leaves for later.
  work(task = () => {}) {
    busy = this;
    clearTimeout(done);
    done = setTimeout(() => (busy = undefined), DONE_AFTER);
    try {
      return task();
    } catch (error) {
      if (!isTrap(error)) throw error;
      trapped = false;
    }
  }

  // Chooses these people, by their ids, and nobody else.
  compare(people) {
    this.work(() => this.mounted.compare(people.join("_")));
  }

  update(view, back) {
    this.work(() => this.mounted.update(view, back));
    Object.assign(this, { view, back });
  }

  destroy() {
    if (leave(this)) this.work(() => this.mounted.destroy());
  }
}
