// More questions and more people than a stylesheet can count or a screen can hold: all of them can be read, one question at a
// time as long as it can count them, with script and without, and somebody is found by name.
import assert from "node:assert/strict";

import { ownIssues, placeOf, seenIds, shownCards } from "./hands.mjs";
import { overflowing } from "./overflow.mjs";
import { policy } from "./servers.mjs";
import { CROWDS } from "./stories.mjs";
import { boxes, loader, settled, test, withoutLoader } from "./test.mjs";

test.use({
  serverOptions: async ({ allStories }, use) =>
    use({ csp: (dist) => policy(dist, { also: " 'self'" }), stories: allStories.dist }),
});
/** As many as the stylesheet counts, and as are listed to be compared. */
const COUNTED = 24;
/** As many people as stand open; others are in groups. */
const OPEN = 12;
const PHONE = { width: 375, height: 812 };
/** How high a box may be, in screens of a phone, whatever the story. */
const SCREENS = 15;

const seen = (box, selector) =>
  box
    .locator(selector)
    .evaluateAll((all) =>
      all.flatMap((each, at) => (each.checkVisibility({ visibilityProperty: true }) ? [at] : [])),
    );

/** Those crowds of which each state is looked at: in the others there is only more of the same. */
const WHOLE = Object.entries(CROWDS).filter(([, { people }]) => people < 100);

for (const [id, { questions, people }] of WHOLE) {
  const isCounted = questions <= COUNTED;

  for (const isLive of [false, true]) {
    test(`${questions} questions and ${people} people, ${isLive ? "live" : "without script"}`, async ({
      allStories,
      visit,
      write,
    }) => {
      const snippet = allStories.snippet(`${id}.json`);
      const story = await allStories.view(`${id}.json`);
      const { page } = await visit(write(isLive ? snippet : withoutLoader(snippet)), {
        javaScriptEnabled: isLive,
        width: 660,
      });
      if (isLive) await settled(page);
      const box = boxes(page);
      const words = box.locator(".cfb-who-col");
      assert.deepEqual(await overflowing(page), []);

      // Everybody's first statement, of as many people as stand open; the others are in groups that say from whom to whom.
      const firsts = story.people.map((_, person) =>
        shownCards(ownIssues(story)).find((card) => card.person === person),
      );
      assert.deepEqual(
        await seenIds(words),
        firsts.slice(0, OPEN).map(({ id }) => id),
      );
      const groups = words.locator(".cfb-people");
      for (const group of await groups.all()) await group.locator("summary").first().click();
      assert.deepEqual(
        await seenIds(words),
        firsts.map(({ id }) => id),
      );
      const [first, last] = [OPEN, Math.min(people, OPEN + COUNTED) - 1].map(
        (at) => story.people[at].name,
      );
      assert.equal(
        await groups.first().locator("summary").first().innerText(),
        `${first} to ${last}`,
      );

      if (isCounted) {
        for (const at of [questions - 1, 1, 2]) {
          await box
            .locator(".cfb-tab")
            .nth(at + 1)
            .click();
          const said = shownCards([ownIssues(story)[at]]).map(({ id }) => id);
          assert.ok(said.length > 0);
          assert.deepEqual(await seenIds(words), said);
          // No group is opened to find nobody in it.
          for (const group of await groups.locator("visible=true").all())
            assert.ok((await seenIds(group)).length > 0);
        }
        await box.locator(".cfb-tab").first().click();
      } else {
        assert.deepEqual(await seen(box, ".cfb-tab"), []);
      }

      await box.locator("#compare > summary").click();
      const names = box.locator(".cfb-picklabel bdi");
      const listed = await seen(box, ".cfb-picklabel bdi");
      assert.equal(listed.length, Math.min(people, COUNTED), "as many are listed as can be told");
      // Whoever is chosen is to be ticked, with script and without.
      const boxed = await seen(box, ".cfb-picklabel .cfb-tick");
      assert.equal(boxed.length, listed.length);
      const [one, other] = [12, listed.length - 1];
      for (const at of [one, other]) await box.locator(".cfb-picklabel input").nth(at).click();
      if (isLive) {
        const table = box.getByRole("table", { name: /^Side by side/ });
        await table.waitFor();
        const heads = () => table.getByRole("columnheader").locator("bdi").allInnerTexts();
        const chosen = [await names.nth(one).innerText(), await names.nth(other).innerText()];
        assert.deepEqual(await heads(), chosen);
        if (people > COUNTED) {
          const unlisted = story.people.at(-1).name;
          const field = box.getByRole("combobox", { name: "Add a name", exact: true });
          await field.fill(unlisted);
          await field.press("Enter");
          await box.getByRole("checkbox", { name: unlisted, exact: true, checked: true }).waitFor();
          assert.deepEqual(await heads(), [...chosen, unlisted]);
          const told = box.getByRole("status").last();
          assert.equal(await told.innerText(), `${unlisted} added to the comparison`);
          // Nobody takes the place of one of four.
          await box.locator(".cfb-picklabel input").first().click();
          const four = await heads();
          assert.equal(four.length, 4);
          await field.fill(story.people.at(-2).name);
          await field.press("Enter");
          await box
            .getByRole("status")
            .getByText("You can compare up to four. Remove one to add another.", { exact: true })
            .waitFor();
          assert.deepEqual(await heads(), four);
        }
      } else {
        const cards = shownCards(ownIssues(story));
        const said = new Set(
          (await seenIds(words)).map((id) => cards.find((card) => card.id === id).person),
        );
        assert.deepEqual(
          [...said].sort((a, b) => a - b),
          [one, other],
        );
      }
    });
  }

  test(`${questions} questions and ${people} people: the box stands as it stood when script comes`, async ({
    allStories,
    visit,
    write,
  }) => {
    const snippet = allStories.snippet(`${id}.json`);
    // With script: where there is none, the field to find a name in takes no space.
    const before = await visit(write(withoutLoader(snippet)));
    const { height } = await boxes(before.page).boundingBox();
    const { page } = await visit(write(snippet));
    await settled(page);
    const live = (await boxes(page).boundingBox()).height;
    assert.ok(Math.abs(live - height) <= 1, `${live} px after ${height}`);
  });
}

