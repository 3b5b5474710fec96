// What the build puts into the scripts (cli/bundle/script.rs).

/** The text of links to stories. */
declare const DEFAULT_LINK_TEXT: string;
/** The same in other languages, by their tags. */
declare const LINK_TEXTS: Record<string, string>;
