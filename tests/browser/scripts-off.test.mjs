// With no script at all: the static page of a story, and what an article shows in place of the box.
import assert from "node:assert/strict";

import {
  allTab,
  assertShows,
  cardOf,
  knownPeople,
  ownIssues,
  placeOf,
  seenIds,
  shownCards,
  tab,
  withNested,
  words,
} from "./hands.mjs";
import {
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  boxes,
  loader,
  openAll,
  region,
  test,
  view,
} from "./test.mjs";

const OFF = { javaScriptEnabled: false };

const STORIES = {
  [LEICESTERSHIRE]: {
    value: "£818,750",
    person: "Aasiya Bora",
    words:
      "The idea that Palantir is now extending their reach into police data has to concern us.",
    answer: "Palantir’s statement to The Leicester Gazette, as reported, does not address this.",
  },
  [MET]: {
    value: "£123 million",
    person: "Sadiq Khan",
    words:
      "Blocked the deal, citing concerns over data privacy, public trust and the ethical implications of such technology.",
    answer: "Palantir: Britain’s News Portal reports no response to this.",
  },
};

for (const [id, told] of Object.entries(STORIES)) {
  const story = await view(id);
  const reads = (what, read) =>
    test(`${id}: ${what}`, async ({ dist, visit }) => {
      const { page, seen } = await visit(`${dist}/stories/${id}.html`, OFF);
      await read(region(page, story), dist);
      assert.deepEqual([...seen.console, ...seen.errors], []);
      assert.deepEqual(
        seen.requests.filter((url) => url.endsWith(".js") || url.endsWith(".wasm")),
        [],
      );
    });

  reads("title, stages, value and facts are there", async (box) => {
    assert.equal(await box.getByRole("heading", { level: 1 }).innerText(), story.title);
    assert.deepEqual(
      await box.locator(".cfb-track").getByRole("listitem").locator("b").allInnerTexts(),
      story.track.map(({ label }) => label),
    );
    assert.equal(await words(box.locator(".cfb-sum")), told.value);
    for (const fact of story.facts)
      assert.ok((await words(box.locator(".cfb-facts").first())).includes(fact.text), fact.label);
  });

  reads("the value opens to its passage", async (box) => {
    const passage = box.locator(".cfb-value blockquote");
    assert.equal(await passage.isVisible(), false);
    await box.locator(".cfb-value summary").click();
    assert.equal(await words(passage), story.value.evidence[0].passage);
  });

  reads("the words are open, with who answers them", async (box) => {
    const text = await words(cardOf(box, told.person).first());
    assert.ok(text.includes(told.words), text);
    assert.ok(text.includes(told.answer), text);
    for (const card of shownCards(ownIssues(story)).flatMap(withNested))
      assert.ok(await placeOf(box, card).isVisible(), card.id);
  });

  reads("each question shows the statements on it and no others", async (box) => {
    await assertShows(box, ownIssues(story));
    for (const issue of ownIssues(story)) {
      await tab(box, issue).click();
      await assertShows(box, [issue]);
    }
    await allTab(box).click();
    await assertShows(box, ownIssues(story));
  });

  reads(
    "all people of whom anything is known are in the list, and whoever is chosen is read alone",
    async (box) => {
      await box.locator("#compare > summary").click();
      const names = box.getByRole("group", { name: "Compare side by side" }).getByRole("checkbox");
      const people = knownPeople(story);
      assert.equal(await names.count(), people.length);
      for (const person of people) {
        const at = story.people.indexOf(person);
        await box.getByRole("checkbox", { name: person.name, exact: true }).check();
        // Those who say something on another question than this contract's are in a row below.
        await openAll(box);
        const shown = new Set(await seenIds(box));
        assert.deepEqual(
          shown,
          new Set(
            shownCards(
              story.issues.map(({ cards }) => ({
                cards: cards.filter((card) => card.person === at),
              })),
            ).map(({ id }) => id),
          ),
          person.name,
        );
        await box.getByRole("checkbox", { name: person.name, exact: true }).uncheck();
      }
    },
  );

  reads("whatever can be clicked does something", async (box, dist) => {
    await openAll(box);
    assert.equal(await box.getByRole("button").count(), 0, "a button does nothing without script");
    for (const checkbox of await box.getByRole("checkbox").all()) {
      if (!(await checkbox.isVisible())) continue;
      const before = await words(box);
      await checkbox.click();
      assert.notEqual(await words(box), before, "ticking shows somebody's words");
      await checkbox.click();
      assert.equal(await words(box), before, "and unticking it, what was there before");
    }
    // Relative to this page, for they have no script to resolve them.
    for (const link of await box.getByRole("link").all()) {
      const href = await link.evaluate((link) => link.href);
      if (href.startsWith(dist)) assert.equal((await fetch(href)).status, 200, href);
      else assert.match(href, /^https?:/);
    }
  });
}

for (const [path, id] of [
  ["/", SPECIMEN],
  ["/leicestershire.html", LEICESTERSHIRE],
  ["/met.html", MET],
]) {
  test(`${path}: the facts stand in the article`, async ({ visit }) => {
    const story = await view(id);
    const { page } = await visit(path, OFF);
    const box = region(page, story).first();
    assert.ok(
      await box.locator(".cfb-value").getByText(story.value.text, { exact: true }).isVisible(),
    );
    await box.locator("#f-value summary").click();
    assert.ok(await box.locator("#f-value mark").first().isVisible());
  });
}

test("a div with a link in it shows the link, and it leads to the story's page", async ({
  dist,
  visit,
  write,
}) => {
  const link = `<a href="${dist}/stories/${MET}.html">Contract fact box</a>`;
  const { page } = await visit(
    write(`<div data-contract-fact-box="${MET}">${link}</div>${loader}`),
    OFF,
  );
  assert.equal(await boxes(page).count(), 0);
  await page.getByRole("link", { name: "Contract fact box" }).click();
  await page.getByRole("heading", { level: 1, name: (await view(MET)).title }).waitFor();
});