for (const [id, { questions, people }] of Object.entries(CROWDS)) {
  test(`${questions} questions and ${people} people: the box is at most ${SCREENS} screens of a phone high`, async ({
    allStories,
    visit,
    write,
  }) => {
    const { page } = await visit(write(withoutLoader(allStories.snippet(`${id}.json`))), {
      javaScriptEnabled: false,
      ...PHONE,
    });
    const { height } = await boxes(page).boundingBox();
    const screens = height / PHONE.height;
    assert.ok(screens <= SCREENS, `${screens.toFixed(1)} screens`);
  });

  test(`${questions} questions and ${people} people: a name leads to the person's words`, async ({
    allStories,
    visit,
    write,
  }) => {
    const { page, seen } = await visit(
      write(`<contract-fact-box story="${id}"></contract-fact-box>${loader}`),
      PHONE,
    );
    await settled(page);
    const story = await allStories.view(`${id}.json`);
    const box = boxes(page);
    const field = box.getByRole("combobox", { name: "Find a name", exact: true });
    // Of fewer, all names are to be seen.
    if (people <= COUNTED) return assert.equal(await field.count(), 0);
    // One of those whose cards are in a group, and the last of all.
    for (const at of [OPEN + 1, people - 1]) {
      const card = shownCards(ownIssues(story)).find(({ person }) => person === at);
      const place = placeOf(box, card);
      await field.fill(story.people[at].name);
      await field.press("Enter");
      await place.and(page.locator("[data-here]")).waitFor();
      const { y, height } = await place.locator(".cfb-quote").first().boundingBox();
      assert.ok(y >= 0 && y + height <= PHONE.height, `from ${y} to ${y + height}`);
      assert.ok(await place.evaluate((place) => place.matches(":focus")));
    }
    assert.deepEqual([...seen.console, ...seen.errors], []);
  });
}
