// `serve` as a developer meets it: pages that can be read before the boxes are live, and that show
// by themselves what changes.
import assert from "node:assert/strict";
import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";

import { record } from "../browser/chromium.mjs";
import { test } from "./project.mjs";

const PAGE = "met.html";
const SOURCE = "www/met.md";
const STORY = "www/stories/met-police-palantir.json";
// Somebody turns to each box that can be read.
test.beforeEach(({ context }) => context.addInitScript(record));

// The first of the page, which is the whole box.
const live = (page) => page.locator("section.cfb-live").first();
// Not that of a box.
const note = (page) => page.locator("body > [role=status]");

const CHANGES = {
  "a story": {
    path: STORY,
    change: (text) => text.replace('"title": "', '"title": "Changed: '),
    shows: (page) =>
      page
        .getByRole("region", { name: /^Changed: / })
        .first()
        .waitFor(),
  },
  "a stylesheet": {
    path: "src/components/header.css",
    change: (css) => `${css}\n.cfb-live h2::before { content: "Changed: "; }\n`,
    shows: (page) =>
      page
        .getByRole("heading", { name: /^Changed: / })
        .first()
        .waitFor(),
  },
  "a script": {
    path: "src/embed/acts.js",
    change: (script) => `document.title = "Changed";\n${script}`,
    shows: (page) => page.waitForFunction(() => document.title === "Changed"),
  },
  "a page": {
    path: SOURCE,
    change: (markdown) => markdown.replace("# ", "# Changed: "),
    shows: (page) =>
      page
        .getByRole("heading", { name: /^Changed: / })
        .first()
        .waitFor(),
  },
};
for (const [what, { path, change, shows }] of Object.entries(CHANGES)) {
  test(`${what} is changed: the open page shows it by itself`, async ({ page, project, serve }) => {
    const { url, talk } = await serve(["--watch"]);
    await page.goto(url + PAGE);
    await live(page).waitFor();
    await talk.until(/^watching for changes$/);
    await project.edit(path, change);
    await shows(page);
    await live(page).waitFor();
    assert.equal(await note(page).count(), 0);
  });
}

test("a story that cannot be built: the page says so and stays, until it can", async ({
  page,
  project,
  serve,
}) => {
  const { url, talk } = await serve(["--watch"]);
  await page.goto(url + PAGE);
  await live(page).waitFor();
  await talk.until(/^watching for changes$/);
  let whole;
  await project.edit(STORY, (text) => (whole = text).slice(0, -3));
  await note(page)
    .filter({ hasText: "The last change could not be built; the terminal says why." })
    .waitFor();
  assert.match(
    await talk.until(/^error: /),
    /1 error in the stories; nothing was built; fix them$/,
  );
  assert.equal(await live(page).count(), 1);
  await page.reload();
  await live(page).waitFor();
  await project.edit(STORY, () => whole);
  await note(page).waitFor({ state: "detached" });
  await live(page).waitFor();
});

test("where nothing is watched, pages wait for nothing: any number of them can be open", async ({
  context,
  serve,
}) => {
  const { url } = await serve();
  // More than the connections that a browser keeps to a server, of which a page that listens has
  // one.
  for (let count = 0; count < 8; count++) {
    const page = await context.newPage();
    await page.goto(url + PAGE);
    await live(page).waitFor();
    assert.equal(await page.locator("script[data-state]").count(), 0);
  }
});

test("a page out of sight waits for nothing, and shows what has changed once it is seen", async ({
  page,
  project,
  serve,
}) => {
  const { url, talk } = await serve(["--watch"]);
  await page.addInitScript(() => {
    globalThis[Symbol.for("hidden")] = true;
    Object.defineProperty(document, "hidden", { get: () => globalThis[Symbol.for("hidden")] });
  });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(url + PAGE);
  await live(page).waitFor();
  await talk.until(/^watching for changes$/);
  await project.edit(SOURCE, CHANGES["a page"].change);
  await talk.until(/^changed: /);
  assert.ok(
    asked.includes("/serve/changes.js") && !asked.includes("/serve/changes"),
    asked.join(" "),
  );
  await page.evaluate(() => {
    globalThis[Symbol.for("hidden")] = false;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await CHANGES["a page"].shows(page);
});

/** A PATH on which there are these programs and no other. */
async function pathOf(folder, programs) {
  await mkdir(folder);
  const find = (name) =>
    process.env.PATH.split(delimiter)
      .map((place) => join(place, name))
      .find(existsSync);
  await Promise.all(programs.map((name) => symlink(find(name), join(folder, name))));
  return folder;
}

test.describe("with modules that are still to be compiled", () => {
  test.use({ compiled: false });

  test("without npm: it says what is missing and how to get it, and the page can be read", async ({
    page,
    project,
    serve,
  }) => {
    const { url, talk } = await serve([], {
      PATH: await pathOf(join(project.folder, "bin"), ["cargo", "rustc", "rustup"]),
      CONTRACT_FACT_BOX_CACHE: join(project.folder, "cache"),
    });
    assert.match(
      await talk.until(/^error: /),
      /^error: installing binaryen .+: `npm` cannot be started; the live boxes cannot be built; install Node\.js with npm \(https:\/\/nodejs\.org; .+\), .+$/,
    );
    await talk.until(/^the pages stay readable/);
    await page.goto(url + PAGE);
    await note(page)
      .filter({
        hasText: "The live boxes could not be built; the terminal says why. The boxes can be read.",
      })
      .waitFor();
    // A fact's evidence opens without any script of ours.
    const fact = page.locator("section.cfb #f-buyer");
    await fact.locator("summary").click();
    assert.equal(await fact.locator("details[open]").count(), 1);
    assert.equal(await live(page).count(), 0);
  });
});
