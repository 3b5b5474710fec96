// The packages of the peers, which nothing but the benchmark needs: installed by its lock file where they are missing.
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const LOCK = `${FOLDER}package-lock.json`;
const MARK = `${FOLDER}node_modules/.installed`;

function isInstalled() {
  try {
    return readFileSync(LOCK, "utf8") === readFileSync(MARK, "utf8");
  } catch {
    return false;
  }
}

export function installPackages() {
  if (isInstalled()) return;
  console.log("installing the peers' packages (once)…");
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: FOLDER,
    stdio: "inherit",
  });
  if (status !== 0)
    throw new Error("the packages in tests/bench could not be installed; see above");
  copyFileSync(LOCK, MARK);
}

/** The versions of what is measured, by package. @returns {Record<string, string>} */
export function readVersions() {
  return JSON.parse(readFileSync(`${FOLDER}package.json`, "utf8")).dependencies;
}
