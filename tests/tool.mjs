// The program as it is built: `tests/run` builds it before the suites that use it; by hand, `cargo build` does.
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

import { DIST, EXAMPLE, ROOT } from "./browser/servers.mjs";

/** Cargo's folder for what it builds. */
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, "target");
export const TOOL = process.env.TOOL ?? join(TARGET, "debug/contract-fact-box");

/** Runs the program; what it prints. */
export async function callTool(...args) {
  const { stdout } = await promisify(execFile)(TOOL, args, { cwd: ROOT, maxBuffer: 1e8 });
  return stdout;
}

/** A story as its editor wrote it, with all that the short form leaves out. */
export const expanded = async (file) => JSON.parse(await callTool("expand", file));

/** Does this while no other process holds the lock; that ends with whoever holds it, however they end. */
async function holdLock(path, work) {
  const lock = spawn("flock", [path, "sh", "-c", "echo; cat"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(lock.stdout, "data");
  try {
    return await work();
  } finally {
    lock.stdin.end();
  }
}

/** Makes a folder, once for all processes, until the program, what it builds, or `sources` changes. */
export async function makeOnce(folder, make, sources = "") {
  const mark = join(dirname(folder), `${basename(folder)}.made-of`);
  await mkdir(dirname(folder), { recursive: true });
  await holdLock(`${mark}.lock`, async () => {
    const hash = createHash("sha256").update(sources);
    for (const file of [TOOL, join(DIST, "manifest.json")]) hash.update(await readFile(file));
    const now = hash.digest("hex");
    if ((await readFile(mark, "utf8").catch(() => "")) === now) return;
    await rm(folder, { recursive: true, force: true });
    await make();
    // Last: what was not made to its end is made again.
    await writeFile(mark, now);
  });
  return folder;
}

const BASED = join(ROOT, "tests/output/based");

/** The folder as it is built for an address, EXAMPLE: only so it has oEmbed. */
export const buildForAddress = () =>
  makeOnce(BASED, async () => {
    // What is compressed there already is taken over.
    await cp(DIST, BASED, { recursive: true });
    await callTool("build", "--base", EXAMPLE, "--out", BASED);
  });
