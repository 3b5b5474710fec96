// What the build puts into the scripts (cli/bundle/script.rs).

/** The texts of links to stories, by the tags of their languages; the first is the default. */
declare const LINK_TEXTS: Record<string, string>;
