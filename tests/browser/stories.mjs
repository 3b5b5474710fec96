// Other stories than the bundled ones: the fixtures, a folder built of them, and snippets as an editor makes them.
import { execFile } from "node:child_process";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FIXTURES = join(ROOT, "tests/fixtures");
const OUTPUT = join(ROOT, "tests/output");

const tool = (...args) => promisify(execFile)("cargo", ["run", "--quiet", "--", ...args], { cwd: ROOT, maxBuffer: 1e8 });
const names = async (folder) => (await readdir(folder)).sort();
const read = async (path) => JSON.parse(await readFile(path, "utf8"));

/** The story documents of a folder, current and published, by their paths in it. */
export async function storiesIn(folder) {
  const found = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = entry.isDirectory() ? (await names(join(folder, entry.name))).map((name) => join(entry.name, name)) : [entry.name];
    for (const path of inside.filter((path) => path.endsWith(".json"))) found[path] = await read(join(folder, path));
  }
  return found;
}

/** The same documents under another id, which is theirs alone. */
function renamed(documents, id) {
  return Object.fromEntries(
    Object.entries(documents).map(([path, story]) => [path.includes("/") ? `${id}/${basename(path)}` : `${id}.json`, { ...story, id }])
  );
}

/** The stories of one case of `tests/fixtures/versions`, and the id that they have here. */
export async function versionsCase(name) {
  const id = `versions-${name}`;
  return { id, documents: renamed(await storiesIn(join(FIXTURES, "versions", name, "stories")), id) };
}

/** Every story document that is whole: the bundled ones, and whatever fixture is one. */
export async function allStories() {
  const all = { ...(await storiesIn(join(ROOT, "www/stories"))), ...(await storiesIn(join(FIXTURES, "stories"))) };
  for (const name of await names(join(FIXTURES, "view"))) {
    Object.assign(all, renamed({ [name]: await read(join(FIXTURES, "view", name, "story.json")) }, `view-${name}`));
  }
  Object.assign(all, renamed({ clean: await read(join(FIXTURES, "check/clean/story.json")) }, "check-clean"));
  for (const name of await names(join(FIXTURES, "versions"))) {
    // The others are those that the build refuses.
    const refused = (await names(join(FIXTURES, "versions", name))).includes("stderr.txt");
    if (!refused) Object.assign(all, (await versionsCase(name)).documents);
  }
  return all;
}

/** What a page that is pinned to a version is told of the newest, as the native renderer writes it. */
export const toldOf = (name) => readFile(join(FIXTURES, "versions", name, "newer.html"), "utf8");

/**
 * Builds a folder of story documents, by their paths; `name` is that of a place for it under `tests/output`.
 *
 * Returns the built folder, and a function that makes the snippets of the documents, by their paths too.
 */
export async function build(name, documents) {
  const place = join(OUTPUT, name);
  const [stories, dist] = [join(place, "stories"), join(place, "dist")];
  await rm(place, { recursive: true, force: true });
  for (const [path, story] of Object.entries(documents)) {
    await mkdir(dirname(join(stories, path)), { recursive: true });
    await writeFile(join(stories, path), JSON.stringify(story));
  }
  await tool("build", "--stories", stories, "--out", dist);

  /** `base` is the folder's address in the browser. */
  const snippets = async (base) => {
    // The tool writes one file per story: all that are current at once, all first versions, and so on.
    const alike = {};
    for (const path of Object.keys(documents)) (alike[path.includes("/") ? basename(path, ".json") : "current"] ??= []).push(path);
    const made = {};
    for (const [which, paths] of Object.entries(alike)) {
      const out = join(place, "snippets", which);
      await tool("prerender", "--css", "link", "--base", base, "--out", out, ...paths.map((path) => join(stories, path)));
      for (const path of paths) made[path] = await readFile(join(out, `${documents[path].id}.snippet.html`), "utf8");
    }
    return made;
  };
  return { dist, snippets };
}
