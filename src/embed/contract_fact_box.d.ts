// The types of the glue that wasm-bindgen makes of mod.rs. It is there in the bundle only.

/** A box on a page; `src/embed/mod.rs` says what its methods do. */
export class Mounted {
  private constructor();
  update(view: unknown, back: string, parts: string): void;
  compare(people: string): void;
  reveal(id: string): void;
  restore(issue: string, people: string): void;
  citation(): string;
  embedCode(): string;
  destroy(): void;
}

export function mount(
  element: Element,
  view: unknown,
  base: string,
  level: number,
  back: string,
  parts: string,
  onReport: (name: "ready" | "filter" | "compare" | "shown", detail: string) => void,
): Mounted;

/** Sets the exports that the glue calls: those of an instance that imports the glue. */
export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
