// What a reader hears: the accessibility tree of each state, and each key on the way to three answers.
//
// The trees and the walk are recorded in tests/fixtures/access; BLESS=1 records them again: read what changes aloud.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";

import { panel, words } from "./hands.mjs";
import { openPlace } from "./place.mjs";
import {
  LEICESTERSHIRE,
  STORIES,
  assertCalm,
  boxes,
  loader,
  settled,
  test,
  view,
} from "./test.mjs";

const FIXTURES = new URL("../fixtures/access/", import.meta.url);

/** Finds this text in the fixture of this name. */
async function recorded(name, text) {
  const file = new URL(name, FIXTURES);
  if (process.env.BLESS) {
    await mkdir(FIXTURES, { recursive: true });
    await writeFile(file, `${text}\n`);
  }
  assert.equal(`${text}\n`, await readFile(file, "utf8").catch(() => "(not recorded: BLESS=1)"));
}

async function opened({ visit, write }, id, options) {
  const { page, seen } = await visit(
    write(
      `<p><a href="#after">Before the box</a></p><contract-fact-box story="${id}"></contract-fact-box>${loader}<p id="after"><a href="#">After the box</a></p>`,
    ),
    options,
  );
  await settled(page);
  return { page, seen, box: boxes(page) };
}

// By what is opened, the part that is heard; without a place, what stands there at first.
const PARTS = {
  start: [undefined, "section.cfb"],
  evidence: ["f-value", "#f-value"],
  everyone: ["everyone", "#everyone"],
  timeline: ["timeline", "#timeline"],
  scale: ["scale", "#scale"],
  questions: ["questions", "#questions"],
  related: ["related", "#related"],
  sources: ["sources", "#sources"],
  use: ["use", "#use"],
};
const WORDS = {
  words: ["p-maugham-disbarred", ".cfb-panel:visible"],
  answered: ["p-campaigners-unfit", ".cfb-panel:visible"],
  compared: ["compare_palantir_jo-maugham", ".cfb-cmp"],
};

for (const id of STORIES) {
  for (const [name, [at, part]] of Object.entries({
    ...PARTS,
    ...(id === LEICESTERSHIRE ? WORDS : {}),
  })) {
    test(`${id}, ${name}: is heard as recorded`, async ({ dist, stage }) => {
      const { page, box } = await opened(stage, id);
      if (at) await page.evaluate(openPlace, at);
      const heard = part === "section.cfb" ? box : box.locator(part);
      // The address of the folder is another one each time.
      await recorded(
        `${id}-${name}.yaml`,
        (await heard.ariaSnapshot()).replaceAll(dist, "https://cdn.example.org"),
      );
    });
  }
}

/** What has the focus, as the browser tells it to a screen reader: role, name and state. */
async function focus(page, session) {
  const { result } = await session.send("Runtime.evaluate", {
    expression:
      "(() => { let active = document.activeElement; while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement; return active; })()",
  });
  const { nodes } = await session.send("Accessibility.getPartialAXTree", {
    objectId: result.objectId,
    fetchRelatives: false,
  });
  const [{ role, name, properties }] = nodes;
  const is = (property) => properties.find((each) => each.name === property)?.value.value;
  assert.equal(is("focused"), true);
  const seen = await page.evaluate(() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    // What is chosen by is drawn by the element that follows it.
    const ring = active.matches("input") ? active.nextElementSibling : active;
    const { top, bottom } = ring.getBoundingClientRect();
    return getComputedStyle(ring).outlineStyle !== "none" && bottom > 0 && top < innerHeight;
  });
  assert.ok(seen, `the focus on ${name.value} is not to be seen`);
  const states = [
    is("expanded") === true && "open",
    is("expanded") === false && "closed",
    [true, "true"].includes(is("checked")) && "chosen",
  ];
  return [`${role.value} "${name.value}"`, ...states.filter(Boolean)].join(", ");
}

test("what the councillor said, who criticised the company and what it answered, who was not heard: by keyboard, each key as recorded", async ({
  stage,
}) => {
  const story = await view(LEICESTERSHIRE);
  const { page, seen, box } = await opened(stage, LEICESTERSHIRE, { width: 375, height: 667 });
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const heard = [];
  const press = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      heard.push(`${key}: ${await focus(page, session)}`);
    }
  };
  /** Presses a key until what has the focus is named so. */
  const until = async (key, name) => {
    for (let most = 60; most > 0; most--) {
      await press(key);
      if (heard.at(-1).includes(name)) return;
    }
    assert.fail(`${key} does not lead to ${name}:\n${heard.join("\n")}`);
  };
  const issue = (label) => story.issues.find((issue) => issue.label === label);

  await page.getByRole("link", { name: "Before the box" }).focus();
  await until("Tab", 'radio "The deal"');
  await press("ArrowRight");
  const scrutiny = await panel(box, issue("Scrutiny"));
  await until("Tab", "Sarah Russell");
  await press("Enter");
  assert.ok((await words(scrutiny)).includes("Sarah Russell"));
  assert.ok(
    (await words(scrutiny)).includes("“This one has not come before the panel to my knowledge.”"),
  );

  await until("Shift+Tab", 'radio "Scrutiny"');
  await press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight");
  const nhs = await panel(box, issue("NHS deal"));
  await until("Tab", "Campaigners");
  await press("Enter");
  const [critic] = issue("NHS deal").rows[0].cards;
  for (const text of [critic.text, critic.answers[0].text])
    assert.ok((await words(nhs)).includes(text), text);

  await until("Shift+Tab", 'radio "NHS deal"');
  await press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
  const deal = await panel(box, issue("The deal"));
  await until("Tab", "No statement");
  await press("Enter");
  for (const { person } of issue("The deal").rows.at(-1).cards)
    assert.ok((await words(deal)).includes(story.people[person].name));

  await recorded("walk.txt", heard.join("\n"));
  await assertCalm(page, seen);
});

test("the first screen of a phone answers what, who, how much, at which stage, and decided by whom", async ({
  stage,
}) => {
  for (const id of STORIES) {
    const story = await view(id);
    const { box } = await opened(stage, id, { width: 375, height: 667 });
    // The page's own words above the box are not the box's to make short.
    await box.evaluate((box) => box.getRootNode().host.scrollIntoView());
    const facts = story.facts.filter(({ id }) =>
      ["f-buyer", "f-supplier", "f-decided"].includes(id),
    );
    const answers = [
      [".cfb-title", story.title],
      [".cfb-status", story.status.text],
      [".cfb-status", story.status.detail],
      ["#f-value", story.value.text],
      ...facts.map(({ id, text }) => [`#${id}`, text]),
    ];
    assert.ok(answers.length >= 6);
    for (const [where, answer] of answers) {
      const { y, height } = await box
        .locator(where)
        .getByText(answer, { exact: false })
        .first()
        .boundingBox();
      assert.ok(
        y >= 0 && y + height <= 667,
        `${id}: ${answer} ends at ${Math.round(y + height)} px`,
      );
    }
  }
});
