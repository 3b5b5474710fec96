// A copy of the project of a test's own, to change and break, and the server in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { test as base } from "@playwright/test";

import { STORIES } from "../browser/box.mjs";
import { ROOT } from "../browser/servers.mjs";
import { TARGET, TOOL } from "../tool.mjs";

const OUTPUT = join(ROOT, "tests/output/serve");
/** What cargo has been asked for in this process is not for the copies. */
const { CARGO_TARGET_DIR, ...ENVIRONMENT } = process.env;

/** Copies the project's sources and, if `compiled` is set, the compiled modules. */
async function copied(folder, compiled) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "target"), { recursive: true });
  const parts = [
    "Cargo.toml",
    "Cargo.lock",
    "LICENSE",
    "src",
    "www",
    "tests/bench",
    "tests/native",
    "tests/wasm-pack",
  ];
  // As they are, with their times: cargo compiles again what is newer.
  const copy = (from, to) =>
    cp(from, join(folder, to), { recursive: true, preserveTimestamps: true });
  await Promise.all(parts.map((part) => copy(join(ROOT, part), part)));
  // A story that is not published yet, so that it may change.
  await Promise.all(STORIES.map((id) => rm(join(folder, "www/stories", id), { recursive: true })));
  if (compiled)
    await Promise.all(
      ["pkg", "pkg-story"].map((module) => copy(join(TARGET, module), `target/${module}`)),
    );
  // What the modules are compiled from besides; cargo tells the copy's own from it.
  await symlink(join(TARGET, "wasm"), join(folder, "target/wasm"));
}

/** The lines that a program has printed so far; `until` waits for a line that matches. */
function listened(stream) {
  const lines = [];
  const waiting = new Set();
  createInterface({ input: stream }).on("line", (line) => {
    lines.push(line);
    for (const [pattern, done] of waiting) if (pattern.test(line)) done(line);
  });
  const until = (pattern) =>
    lines.find((line) => pattern.test(line)) ?? new Promise((done) => waiting.add([pattern, done]));
  return { lines, until };
}

export const test = base.extend({
  /** A copy of the project for the test alone; its modules are compiled unless it asks otherwise. */
  compiled: [true, { option: true }],
  project: async ({ compiled }, use, { testId }) => {
    const folder = join(OUTPUT, testId);
    await copied(folder, compiled);
    /** Replaces what stands in a file of the project, all at once, as an editor saves it. */
    const edit = async (path, change) =>
      writeFile(join(folder, path), change(await readFile(join(folder, path), "utf8")));
    await use({ folder, edit });
    await rm(folder, { recursive: true, force: true });
  },

  /** Starts a command that serves something, and waits for the line that says where; it ends with the test. */
  start: async ({}, use) => {
    const running = [];
    await use(async (args, { announced, ...options }) => {
      const child = spawn(TOOL, [...args, "--port", "0"], { detached: true, ...options });
      running.push(child);
      const [out, talk] = [child.stdout, child.stderr].map(listened);
      const line = await Promise.race([out.until(announced), once(child, "close").then(() => "")]);
      if (!line) throw new Error(`nothing is served: ${talk.lines.join("\n")}`);
      return { url: line.split(": ")[1], talk };
    });
    for (const child of running) {
      // As by Ctrl-C: with what it has started.
      process.kill(-child.pid, "SIGINT");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    }
  },

  /** Starts `serve` in the project. */
  serve: async ({ project, start }, use) => {
    await use((options = [], environment = {}) =>
      start(["serve", ...options], {
        announced: /^Contract Fact Box demo: /,
        cwd: project.folder,
        env: { ...ENVIRONMENT, ...environment },
      }),
    );
  },

  /** A story in a file of its own, and its preview. */
  preview: async ({ start }, use, { testId }) => {
    const folder = join(OUTPUT, testId);
    const file = join(folder, "bridge.json");
    const story = await readFile(
      join(ROOT, "tests/fixtures/rules/old-silence/breaks.json"),
      "utf8",
    );
    const save = (change) => writeFile(file, change(story));
    await mkdir(folder, { recursive: true });
    await save((story) => story);
    const { url } = await start(["preview", file], { announced: /^Preview of / });
    await use({ url, save });
    await rm(folder, { recursive: true, force: true });
  },
});
