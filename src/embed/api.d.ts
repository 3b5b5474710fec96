/**
 * Contract Fact Box for pages that are made by script.
 *
 * Import it from the bundle, or from this package if its files stay together: it loads the others
 * from beside itself.
 *
 * @example
 * import { mount } from "https://cdn.example.org/contract-fact-box/contract-fact-box.js";
 *
 * const box = await mount(document.querySelector("#box"), "leicestershire-palantir");
 * box.destroy();
 */

/** A story as it is in the bundle, in `stories/ID.json`. Pages need not know what is in it. */
export interface ViewDocument {
  /** The format of the document: `contract-fact-box/3`. A document of another format is refused. */
  readonly format: string;
  /** The story's id. */
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * A story as an editor writes it; `story.schema.json` describes it. It is checked and compiled in
 * the browser, by a second module that is loaded only then.
 */
export interface RawStory {
  /** The version of the format, `1.0` if absent. */
  readonly schema_version?: string;
  /** The story's id. */
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * What to show: the id of a story in the bundle; the URL of a view document, as a `URL` and never
 * as a string; a view document; or a story as an editor writes it.
 */
export type StorySource = string | URL | ViewDocument | RawStory;

/** Which of a story's documents to show, and which parts of it. */
export interface StoryOptions {
  /**
   * For a story by its id, a published version: the page then shows that one, and offers newer
   * ones.
   */
  version?: number | string;
  /** One of the languages that the story is translated into, as in `fr`; its own by default. */
  lang?: string;
  /**
   * Which parts of the box are shown: `facts` are the title, the status and the key facts; `words`
   * are who says what; `compare` shows people side by side. Everything by default.
   */
  parts?: "all" | "facts" | "words" | "compare";
  /** For `words`, the id of the one question to show; all questions by default. */
  issue?: string;
  /** For `compare`, the ids of two people or more. */
  people?: readonly string[];
}

/** How a box is shown. */
export interface MountOptions extends StoryOptions {
  /**
   * The URL of the bundle, for stories by id and for links to other stories; by default that of
   * this script.
   */
  base?: string | URL;
  /** The heading level of the box's title; 2 by default. */
  headingLevel?: 1 | 2 | 3 | 4;
  /** The colour scheme; by default the page's own `color-scheme`. */
  theme?: "light" | "dark" | "auto";
  /**
   * When the box of a story by its id becomes live: on `intent`, which is when a reader points at it,
   * touches it or moves the focus into it, as by default; at once, with `visible`; or when the page
   * is `idle`. Until then it is the prerendered box, which can be read and used. Any other story is
   * live at once.
   */
  loading?: "intent" | "visible" | "idle";
  /**
   * When it is aborted, the box is removed or does not appear: `mount` then rejects with the
   * signal's reason.
   */
  signal?: AbortSignal;
}

/** A box on the page. */
export interface MountedFactBox {
  /** The element that it is in. */
  readonly element: Element;
  /**
   * Shows another story, or the same again, in its place. Of several calls the last one counts.
   *
   * @param story what to show
   * @param options which of its documents and parts; by default the newest, in the language and with
   *   the parts that the box was mounted with
   * @throws {FactBoxError} if it cannot be shown; what was there stays. With code `element` if the
   *   box is gone
   */
  update(story: StorySource, options?: StoryOptions): Promise<void>;
  /** Removes the box; the element's own content is visible again. Calling it twice does no harm. */
  destroy(): void;
}

/**
 * Shows a story in an element. The element's own content stays there, hidden.
 *
 * @param element an element that can have a shadow root, such as a `div`, and in which `embed.js`
 *   creates no box
 * @param story what to show
 * @param options how to show it
 * @returns the box, once it can be read
 * @throws {FactBoxError} if it cannot be shown; the element's own content then stays visible
 */
export function mount(
  element: Element,
  story: StorySource,
  options?: MountOptions,
): Promise<MountedFactBox>;

/**
 * Everything that `check` finds in a story as an editor writes it, in the order of the document;
 * empty if it finds nothing. Only errors prevent a story from being shown.
 *
 * @param today the date for rules that depend on it, as in `2026-06-03`
 * @throws {FactBoxError} if the module that reads stories does not start
 */
export function check(story: object, today?: string): Promise<FactBoxIssue[]>;

/**
 * The best view there is of a story as an editor writes it, also of one with mistakes, and all that
 * {@link check} finds in it. It is for whoever writes the story and never for readers; `mount` shows
 * the view.
 *
 * @throws {FactBoxError} if the module that reads stories does not start
 */
export function preview(story: object, today?: string): Promise<FactBoxPreview>;

/** The best view of a story, and what was found in it. */
export interface FactBoxPreview {
  /** The view document; null if too little of the story can be read. */
  readonly view: ViewDocument | null;
  /** The issues, each with the id of the line in the box that it is about; null if there is none. */
  readonly issues: readonly (FactBoxIssue & { readonly line: string | null })[];
}

/** One thing that is wrong with a story. */
export interface FactBoxIssue {
  /** A stable name for the rule. */
  readonly code: string;
  /**
   * An error prevents the story from being shown. A warning says that the story is unfair or
   * incomplete; a review is a question that only people can answer.
   */
  readonly severity: "error" | "warning" | "review";
  /** The path in the story, as in `positions[1].sources[0]`; empty for the whole story. */
  readonly path: string;
  /** The same as a JSON pointer, as in `/positions/1/sources/0`. */
  readonly pointer: string;
  /** What is there, what that leads to, and what to do. */
  readonly message: string;
  /** The waiver in the story, if that is why it may stand. */
  readonly waived: {
    readonly reason: string;
    readonly by: string;
    readonly until?: unknown;
  } | null;
}

/**
 * What did not work.
 *
 * - `element`: there is no element, it can have no box, or it has one; or the box is gone
 * - `story`: the id or language is not valid, the document did not load, or the story has mistakes,
 *   which `issues` lists
 * - `json`: what loaded is not JSON
 * - `parts`: there are no such parts, or the story has no such question or person
 * - `view`: the document is not of this build
 * - `csp`: the page's Content Security Policy forbids WebAssembly
 * - `wasm`: a module did not start
 * - `trap`: the WebAssembly has failed three times
 * - `page`: the page has replaced a global of the browser
 * - `box`: the prerendered box is not of this build, or something unexpected went wrong
 */
export type FactBoxErrorCode =
  "element" | "story" | "json" | "parts" | "view" | "csp" | "wasm" | "trap" | "page" | "box";

/** What did not work. The message says what to do. */
export class FactBoxError extends Error {
  private constructor();
  readonly name: "FactBoxError";
  /** The kind of failure. */
  readonly code: FactBoxErrorCode;
  /**
   * Everything that is wrong with a story that was given as an editor writes it; otherwise empty.
   */
  readonly issues: readonly FactBoxIssue[];
}

/** The details of every event that a reader causes. */
export interface FactBoxActDetail {
  /** The id of the story. */
  readonly story: string;
}

/** A reader has opened something. */
export interface FactBoxOpenDetail extends FactBoxActDetail {
  /** The id of the element in the box, as links to it have it; empty for the box itself. */
  readonly place: string;
}

/** A reader has chosen an issue. */
export interface FactBoxFilterDetail extends FactBoxActDetail {
  /** The issue's id. */
  readonly issue: string;
}

/** A reader has changed who is compared. */
export interface FactBoxCompareDetail extends FactBoxActDetail {
  /** The ids of everybody who is compared now; empty if nobody is. */
  readonly people: readonly string[];
}

/** A reader has copied or shared something. */
export interface FactBoxShareDetail extends FactBoxActDetail {
  /**
   * A link into the box, the words to cite it by, the code to embed it by, or the device's own way
   * of sharing.
   */
  readonly what: "link" | "cite" | "embed" | "share";
  /** What was copied or shared. */
  readonly text: string;
}

/** A box has failed, or one that `embed.js` was to create did not appear. */
export interface FactBoxErrorDetail {
  /** The kind of failure: those of `FactBoxError`, and the loader's own. */
  readonly code: FactBoxErrorCode | "module" | "timeout";
  /** What has happened, and what to do. */
  readonly message: string;
}

/** The events of all boxes. They bubble, also out of shadow roots. */
export interface FactBoxEventMap {
  /**
   * A box that `embed.js` creates can be read. For one that is mounted, the promise resolves instead.
   */
  "contract-fact-box:ready": CustomEvent<Record<string, never>>;
  /** The WebAssembly has taken over. */
  "contract-fact-box:live": CustomEvent<Record<string, never>>;
  "contract-fact-box:error": CustomEvent<FactBoxErrorDetail>;
  "contract-fact-box:open": CustomEvent<FactBoxOpenDetail>;
  "contract-fact-box:filter": CustomEvent<FactBoxFilterDetail>;
  "contract-fact-box:compare": CustomEvent<FactBoxCompareDetail>;
  "contract-fact-box:share": CustomEvent<FactBoxShareDetail>;
}

declare global {
  /** Elements, documents and windows all get these events. */
  interface GlobalEventHandlersEventMap extends FactBoxEventMap {}

  interface HTMLElementTagNameMap {
    /** An element in which `embed.js` creates a box. */
    "contract-fact-box": HTMLElement;
  }
}
