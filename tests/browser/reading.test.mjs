// What a reader does with a box, by mouse and again by keyboard alone, on both stories.
import assert from "node:assert/strict";

import {
  HANDS,
  allTab,
  assertShows,
  backgroundIssues,
  cardOf,
  kindOf,
  ownIssues,
  placeOf,
  rowSummary,
  shownCards,
  tab,
  withNested,
  words,
} from "./hands.mjs";
import {
  LEICESTERSHIRE,
  MET,
  SPECIMEN,
  assertCalm,
  boxes,
  region,
  settled,
  tag,
  test,
  view,
} from "./test.mjs";

// What the bundled stories must tell, whatever else becomes of them. An answer stands with the words it answers.
const STORIES = {
  [LEICESTERSHIRE]: {
    value: "£818,750",
    passage: "The contract, worth £818,750",
    gap: "How many firms bid",
    notQuoted:
      "Not quoted: Leicestershire Police; Rupert Matthews, police and crime commissioner; Police and crime panel. The Leicester Gazette does not say whether they were asked.",
    quotes: [
      [
        "Palantir",
        "“proud that our software will be used to support Leicestershire Police in their critical work”",
      ],
      ["Sarah Russell", "“This one has not come before the panel to my knowledge.”"],
    ],
    answered: [
      [
        "Aasiya Bora",
        /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
      ],
      [
        "Jo Maugham",
        /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
      ],
      [
        "Campaigners",
        /Palantir: Paraphrased: Maintains it has never had access to identifiable medical records/,
      ],
      [
        "Unnamed critics",
        /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
      ],
    ],
    related: { text: "Proposed system for the Metropolitan Police", id: MET },
  },
  [MET]: {
    value: "£123 million",
    passage: "Mayor Sadiq Khan blocked a £123 million deal with data firm Palantir",
    gap: "How many firms bid",
    notQuoted: "Not quoted: Palantir. Britain’s News Portal does not say whether they were asked.",
    quotes: [],
    answered: [
      // The force's warning answers his decision, and stands with it.
      [
        "Sadiq Khan",
        /Met Police: Paraphrased: Warned that the decision could compromise its ability to maintain officer numbers.* Britain’s News Portal reports no further response from Sadiq Khan\..* Palantir: Britain’s News Portal reports no response to this\./,
      ],
    ],
    related: { text: "Platform for Leicestershire Police", id: LEICESTERSHIRE },
  },
};

