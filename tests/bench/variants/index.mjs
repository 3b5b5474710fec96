// The ways to give a reader the same content, in the order of the table. Each is made when a run asks for it.
import { makeDatawrapper } from "./datawrapper.mjs";
import { makeDetails, makeOpenDetails } from "./details.mjs";
import { makeGuardianClient, makeGuardianHydrated } from "./guardian.mjs";
import { makeLit } from "./lit.mjs";
import { makeFrame, makeScript, makeSnippet } from "./ours.mjs";
import { makePreactClient, makePreactHydrated } from "./preact.mjs";
import { makeTimeline } from "./timeline.mjs";

/**
 * What a reader does, as functions that run in the page. They stand alone: nothing from around them is there.
 *
 * @typedef {object} Hands
 * @property {() => Element[]} findBoxes
 * @property {(box: Element) => boolean} isReadable Whether the key facts are there to be read.
 * @property {(box: Element) => boolean} isLive Whether whatever scripts bring is there.
 * @property {(box: Element, at: number) => Element | undefined} findQuestion What is clicked to choose a question.
 * @property {(box: Element, at: number) => boolean} isChosen
 * @property {(box: Element) => Element | undefined} [findOpener] What is clicked before anybody can be picked.
 * @property {(box: Element, at: number) => Element | undefined} [findPick] What is clicked to pick a person.
 * @property {(box: Element) => boolean} [isCompared] Whether two people are side by side.
 */

/**
 * @typedef {object} File A file of the bundle's origin.
 * @property {string} path
 * @property {Buffer | string} body
 */

/**
 * @typedef {object} Variant
 * @property {string} name As `--only` takes it.
 * @property {string} title As the table has it.
 * @property {string} head What is in the head of a page.
 * @property {(at: number) => string} box What an editor pastes for a box.
 * @property {string} [tail] What stands once behind all boxes.
 * @property {File[]} files
 * @property {boolean} [isFramed] Whether a box is a document of its own.
 * @property {Hands} hands Without those for picking, two people cannot be compared.
 */

/** @type {Record<string, (content: import("../content.mjs").Content, bundle: string) => Promise<Variant>>} */
export const VARIANTS = {
  snippet: makeSnippet,
  script: makeScript,
  frame: makeFrame,
  "preact-hydrated": makePreactHydrated,
  preact: makePreactClient,
  lit: makeLit,
  "guardian-hydrated": makeGuardianHydrated,
  guardian: makeGuardianClient,
  datawrapper: makeDatawrapper,
  timeline: makeTimeline,
  details: makeDetails,
  "details-open": makeOpenDetails,
};
