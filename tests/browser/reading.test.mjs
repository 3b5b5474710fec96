// What a reader does with a box, by mouse and again by keyboard alone, on both stories.
import assert from "node:assert/strict";

import { HANDS, kindOf, panel, rowOf, tab, words } from "./hands.mjs";
import {
  LEICESTERSHIRE,
  MET,
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
    quotes: [
      [
        "The deal",
        "Palantir",
        "“proud that our software will be used to support Leicestershire Police in their critical work”",
      ],
      ["Scrutiny", "Sarah Russell", "“This one has not come before the panel to my knowledge.”"],
    ],
    answered: [
      [
        "The deal",
        "Aasiya Bora",
        /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
      ],
      [
        "Police work",
        "Jo Maugham",
        /Palantir’s statement to The Leicester Gazette, as reported, does not address this\./,
      ],
      [
        "NHS deal",
        "Campaigners",
        /Palantir: Paraphrased: Maintains it has never had access to identifiable medical records/,
      ],
      [
        "US police",
        "Unnamed critics",
        /Palantir: Declined to comment\. It “has previously refused to comment” on software it has provided to US police forces/,
      ],
    ],
    related: { text: "Proposed system for the Metropolitan Police", id: MET },
  },
  [MET]: {
    value: "£123 million",
    passage: "Mayor Sadiq Khan blocked a £123 million deal with data firm Palantir",
    gap: "How many firms bid",
    quotes: [],
    answered: [
      // The force's warning answers his decision, and stands with it.
      [
        "The deal",
        "Sadiq Khan",
        /Met Police: Paraphrased: Warned that the decision could compromise its ability to maintain officer numbers.* Britain’s News Portal reports no further response from Sadiq Khan\..* Palantir: Britain’s News Portal reports no response to this\./,
      ],
    ],
    related: { text: "Platform for Leicestershire Police", id: LEICESTERSHIRE },
  },
};

