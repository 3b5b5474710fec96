/**
 * Contract Fact Box for pages that are made by script.
 *
 * Import it from the built folder, or from this package if its files stay together: it finds the others beside itself.
 *
 * @example
 * import { mount } from "https://cdn.example.org/contract-fact-box/contract-fact-box.js";
 *
 * const box = await mount(document.querySelector("#box"), "leicestershire-palantir");
 * box.destroy();
 */

/** A story as the built folder holds it, in `stories/ID.json`. Nothing needs to be known of what is in it. */
export interface ViewDocument {
  /** The form of the document: `contract-fact-box/2`. A document of another form is refused. */
  readonly format: string;
  /** The story's id. */
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * A story as an editor writes it; `story.schema.json` describes it. It is checked and compiled in the browser, by a second
 * module that is loaded for that.
 */
export interface RawStory {
  /** The version of the schema. */
  readonly schema_version: string;
  /** The story's id. */
  readonly id: string;
  readonly [key: string]: unknown;
}

/**
 * What is to be shown: the id of a story in the built folder; the address of a view document, as a `URL` and never as a
 * string; a view document; or a story as an editor writes it.
 */
export type StorySource = string | URL | ViewDocument | RawStory;

/** Which of a story's documents is to be shown. */
export interface StoryOptions {
  /** A version that was published, for a story by its id: the page then shows that one, and offers newer ones. */
  version?: number | string;
  /** One of the languages that the story is translated into, as in `fr`; its own by default. */
  lang?: string;
}

/** How a box is shown. */
export interface MountOptions extends StoryOptions {
  /** The address of the built folder, for stories by id and for links to other stories; the one of this script by default. */
  base?: string | URL;
  /** The level of the box's title among the page's headings; 2 by default. */
  headingLevel?: 1 | 2 | 3 | 4;
  /** The colours; those of the page's own `color-scheme` by default. */
  theme?: "light" | "dark" | "auto";
  /** Once it is aborted the box goes away, or does not come: `mount` then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A box on the page. */
export interface MountedFactBox {
  /** Where it is. */
  readonly element: Element;
  /**
   * Shows another story, or the same anew, in its place. Of several calls the last one counts.
   *
   * @param story what is to be shown
   * @param options which of its documents; by default the newest, in the language that the box was mounted with
   * @throws {FactBoxError} if that cannot be shown, and what was there stays; with code `element` if the box is gone
   */
  update(story: StorySource, options?: StoryOptions): Promise<void>;
  /** Takes the box away; what the element holds itself is seen again. To call it twice does no harm. */
  destroy(): void;
}

/**
 * Shows a story in an element. What the element holds itself stays there, unseen.
 *
 * @param element an element that can have a shadow root, such as a `div`, and that `embed.js` makes no box in
 * @param story what is to be shown
 * @param options how
 * @returns the box, once it is there
 * @throws {FactBoxError} if it cannot be shown; what the element holds itself then stays
 */
export function mount(
  element: Element,
  story: StorySource,
  options?: MountOptions,
): Promise<MountedFactBox>;

/**
 * All that is wrong with a story as an editor writes it, in the order of the document; nothing if it is as it should be.
 * Of what this tells, only errors keep a story from being shown.
 *
 * @throws {FactBoxError} if the module that reads stories does not start
 */
export function check(story: object): Promise<FactBoxIssue[]>;

/** One thing that is wrong with a story. */
export interface FactBoxIssue {
  /** A stable name for the rule. */
  readonly code: string;
  /** Whether it keeps the story from being shown. */
  readonly severity: "error" | "warning";
  /** The place, as in `positions[1].sources[0]`; empty for the whole story. */
  readonly path: string;
  /** What is there, what that leads to, and what to do. */
  readonly message: string;
}

/**
 * What did not work.
 *
 * - `element`: the element is none, can hold no box, or has one; or the box is gone
 * - `story`: the id or language is none, the document did not load, or the story has mistakes, which `issues` lists
 * - `json`: what loaded is not JSON
 * - `view`: the document is not of this build
 * - `csp`: the page's policy forbids WebAssembly
 * - `wasm`: a module did not start
 * - `trap`: a module broke, three times
 * - `page`: the page has something of its own in the place of what browsers have; the import of this script fails with it
 */
export type FactBoxErrorCode =
  "element" | "story" | "json" | "view" | "csp" | "wasm" | "trap" | "page";

/** What did not work, in a message that says what to do. */
export class FactBoxError extends Error {
  private constructor();
  readonly name: "FactBoxError";
  /** What it is about. */
  readonly code: FactBoxErrorCode;
  /** All that is wrong with a story that was given as an editor writes it; otherwise empty. */
  readonly issues: readonly FactBoxIssue[];
}

/** What every event that a reader causes tells. */
export interface FactBoxActDetail {
  /** The id of the story. */
  readonly story: string;
}

/** A reader has opened something. */
export interface FactBoxOpenDetail extends FactBoxActDetail {
  /** The place in the box, as a link to it has it; empty for the box itself. */
  readonly place: string;
}

/** A reader has chosen an issue. */
export interface FactBoxFilterDetail extends FactBoxActDetail {
  /** The issue's id. */
  readonly issue: string;
}

/** A reader has chosen people to compare. */
export interface FactBoxCompareDetail extends FactBoxActDetail {
  /** The ids of all that are chosen by now. */
  readonly people: readonly string[];
}

/** A reader has taken something along. */
export interface FactBoxShareDetail extends FactBoxActDetail {
  /** The link to a place, the words to cite the box by, the code to embed it, or the box by way of the device. */
  readonly what: "link" | "cite" | "embed" | "share";
  /** What was taken. */
  readonly text: string;
}

/** A box that was there has broken, or one that `embed.js` was to make did not come. */
export interface FactBoxErrorDetail {
  /** What it is about; besides those of `FactBoxError`, the loader's own. */
  readonly code: FactBoxErrorCode | "module" | "timeout" | "box";
  /** What has happened, and what to do. */
  readonly message: string;
}

/** The events of all boxes. They bubble, out of shadow roots too. */
export interface FactBoxEventMap {
  /** A box that `embed.js` makes is there. For one that is mounted, the promise tells. */
  "contract-fact-box:ready": CustomEvent<Record<string, never>>;
  "contract-fact-box:error": CustomEvent<FactBoxErrorDetail>;
  "contract-fact-box:open": CustomEvent<FactBoxOpenDetail>;
  "contract-fact-box:filter": CustomEvent<FactBoxFilterDetail>;
  "contract-fact-box:compare": CustomEvent<FactBoxCompareDetail>;
  "contract-fact-box:share": CustomEvent<FactBoxShareDetail>;
}

declare global {
  /** Elements, documents and windows all have these. */
  interface GlobalEventHandlersEventMap extends FactBoxEventMap {}

  interface HTMLElementTagNameMap {
    /** What `embed.js` makes a box of. */
    "contract-fact-box": HTMLElement;
  }
}
