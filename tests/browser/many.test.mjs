// More questions and more people than a stylesheet can count: all of them can be read, one question at a time as long as it can
// count them, with script and without.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { tool } from "../wordpress/forms.mjs";
import { settled } from "./chromium.mjs";
import { overflowing } from "./overflow.mjs";
import { ROOT, addressed, json, policy } from "./servers.mjs";
import { LEICESTERSHIRE, boxes, stage, withoutLoader } from "./stage.mjs";

const { dist, faults, visit, write } = await stage({ csp: (dist) => policy(dist, { also: " 'self'" }) });
const OUT = join(ROOT, "tests/output/many");
const story = JSON.parse(await readFile(join(ROOT, `www/stories/${LEICESTERSHIRE}.json`), "utf8"));
/** As many as the stylesheet counts. */
const COUNTED = 24;

/** The bundled story with so many questions, on each of which all of so many people say something. */
function grown(questions, people) {
  const numbers = (count) => [...Array(count).keys()].map((at) => at + 1);
  const { translations, corrections, ...rest } = story;
  const [party] = story.parties;
  const parties = numbers(people).map((at) => ({ ...party, id: `party-${at}`, name: `Party ${at}` }));
  const stakeholders = parties.map(({ id, name }) => ({ ...story.stakeholders[0], id, party: id, role_as_described: `Role of ${name}`, role_short: "a role" }));
  const issues = numbers(questions).map((at) => ({ ...story.issues[0], id: `issue-${at}`, label: `Question ${at}`, question: `Is it so, in the question of number ${at}?` }));
  const { responds_to, criticises, supersedes, caveats, ...position } = story.positions.find(({ expression }) => expression === "quote");
  const positions = issues.flatMap((issue, one) => stakeholders.map(({ id }, other) => ({ ...position, id: `said-${one}-${other}`, stakeholder: id, issue: issue.id, stance: "supports", text: `Words of ${id} on ${issue.id}` })));
  return { ...rest, parties: [...story.parties, ...parties], stakeholders, issues, positions, silences: [], open_questions: [] };
}

/** Its snippet, and its view document from the folder that is built of it. */
async function made(questions, people) {
  const folder = join(OUT, `${questions}-${people}`);
  const file = join(folder, "stories", `${LEICESTERSHIRE}.json`);
  await mkdir(join(folder, "stories"), { recursive: true });
  await writeFile(file, JSON.stringify(grown(questions, people)));
  await tool("build", "--stories", join(folder, "stories"), "--out", join(folder, "dist"));
  const snippet = await readFile(join(folder, "dist/stories", `${LEICESTERSHIRE}.snippet.html`), "utf8");
  return { snippet: addressed(snippet, dist), view: JSON.parse(await readFile(join(folder, "dist/stories", `${LEICESTERSHIRE}.json`), "utf8")) };
}

const seen = (box, selector) => box.locator(selector).evaluateAll((all) => all.flatMap((each, at) => (each.checkVisibility({ visibilityProperty: true }) ? [at] : [])));

const cases = [];
for (const [questions, people] of [[14, 14], [COUNTED, COUNTED], [COUNTED + 1, COUNTED + 2]]) cases.push({ questions, people, ...(await made(questions, people)) });

for (const { questions, people, snippet, view } of cases) {
  const isCounted = questions <= COUNTED;

  for (const isLive of [false, true]) {
    test(`${questions} questions and ${people} people, ${isLive ? "live" : "without script"}`, async (t) => {
      faults.set(`/stories/${LEICESTERSHIRE}/${view.version}.json`, json(JSON.stringify(view)));
      t.after(() => faults.clear());
      const { page } = await visit(t, write(isLive ? snippet : withoutLoader(snippet)), { javaScriptEnabled: isLive, width: 660 });
      if (isLive) await settled(page);
      const box = boxes(page);
      assert.deepEqual(await overflowing(page), []);
      if (isCounted) {
        assert.deepEqual(await seen(box, ".cfb-panel"), [0]);
        for (const at of [questions - 1, 11, 12]) {
          await box.locator(".cfb-tab").nth(at).click();
          assert.deepEqual(await seen(box, ".cfb-panel"), [at]);
        }
      } else {
        assert.equal((await seen(box, ".cfb-panel")).length, questions);
        assert.deepEqual(await seen(box, ".cfb-tab"), []);
        for (const { question } of view.issues) assert.ok(await box.getByRole("heading", { name: question, exact: true }).isVisible());
      }
      await box.locator("#compare > summary").click();
      const names = box.locator(".cfb-picklabel bdi");
      assert.equal((await seen(box, ".cfb-picklabel bdi")).length, people, "everybody is named");
      const [one, other] = [isLive ? people - 1 : Math.min(people, COUNTED) - 1, 12];
      for (const at of [one, other]) await box.locator(".cfb-picklabel input").nth(at).click();
      if (isLive) {
        await box.getByRole("table", { name: /^Side by side/ }).waitFor();
        const heads = await box.getByRole("table", { name: /^Side by side/ }).getByRole("columnheader").locator("bdi").allInnerTexts();
        assert.deepEqual(heads, [await names.nth(other).innerText(), await names.nth(one).innerText()]);
      } else {
        const said = await box.locator(".cfb-say").evaluateAll((all) => [...new Set(all.filter((each) => each.checkVisibility()).map((each) => each.className.match(/cfb-p(\d+)/)[1]))]);
        assert.deepEqual(said.map(Number).sort((a, b) => a - b), [other, one]);
        // Whom the stylesheet cannot count has no box that would do nothing.
        const boxed = await seen(box, ".cfb-picklabel .cfb-tick");
        assert.equal(boxed.length, Math.min(people, COUNTED));
      }
    });
  }

  test(`${questions} questions: the box stands as it stood when script comes`, async (t) => {
    faults.set(`/stories/${LEICESTERSHIRE}/${view.version}.json`, json(JSON.stringify(view)));
    t.after(() => faults.clear());
    const before = await visit(t, write(withoutLoader(snippet)), { javaScriptEnabled: false });
    const { height } = await boxes(before.page).boundingBox();
    const { page } = await visit(t, write(snippet));
    await settled(page);
    assert.ok(Math.abs((await boxes(page).boundingBox()).height - height) <= 1);
  });
}