for (const [id, told] of Object.entries(STORIES)) {
  const story = await view(id);
  for (const [name, hands] of Object.entries(HANDS)) {
    /** A test on a page with this story's box, which must be calm to the end. */
    const reads = (what, read) =>
      test(`${id}, by ${name}: ${what}`, async ({ dist, visit, write }) => {
        const { page, seen } = await visit(write(tag(id)));
        await settled(page);
        await read(hands(page), region(page, story), page, dist);
        await assertCalm(page, seen);
      });

    reads("the value opens to who says so, in which words, and closes", async (hand, box) => {
      const value = box.locator(".cfb-value");
      const passage = value.locator("blockquote");
      assert.equal(await words(value.locator(".cfb-sum")), told.value);
      assert.equal(await passage.isVisible(), false);
      await hand.toggle(value.locator("summary"));
      assert.equal(await words(passage), told.passage);
      assert.equal(await words(value.locator("cite")), story.value.evidence[0].cite);
      await hand.toggle(value.locator("summary"));
      assert.equal(await passage.isVisible(), false);
    });

    reads("all facts open, and each of them to its passages", async (hand, box) => {
      await hand.toggle(rowSummary(box, "row-facts"));
      for (const fact of [...(story.told ?? []), ...story.more]) {
        const row = box.locator("#more").locator(`[id="${fact.id}"]`);
        assert.equal(await words(row.getByRole("term")), fact.label);
        assert.ok((await words(row)).includes(fact.text), fact.label);
        if (!fact.evidence) continue;
        await hand.toggle(row.locator("summary"));
        for (const [at, { passage }] of fact.evidence.entries())
          assert.ok((await words(row.locator("blockquote").nth(at))).includes(passage));
        await hand.toggle(row.locator("summary"));
      }
    });

    reads("what is not known opens, the facts that no source tells among it", async (hand, box) => {
      const gap = box.locator("#row-unknowns").getByRole("listitem").filter({ hasText: told.gap });
      assert.equal(await gap.isVisible(), false);
      await hand.toggle(rowSummary(box, "row-unknowns"));
      for (const text of story.gaps)
        assert.ok(await box.locator("#row-unknowns").getByText(text, { exact: true }).isVisible());
      assert.ok(await gap.isVisible());
    });

    reads("each question shows the statements on it and no others", async (hand, box) => {
      await assertShows(box, ownIssues(story));
      for (const issue of ownIssues(story)) {
        await hand.choose(tab(box, issue));
        await assertShows(box, [issue]);
        assert.equal(await box.getByRole("radio", { checked: true }).count(), 1);
        // Whoever says nothing on it has no card, not even a name.
        const people = new Set(issue.cards.map(({ person }) => story.people[person].name));
        assert.deepEqual(
          (await box.locator(".cfb-who-col .cfb-who:visible > bdi").allInnerTexts()).sort(),
          [...people].sort(),
        );
      }
      await hand.choose(allTab(box));
      await assertShows(box, ownIssues(story));
    });

    reads(
      "words on the contract are open and all others one tap away, quoted only where they are theirs",
      async (hand, box) => {
        const assertSaid = async (issues) => {
          for (const card of shownCards(issues).flatMap(withNested)) {
            const place = placeOf(box, card);
            assert.ok(await place.isVisible(), card.id);
            assert.ok((await words(place)).includes(card.text), card.text);
            assert.deepEqual(
              await place.locator(":scope > blockquote.cfb-quote").allInnerTexts(),
              kindOf(card) === "quote" ? [`“${card.text}”`] : [],
            );
          }
        };
        await assertSaid(ownIssues(story));
        const others = backgroundIssues(story);
        for (const { cards } of others)
          for (const card of cards) assert.equal(await placeOf(box, card).isVisible(), false);
        await hand.toggle(rowSummary(box, "row-background"));
        for (const { question } of others)
          assert.ok(await box.getByRole("heading", { name: question, exact: true }).isVisible());
        for (const issue of others) await assertSaid([issue]);
      },
    );

    reads("each statement opens to its passages", async (hand, box) => {
      for (const { id: place, evidence } of shownCards(ownIssues(story))) {
        if (!evidence) continue;
        const proof = box.locator(`[id="${place}"] > .cfb-ev`);
        await hand.toggle(proof.locator("summary"));
        for (const [at, { passage }] of evidence.entries())
          assert.ok((await words(proof.locator("blockquote").nth(at))).includes(passage));
        await hand.toggle(proof.locator("summary"));
        assert.equal(await proof.locator("blockquote").first().isVisible(), false);
      }
    });

    reads("words that criticise stand with the answer", async (hand, box) => {
      if (backgroundIssues(story).length) await hand.toggle(rowSummary(box, "row-background"));
      for (const [person, answer] of told.answered)
        assert.match(await words(cardOf(box, person).first()), answer);
      for (const [person, quote] of told.quotes)
        assert.ok(
          (await cardOf(box, person).first().locator("blockquote.cfb-quote").allInnerTexts())
            .map((text) => text.replaceAll("\u00a0", " "))
            .includes(quote),
        );
    });

    reads("each row below opens to what it holds, and closes", async (hand, box) => {
      const rows = box.locator(".cfb-rest > details");
      assert.deepEqual(
        await rows.locator(":scope > summary").allInnerTexts(),
        story.folds.map(({ title, digest }) => `${title} ${digest}`),
      );
      for (const [at, { id: fold }] of story.folds.entries()) {
        const row = rows.nth(at);
        await hand.toggle(rowSummary(box, `row-${fold}`));
        const held = await row
          .locator(".cfb-part[id]")
          .evaluateAll((all) => all.map(({ id }) => id));
        for (const section of story.sections.filter(({ id }) => held.includes(id))) {
          const part = row.locator(`#${section.id}`);
          const lines = section.groups.flatMap((group) => group.lines);
          assert.equal(await part.getByRole("list").locator(":scope > li").count(), lines.length);
          for (const line of lines)
            assert.ok((await words(part)).includes(line.text.replaceAll("\u00a0", " ")), line.text);
        }
        assert.ok(await row.locator(".cfb-sec-body").isVisible());
        await hand.toggle(rowSummary(box, `row-${fold}`));
        assert.equal(await row.locator(".cfb-sec-body").isVisible(), false);
      }
      for (const { id: section } of story.sections)
        assert.equal(await rows.locator(`#${section}`).count(), 1, section);
    });

    reads("a related contract leads to its own page", async (hand, box, page, dist) => {
      await hand.toggle(rowSummary(box, "row-facts"));
      const link = box.getByRole("link", { name: told.related.text, exact: true });
      assert.equal(await link.getAttribute("href"), `${dist}/stories/${told.related.id}.html`);
      await hand.press(link);
      await page.waitForURL(`${dist}/stories/${told.related.id}.html`);
      await page
        .getByRole("heading", { level: 1, name: (await view(told.related.id)).title })
        .waitFor();
    });
  }

  test(`${id}: who is not quoted is told in one sentence, and nobody who is`, async ({
    visit,
    write,
  }) => {
    const { page } = await visit(write(tag(id)));
    await settled(page);
    const box = region(page, story);
    const sentence = await words(box.locator(".cfb-who-col > .cfb-not-quoted"));
    assert.equal(sentence, told.notQuoted);
    const quoted = ownIssues(story).flatMap(({ cards }) => cards.map(({ person }) => person));
    for (const at of quoted)
      assert.ok(!sentence.includes(story.people[at].name), story.people[at].name);
  });

  test(`${id}: names and roles are what a screen reader needs`, async ({ visit, write }) => {
    const { page } = await visit(write(tag(id)));
    await settled(page);
    const box = region(page, story);
    await box.getByRole("heading", { level: 2, name: story.title, exact: true }).waitFor();
    const group = box.getByRole("group", { name: "Questions" });
    assert.deepEqual(
      await group
        .getByRole("radio")
        .evaluateAll((all) => all.map((radio) => radio.labels[0].innerText)),
      ["All", ...ownIssues(story).map((issue) => issue.label)],
    );
    for (const title of [
      "Key facts",
      "Who says what about it",
      "Compare side by side",
      ...story.folds.map((fold) => fold.title),
    ]) {
      assert.equal(
        await box.getByRole("heading", { level: 3, name: title, exact: true }).count(),
        1,
        title,
      );
    }
    assert.deepEqual(
      (await box.getByRole("term").allTextContents()).slice(0, story.facts.length),
      story.facts.map((fact) => fact.label),
    );
    assert.equal(await box.getByRole("status").count(), 2);
    assert.equal(await boxes(page).getAttribute("lang"), story.lang);
    // An icon without its word would tell nothing: all are hidden from who cannot see them.
    assert.equal(await box.locator("svg:not([aria-hidden=true])").count(), 0);
  });
}

for (const id of [LEICESTERSHIRE, SPECIMEN]) {
  const story = await view(id);
  test(`${id}: a silence of which something is known is told as what it is, with its proof`, async ({
    visit,
    write,
  }) => {
    const { page } = await visit(write(tag(id)));
    await settled(page);
    const box = region(page, story);
    const hand = HANDS.mouse(page);
    if (backgroundIssues(story).length) await hand.toggle(rowSummary(box, "row-background"));
    const silences = story.issues
      .flatMap(({ cards }) => cards)
      .filter((card) => kindOf(card) === "silence");
    assert.ok(silences.length > 0);
    for (const silent of silences) {
      const place = placeOf(box, silent);
      const { word } = silent.body.silence;
      assert.equal(await words(place.locator(".cfb-none")), `${word}. ${silent.text}`);
      // It is a claim about somebody: it has its passage.
      await hand.toggle(place.locator("summary"));
      const [{ passage }] = silent.evidence;
      assert.ok((await words(place.locator("blockquote").first())).includes(passage));
      await hand.toggle(place.locator("summary"));
    }
  });
}
