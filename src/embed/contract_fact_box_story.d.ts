// The types of the glue that wasm-bindgen makes of src/story/browser.rs. It is there in the bundle
// only.

import type { FactBoxIssue, FactBoxPreview, ViewDocument } from "./api";

/** What `compile` throws for a story with mistakes; without `issues`, the module has failed. */
export interface StoryError {
  readonly message: string;
  readonly issues?: readonly FactBoxIssue[];
}

/** The view document of a story, from its JSON text, in its own language if `lang` is empty. */
export function compile(json: string, lang: string): ViewDocument & { readonly title: string };

/** All that is found in a story, from its JSON text, on a day such as `2026-06-03`. */
export function check(json: string, today: string): FactBoxIssue[];

/** The best view of a story with mistakes, with all that is found in it. */
export function preview(json: string, today: string): FactBoxPreview;

/** Starts the module. */
export default function init(): Promise<unknown>;