/** Opens the row of an issue in which somebody has a card; the card. */
async function card(hand, box, story, label, person) {
  const issue = story.issues.find((issue) => issue.label === label);
  await hand.choose(tab(box, issue));
  const row = rowOf(await panel(box, issue), person);
  await hand.toggle(row.locator("summary").first());
  return row
    .getByRole("article")
    .filter({ has: box.page().locator(".cfb-who-name", { hasText: person }) })
    .first();
}

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
      assert.ok(await value.getByText("No link available").isVisible());
      await hand.toggle(value.locator("summary"));
      assert.equal(await passage.isVisible(), false);
    });

    reads(
      "the other facts open, what is not reported among them, and each opens to its passages",
      async (hand, box) => {
        await hand.toggle(box.locator("summary", { hasText: "More facts" }));
        const more = box.locator(".cfb-more");
        assert.ok(await more.getByRole("listitem").filter({ hasText: told.gap }).isVisible());
        for (const fact of story.more) {
          const row = more
            .locator(".cfb-fact")
            .filter({ has: box.page().getByRole("term").filter({ hasText: fact.label }) })
            .first();
          assert.ok((await words(row)).includes(fact.text), fact.label);
          if (!fact.evidence) continue;
          await hand.toggle(row.locator("summary"));
          for (const [at, { passage }] of fact.evidence.entries())
            assert.ok((await words(row.locator("blockquote").nth(at))).includes(passage));
          // It lies over the next.
          await hand.toggle(row.locator("summary"));
        }
      },
    );

    reads("each tab shows its question and no other", async (hand, box) => {
      for (const issue of story.issues) {
        await hand.choose(tab(box, issue));
        assert.ok((await words(await panel(box, issue))).startsWith(issue.question));
        const chosen = await box
          .getByRole("radio")
          .evaluateAll((all) =>
            all.filter((radio) => radio.checked).map((radio) => radio.labels[0].innerText),
          );
        assert.deepEqual(chosen, [issue.label]);
      }
    });

    reads(
      "each row tells its people's words or silence, quoted only where they are theirs",
      async (hand, box) => {
        for (const issue of story.issues) {
          await hand.choose(tab(box, issue));
          const shown = await panel(box, issue);
          for (const [at, row] of issue.rows.entries()) {
            const group = shown.locator(".cfb-group").nth(at);
            await hand.toggle(group.locator("summary").first());
            const read = await group.getByRole("article").evaluateAll((all) =>
              all.map((article) => ({
                text: article.innerText,
                quotes: [...article.querySelectorAll(":scope > blockquote")].map(
                  (quote) => quote.innerText,
                ),
              })),
            );
            // Two answers of one person to one statement are pointed at once.
            const alike = (one, other) =>
              one &&
              kindOf(one) === "pointer" &&
              one.person === other.person &&
              one.text === other.text;
            const cards = row.cards.filter((card, place) => !alike(row.cards[place - 1], card));
            assert.equal(read.length, cards.length);
            for (const [place, said] of cards.entries()) {
              assert.ok(
                read[place].text.includes(said.text),
                `${issue.label}, ${row.word}: ${said.text}`,
              );
              const quoted = kindOf(said) === "quote" ? [`“${said.text}”`] : [];
              assert.deepEqual(read[place].quotes, quoted);
            }
            await hand.toggle(group.locator("summary").first());
            assert.equal(await group.getByRole("article").first().isVisible(), false);
          }
        }
      },
    );

    reads(
      "words that criticise stand with the answer, and a refusal with what was refused",
      async (hand, box) => {
        for (const [label, person, answer] of told.answered) {
          const article = await card(hand, box, story, label, person);
          assert.match(await words(article), answer);
        }
        for (const [label, person, quote] of told.quotes) {
          const article = await card(hand, box, story, label, person);
          assert.equal(await words(article.locator("blockquote").first()), quote);
        }
        for (const issue of story.issues) {
          for (const { cards } of issue.rows.filter((row) => !row.stance)) {
            for (const silent of cards.filter(({ body }) => body.silence.kind === "declined")) {
              const article = await card(
                hand,
                box,
                story,
                issue.label,
                story.people[silent.person].name,
              );
              assert.equal(
                await words(article.locator(".cfb-none")),
                `Declined to comment. ${silent.text}`,
              );
              // That somebody refused is a claim about them: it has its passage.
              await hand.toggle(article.locator("summary"));
              assert.ok(
                (await words(article.locator("blockquote"))).includes("refused to comment"),
              );
            }
          }
        }
      },
    );

    reads("each section below opens to what it holds, and closes", async (hand, box) => {
      for (const section of story.sections) {
        const part = box
          .locator(".cfb-rest > details")
          .filter({ has: box.page().getByRole("heading", { name: section.title, exact: true }) });
        await hand.toggle(part.locator("summary").first());
        const lines = section.groups.flatMap((group) => group.lines);
        assert.equal(await part.getByRole("list").locator(":scope > li").count(), lines.length);
        for (const line of lines)
          assert.ok((await words(part)).includes(line.text.replaceAll("\u00a0", " ")), line.text);
        await hand.toggle(part.locator("summary").first());
        assert.equal(await part.getByRole("list").first().isVisible(), false);
      }
    });

    reads("a related contract leads to its own page", async (hand, box, page, dist) => {
      await hand.toggle(box.locator("summary", { hasText: "Related contracts" }));
      const link = box.getByRole("link", { name: told.related.text, exact: true });
      assert.equal(await link.getAttribute("href"), `${dist}/stories/${told.related.id}.html`);
      await hand.press(link);
      await page.waitForURL(`${dist}/stories/${told.related.id}.html`);
      await page
        .getByRole("heading", { level: 1, name: (await view(told.related.id)).title })
        .waitFor();
    });
  }

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
      story.issues.map((issue) => issue.label),
    );
    for (const title of [
      "Who says what",
      "Compare views",
      ...story.sections.map((section) => section.title),
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
    // A sign without its word would tell nothing: all are hidden from who cannot see them.
    assert.equal(await box.locator("svg:not([aria-hidden=true])").count(), 0);
  });
}
