// What a reader sees who taps nothing: the facts first, then everybody's words, and nothing unfolded that they did not ask for.
import assert from "node:assert/strict";

import { ownIssues, placeOf, shownCards, withNested, words } from "./hands.mjs";
import { snippet } from "./servers.mjs";
import { STORIES, boxes, loader, settled, test, view, withoutLoader } from "./test.mjs";

/** How far below the box's top the first words of a person may start, whatever the width. */
const FIRST_WORDS = 420;
const MOST_ROWS = 4;

/** The box as script makes it, and as it stands without. */
const WAYS = {
  live: {
    body: (id) => `<contract-fact-box story="${id}"></contract-fact-box>${loader}`,
  },
  "without script": {
    body: async (id, snippets) => withoutLoader(await snippets(id)),
    options: { javaScriptEnabled: false },
  },
};

/** Opens a page that leaves the box the whole width of a phone; `snippets` makes the snippet of a story. */
async function opened({ pages, visit, write }, way, id, size, snippets = snippet) {
  pages["/page.css"] = "body { margin: 0 }";
  const { body, options } = WAYS[way];
  const { page } = await visit(
    write(await body(id, snippets), '<link rel="stylesheet" href="/page.css">'),
    { ...options, ...size },
  );
  if (way === "live") await settled(page);
  return { page, box: boxes(page) };
}

test.use({
  serverOptions: async ({ allStories }, use) => use({ csp: null, stories: allStories.dist }),
});

for (const id of STORIES) {
  const story = await view(id);
  for (const way of Object.keys(WAYS)) {
    // At 320 px texts above them wrap once more: there they may be a line lower.
    for (const [width, most] of [
      [320, FIRST_WORDS + 24],
      [375, FIRST_WORDS],
      [660, FIRST_WORDS],
    ]) {
      test(`${id}, ${way}, ${width} px: without a tap, the first words of a person start at most ${most} px down`, async ({
        stage,
      }) => {
        const { box } = await opened(stage, way, id, { width, height: 812 });
        const { y: top, height } = await box.boundingBox();
        const quotes = box.locator(".cfb-say > .cfb-quote").locator("visible=true");
        const { y } = await quotes.first().boundingBox();
        assert.ok(y - top <= most, `${Math.round(y - top)} px`);
        assert.match(await words(quotes.first()), /\w+ \w+ \w+ \w+/);

        // Every statement on the contract itself is in view within the box, with all that answers it.
        const cards = shownCards(ownIssues(story)).flatMap(withNested);
        assert.ok(cards.length > 4);
        for (const card of cards) {
          const place = placeOf(box, card);
          assert.ok(await place.isVisible(), card.id);
          assert.ok((await words(place)).includes(card.text), card.text);
          const { y, height: own } = await place.boundingBox();
          assert.ok(own > 0 && y >= top && y + own <= top + height, card.id);
        }
        for (const { person } of cards.filter(({ person }) => person !== undefined))
          assert.ok((await words(box.locator(".cfb-who-col"))).includes(story.people[person].name));

        const rows = box.locator(".cfb-rest > details");
        assert.ok((await rows.count()) <= MOST_ROWS);
        assert.equal(await box.locator("details[open]").count(), 0);
        assert.equal(await box.locator(".cfb-proof").locator("visible=true").count(), 0);
      });
    }

    test(`${id}, ${way}: the first screen of a phone answers what, at which stage, how much, who and when it was checked`, async ({
      stage,
    }) => {
      const { box } = await opened(stage, way, id, { width: 375, height: 667 });
      const { y: top } = await box.boundingBox();
      const current = story.track.find(({ is_current }) => is_current);
      const facts = story.facts.filter(({ id }) => ["f-buyer", "f-supplier"].includes(id));
      const answers = [
        [".cfb-title", story.title],
        [".cfb-asof", story.as_of],
        [".cfb-track [aria-current]", current.label],
        [".cfb-track [aria-current]", current.detail],
        ["#f-value", story.value.text],
        ["#f-value", story.value.detail],
        ...facts.map(({ id, text }) => [`#${id}`, text]),
      ];
      assert.equal(answers.length, 8);
      for (const [where, answer] of answers) {
        const place = box.locator(where);
        assert.ok((await words(place)).includes(answer.replaceAll("\u00a0", " ")), answer);
        const { y, height } = await place.boundingBox();
        assert.ok(y + height <= top + FIRST_WORDS, `${answer} ends at ${y + height - top} px`);
      }
      // The stages are told in their order, and the contract is at one of them.
      assert.deepEqual(
        await box.locator(".cfb-track > li > b").allInnerTexts(),
        story.track.map(({ label }) => label),
      );
      assert.equal(await box.locator(".cfb-track [aria-current]").count(), 1);
    });
  }
}

// Of a story of many words, each person's first statement stands whole, and one tap brings the others.
for (const way of Object.keys(WAYS)) {
  test(`a story of more words than are open at once, ${way}: each person's first statement, and the others behind a control that names the person`, async ({
    allStories,
    stage,
  }) => {
    const id = "crowd-24";
    const story = await allStories.view(`${id}.json`);
    assert.equal(story.is_abridged, true);
    const { box } = await opened(stage, way, id, { width: 375, height: 812 }, (id) =>
      allStories.snippet(`${id}.json`),
    );
    const cards = shownCards(ownIssues(story));
    for (const [at, { name }] of story.people.slice(0, 12).entries()) {
      const theirs = cards.filter(({ person }) => person === at);
      const card = box.locator(`.cfb-card.cfb-p${at}`);
      const [first, ...others] = theirs;
      assert.equal(
        await words(placeOf(box, first).locator(":scope > .cfb-quote")),
        `“${first.text}”`,
      );
      const more = card.locator(".cfb-others");
      assert.equal(await more.count(), others.length ? 1 : 0, name);
      if (!others.length) continue;
      const control = more.locator("summary").first();
      assert.equal(await control.innerText(), `${others.length} more from ${name}`);
      for (const other of others) assert.equal(await placeOf(box, other).isVisible(), false);
      await control.click();
      for (const other of others)
        assert.equal(
          await words(placeOf(box, other).locator(":scope > .cfb-quote")),
          `“${other.text}”`,
        );
    }
  });
}
