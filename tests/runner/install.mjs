// What the suites need of a machine: looked for, and installed once where it is missing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const CACHE =
  process.env.CONTRACT_FACT_BOX_CACHE ||
  join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "contract-fact-box/tools");
const BINARYEN = "src/cli/bundle/tools/binaryen/package-lock.json";
const { version: binaryen } = JSON.parse(readFileSync(BINARYEN, "utf8")).packages[
  "node_modules/binaryen"
];
const WASM_BINDGEN = /^name = "wasm-bindgen"\nversion = "(.*)"$/m.exec(
  readFileSync("Cargo.lock", "utf8"),
)[1];

/**
 * By name: the command that finds it, and what installs it: packages of Debian and Ubuntu (`?` where not every release has
 * it), or a command. What is installed into a folder of ours is put on the PATH.
 */
const NEEDS = {
  chromium: {
    // The shell is the same engine and takes half of the time; some tests need the whole browser.
    isThere: `[[ -x \${CHROMIUM:-/usr/bin/chromium} ]] && { [[ -x /usr/bin/chromium-headless-shell ]] || ! apt-cache show chromium-headless-shell; }`,
    apt: ["chromium", "?chromium-headless-shell"],
  },
  firefox: { isThere: `[[ -x \${FIREFOX:-/usr/bin/firefox-esr} ]]`, apt: ["firefox-esr"] },
  webkit: {
    isThere:
      "command -v WebKitWebDriver && command -v xvfb-run && command -v xauth && compgen -G '/usr/lib/*/webkit2gtk-4.1/MiniBrowser'",
    apt: ["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"],
  },
  "old webkit": {
    isThere: "command -v WPEWebDriver && command -v cog",
    apt: ["wpewebkit-driver", "cog"],
  },
  php: {
    isThere:
      "for module in pdo_sqlite xml mbstring curl; do php -m | grep -qx $module || exit 1; done",
    apt: ["php-cli", "php-sqlite3", "php-xml", "php-mbstring", "php-curl"],
  },
  unzip: { isThere: "command -v unzip", apt: ["unzip"] },
  java: { isThere: "command -v java", apt: ["default-jre-headless"] },
  shellcheck: { isThere: "command -v shellcheck", apt: ["shellcheck"] },
  wasm: {
    isThere: "[[ -d $(rustc --print target-libdir --target wasm32-unknown-unknown) ]]",
    install: "rustup target add wasm32-unknown-unknown",
  },
  clippy: {
    isThere: "cargo clippy --version && cargo fmt --version",
    install: "rustup component add clippy rustfmt",
  },
  packages: {
    isThere: "cmp -s tests/package-lock.json tests/node_modules/.installed",
    install:
      "npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error && cp tests/package-lock.json tests/node_modules/.installed",
  },
  nextest: program(
    "cargo-nextest",
    "0.9.143",
    "cargo-nextest --version 0.9.143 --no-default-features --features default-no-update",
  ),
  "wasm-pack": program("wasm-pack", "0.15.1", "wasm-pack --version 0.15.1"),
  // Where `build` looks for it, too.
  "wasm-opt": {
    isThere: `[[ -x ${CACHE}/binaryen-${binaryen}/node_modules/.bin/wasm-opt ]]`,
    install: `
      mkdir -p ${CACHE}/binaryen-${binaryen}
      cp $(dirname ${BINARYEN})/package*.json ${CACHE}/binaryen-${binaryen}
      npm ci --prefix ${CACHE}/binaryen-${binaryen} --ignore-scripts --no-audit --no-fund`,
    path: join(CACHE, `binaryen-${binaryen}/node_modules/.bin`),
  },
  // By the project's lock file, since its own names versions that are no more.
  "wasm-bindgen": program("wasm-bindgen", WASM_BINDGEN, "--path tests/wasm-pack"),
};

/** A program that cargo installs by a lock file, into a folder of its version, unless the one on the PATH is of that version. */
function program(name, version, source) {
  const folder = join(CACHE, `${name}-${version}`);
  const isVersion = (program) => `${program} --version | grep -qw ${version}`;
  return {
    isThere: `[[ -x ${folder}/bin/${name} ]] || ${isVersion(name)}`,
    // As it is quickest to compile; it is run some dozen times. Whole or not at all: a folder with its name has the program.
    install: `
      rm -rf ${folder}.part
      export CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
      export CARGO_PROFILE_RELEASE_DEBUG=none
      cargo install ${source} --locked --root ${folder}.part
      ${isVersion(`${folder}.part/bin/${name}`)}
      mv ${folder}.part ${folder}`,
    path: join(folder, "bin"),
  };
}

const bash = (command, stdio = "ignore") =>
  spawnSync("bash", ["-c", command], { stdio: ["ignore", stdio, stdio] }).status === 0;

/** Installs what is missing of these; returns the folders to put on the PATH, or throws what could not be installed. */
export function install(names) {
  const needs = [...new Set(names)].map((name) => ({ name, ...NEEDS[name] }));
  const missing = needs.filter(({ isThere }) => !bash(isThere));
  installPackages(missing.flatMap(({ apt = [] }) => apt));
  for (const { name, install } of missing.filter(({ install }) => install)) {
    console.log(`installing ${name} (once)…`);
    if (!bash(`set -e; ${install}`, "inherit"))
      throw new Error(`${name} could not be installed; see above, install it and run this again`);
  }
  return needs.flatMap(({ path = [] }) => path);
}

function installPackages(names) {
  if (names.length === 0) return;
  const root = process.getuid() === 0 ? "" : "sudo ";
  bash(`${root}apt-get update -qq`, "inherit");
  const packages = names
    .map((name) => name.replace("?", ""))
    .filter((name, index) => {
      const known = !names[index].startsWith("?") || bash(`apt-cache show ${name}`);
      if (!known) console.log(`${name} is not to be had here: the suites run without it, slower`);
      return known;
    });
  console.log(`installing ${packages.join(" ")} (once)…`);
  const command = `${root}env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${packages.join(" ")} >tests/output/apt.log 2>&1`;
  if (!bash(command))
    throw new Error(
      `${packages.join(" ")} could not be installed (see tests/output/apt.log); install them and run this again`,
    );
}
