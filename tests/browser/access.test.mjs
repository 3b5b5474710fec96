// What a reader hears: the accessibility tree of each state, the first stops as they are read, and each key on the way to three
// answers.
//
// All of it is recorded in tests/fixtures/access; BLESS=1 records it again: read what changes aloud.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";

import { assertShows, backgroundIssues, cardOf, ownIssues, placeOf, words } from "./hands.mjs";
import { controlsOf, readAloud } from "./heard.mjs";
import { openPlace } from "./place.mjs";
import {
  LEICESTERSHIRE,
  SPECIMEN,
  STORIES,
  assertCalm,
  boxes,
  loader,
  openAll,
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
  unknowns: ["row-unknowns", "#row-unknowns"],
  facts: ["row-facts", "#row-facts"],
  background: ["row-background", "#row-background"],
  sources: ["row-sources", "#row-sources"],
};
const COMPARED = {
  [LEICESTERSHIRE]: "compare_palantir_jo-maugham",
  "met-police-palantir": "compare_metropolitan-police_sadiq-khan",
};

for (const id of STORIES) {
  for (const [name, [at, part]] of Object.entries({
    ...PARTS,
    compared: [COMPARED[id], ".cfb-cmp"],
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

/** How many stops of a reading are kept. */
const STOPS = 30;

test(`the first ${STOPS} stops of a reading are as recorded`, async ({ stage }) => {
  const { page, box } = await opened(stage, LEICESTERSHIRE, { width: 375, height: 812 });
  const lines = await readAloud(page, box);
  assert.ok(lines.length > STOPS);
  await recorded(`${LEICESTERSHIRE}-read.txt`, lines.slice(0, STOPS).join("\n"));
});

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

test(`the first ${STOPS} stops of the Tab key are as recorded`, async ({ stage }) => {
  const { page } = await opened(stage, LEICESTERSHIRE, { width: 660, height: 812 });
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  await page.getByRole("link", { name: "Before the box" }).focus();
  const heard = [];
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    heard.push(await focus(page, session));
    if (heard.at(-1).includes("After the box")) break;
  }
  await recorded(`${LEICESTERSHIRE}-tabbed.txt`, heard.join("\n"));
});

test("what is said on one question, who says so, and two side by side: by keyboard, each key as recorded", async ({
  stage,
}) => {
  const story = await view(LEICESTERSHIRE);
  const { page, seen, box } = await opened(stage, LEICESTERSHIRE, { width: 660, height: 667 });
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");
  const heard = [];
  const status = box.getByRole("status").first();
  let told = await words(status);
  const press = async (...keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      heard.push(`${key}: ${await focus(page, session)}`);
      const now = await words(status);
      if (now && now !== told) heard.push(`told: ${now}`);
      told = now;
    }
  };
  /** Presses a key until what has the focus is named so. */
  const until = async (key, name) => {
    for (let most = 60; most > 0; most--) {
      await press(key);
      if (heard.findLast((line) => line.startsWith(key)).includes(name)) return;
    }
    assert.fail(`${key} does not lead to ${name}:\n${heard.join("\n")}`);
  };

  await page.getByRole("link", { name: "Before the box" }).focus();
  await until("Tab", 'radio "All"');
  await press("ArrowRight", "ArrowRight");
  await assertShows(box, [ownIssues(story)[1]]);
  assert.ok(
    (await words(cardOf(box, "Sarah Russell"))).includes(
      "“This one has not come before the panel to my knowledge.”",
    ),
  );
  await until("Tab", "by Sarah Russell");
  await press("Enter");
  assert.ok(await cardOf(box, "Sarah Russell").locator("blockquote.cfb-passage").isVisible());

  await until("Tab", "Compare side by side");
  await press("Enter");
  await until("Tab", "Aasiya Bora");
  await press("Space");
  await until("Tab", "Jo Maugham");
  await press("Space");
  assert.ok(
    await box.getByRole("table", { name: "Side by side: Aasiya Bora, Jo Maugham" }).isVisible(),
  );

  await until("Tab", "Background");
  await press("Enter");
  const [critic] = backgroundIssues(story).flatMap(({ cards }) => cards);
  for (const text of [critic.text, critic.answers[0].text])
    assert.ok((await words(placeOf(box, critic))).includes(text), text);

  await recorded("walk.txt", heard.join("\n"));
  await assertCalm(page, seen);
});

for (const id of [...STORIES, SPECIMEN]) {
  test(`${id}: with everything open, no two controls that do different things are named alike`, async ({
    stage,
  }) => {
    const { page, box } = await opened(stage, id);
    await openAll(box);
    for (const at of [1, 2]) await box.locator(".cfb-pick input").nth(at).check();
    await box.getByRole("table", { name: /^Side by side/ }).waitFor();
    await openAll(box);
    const controls = await controlsOf(page, box);
    assert.ok(controls.length > 60, String(controls.length));
    const does = new Map();
    for (const { role, name, does: what } of controls) {
      const key = `${role} "${name}"`;
      does.set(key, (does.get(key) ?? new Set()).add(what));
    }
    assert.deepEqual(
      [...does].filter(([, all]) => all.size > 1).map(([name, all]) => `${all.size} x ${name}`),
      [],
    );
    assert.deepEqual(
      controls.filter(({ name }) => !/\p{L}{2}/u.test(name)),
      [],
      "all are named in words",
    );
  });

  test(`${id}: people and wider questions are headings, in the order of levels`, async ({
    stage,
  }) => {
    const story = await view(id);
    const { box } = await opened(stage, id);
    await openAll(box);
    const levels = (await box.getByRole("heading").all()).map((heading) =>
      heading.evaluate((heading) => [
        Number(heading.localName.slice(1)),
        (heading.querySelector(":scope > bdi") ?? heading).textContent,
      ]),
    );
    const headings = await Promise.all(levels);
    for (const [at, [level, text]] of headings.entries())
      if (at) assert.ok(level <= headings[at - 1][0] + 1, `${text}: ${level}`);
    const find = (text) => headings.filter(([, other]) => other === text).map(([level]) => level);
    const quoted = (issues) =>
      new Set(issues.flatMap(({ cards }) => cards.map(({ person }) => story.people[person].name)));
    for (const name of quoted(ownIssues(story))) assert.ok(find(name).includes(4), name);
    for (const { question } of backgroundIssues(story)) assert.deepEqual(find(question), [4]);
    for (const name of quoted(backgroundIssues(story))) assert.ok(find(name).includes(5), name);
  });
}

/** The contrast of two colours as they are computed, `rgb(…)` or `rgba(…)` without transparency. */
function contrast(one, other) {
  const luminance = (colour) => {
    const [r, g, b] = colour
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

for (const colorScheme of ["light", "dark"]) {
  test(`in forced colours, ${colorScheme}, what is marked in a passage can be read, and what is ticked can be told`, async ({
    stage,
  }) => {
    const { page, box } = await opened(stage, LEICESTERSHIRE, {
      colorScheme,
      forcedColors: "active",
    });
    await openAll(box);
    const marks = await box.locator("mark").evaluateAll((all) =>
      all.map((mark) => {
        const { color, backgroundColor } = getComputedStyle(mark);
        return [color, backgroundColor];
      }),
    );
    assert.ok(marks.length > 5);
    for (const [color, background] of marks)
      assert.ok(contrast(color, background) >= 4.5, `${color} on ${background}`);
    const tick = box.locator(".cfb-pick .cfb-tick").first();
    const background = () => tick.evaluate((tick) => getComputedStyle(tick).backgroundColor);
    const before = await background();
    await box.locator(".cfb-pick input").first().check();
    assert.notEqual(await background(), before);
    assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
  });
}
