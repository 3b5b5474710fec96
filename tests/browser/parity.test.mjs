// The box that is rendered natively and the one that is rendered in the browser are of the same markup, whatever the
// story: what a reader has opened and chosen in the one can only then be opened and chosen in the other.
import assert from "node:assert/strict";

import { documents, toldOf, versionsId } from "./stories.mjs";
import { assertCalm, boxes, markup, settled, test, withoutLoader } from "./test.mjs";

test.use({
  serverOptions: async ({ allStories }, use) => use({ csp: null, stories: allStories.dist }),
});
// What is told of a newer version cannot stand in what was made before it.
const TOLD = ".cfb-newer";

/** The values of the contract that a story is about: a list of one may be written without its brackets. */
const valuesOf = ({ contracts }) => [[contracts].flat()[0].values ?? []].flat();

test("there are stories of every kind to compare", () => {
  const all = Object.values(documents);
  assert.ok(all.length > 15, Object.keys(documents).join(" "));
  for (const [kind, is] of Object.entries({
    "one that is withdrawn": (story) => story.withdrawn,
    "one with many people": (story) => story.stakeholders?.length >= 60,
    "one that is not in English": (story) => !story.lang.startsWith("en"),
    "one in which nobody is on record": (story) =>
      story.silences?.length && !story.positions?.length,
    "one without a value": (story) => {
      const values = valuesOf(story);
      return values.length > 0 && values.every(({ state }) => state === "unknown");
    },
    "one whose value is disputed": (story) => valuesOf(story)[0]?.state === "disputed",
    "an older version": (story) =>
      all.some((other) => other.id === story.id && other.version > story.version),
  }))
    assert.ok(all.some(is), kind);
});

/** A document's path and language: each in its own, and in those it is translated to. */
const all = Object.entries(documents).flatMap(([path, { translations = {} }]) =>
  ["", ...Object.keys(translations)].map((lang) => ({ path, lang })),
);

test("some of them are translated", () =>
  assert.deepEqual(new Set(all.map(({ lang }) => lang)), new Set(["", "de", "fr"])));

for (const { path, lang } of all) {
  const story = documents[path];
  const current = documents[`${story.id}.json`];
  const outdated = story.version < current.version;
  test(`${path}${lang && `, ${lang}`}: the prerendered box and the live one are of the same markup`, async ({
    allStories,
    dist,
    visit,
    write,
  }) => {
    // A withdrawal takes the place of every version, which the snippet of an old one cannot know.
    const expected = current.withdrawn ? `${story.id}.json` : path;
    const { page, seen } = await visit(write(withoutLoader(allStories.snippet(path, lang))));
    const before =
      expected === path
        ? page
        : (await visit(write(withoutLoader(allStories.snippet(expected, lang))))).page;
    const prerendered = await markup(boxes(before));
    await page.addScriptTag({ url: `${dist}/embed.js` });
    assert.equal((await settled(page))[0].type, "live");
    assert.equal(await page.locator(".cfb-live").count(), 1);
    assert.equal(await boxes(page).getAttribute("lang"), lang || story.lang);
    assert.equal(await markup(boxes(page), TOLD), prerendered);
    assert.equal(await page.locator(TOLD).count(), outdated && !current.withdrawn ? 1 : 0);
    await assertCalm(page, seen);
  });
}

for (const name of ["added-position", "changed-value"]) {
  test(`${name}: what is told of the newest version is of the same markup, too`, async ({
    allStories,
    dist,
    visit,
    write,
  }) => {
    const id = versionsId(name);
    const before = await visit(
      write(
        (await toldOf(name))
          .replaceAll(">\n<", "><")
          .replaceAll("stories/bridge", `${dist}/stories/${id}`),
      ),
    );
    const after = await visit(write(allStories.snippet(`${id}/1.json`)));
    await settled(after.page);
    assert.equal(await markup(after.page.locator(TOLD)), await markup(before.page.locator(TOLD)));
  });
}
