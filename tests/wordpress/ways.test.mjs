// Each way to bring a box into WordPress, by each role, without the plugin and with it: written in the block editor,
// published, read with script and without. What is to come of it stands in fixtures/wordpress/ways.json, which says why.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";

import { LEICESTERSHIRE as ID, open, view } from "../browser/test.mjs";
import { sit } from "./desk.mjs";
import { NAMES, ways as waysOf } from "./forms.mjs";
import { activate, set } from "./plugin.mjs";
import { content, plain, read } from "./reader.mjs";
import { test } from "./test.mjs";

test.use({ siteName: "ways" });

const ROLES = ["administrator", "editor", "author", "contributor"];
const RECORD = new URL("../fixtures/wordpress/ways.json", import.meta.url);
const record = JSON.parse(await readFile(RECORD, "utf8"));
const BLESS = process.env.BLESS;

// One WordPress for all tests, with a post for each role and way.
let site, browser, dist, ways, story;
const posts = new Map();

/** The story's plain text, as a browser shows it in a page without style. */
async function facts() {
  const { page, close } = await open(browser, undefined, { javaScriptEnabled: false });
  await page.setContent(ways.div[1].content);
  const text = plain(await page.locator("body").innerText());
  await close();
  return text;
}

const readings = new Map();

/** What a reader finds in a post with script and without; where WordPress sends the same for two roles, it is read once. */
async function reading(url, plugin) {
  const key = `${plugin} ${await content(url)}`;
  const both = async () => [
    await read(browser, url, story, { script: true }),
    await read(browser, url, story, { script: false }),
  ];
  if (!readings.has(key)) readings.set(key, both());
  return readings.get(key);
}

test.beforeAll(async ({ browser: opened, wordpress, folder }) => {
  [site, browser, dist] = [wordpress, opened, folder.dist];
  ways = await waysOf(dist);
  story = {
    page: `${dist}/stories/${ID}.html`,
    title: (await view(ID)).title,
    facts: await facts(),
  };
  const desks = await Promise.all(ROLES.map((role) => sit(browser, site.url, role)));
  await Promise.all(
    desks.map(async (desk, at) => {
      assert.deepEqual(Object.keys(ways), NAMES);
      const [[first, block], ...others] = Object.entries(ways);
      posts.set(`${ROLES[at]} ${first}`, await desk.write(first, block));
      for (const [way, block] of others)
        posts.set(`${ROLES[at]} ${way}`, await desk.save(way, block));
    }),
  );
  await desks[ROLES.indexOf("editor")].publish(
    Object.keys(ways).map((way) => posts.get(`contributor ${way}`)),
  );
  await Promise.all(desks.map((desk) => desk.close()));
});

test("the record has every way, role and state of the plugin, once", () => {
  const asked = [false, true].flatMap((plugin) =>
    NAMES.flatMap((way) => ROLES.map((role) => `${way} ${role} ${plugin}`)),
  );
  assert.deepEqual(
    record.map(({ way, role, plugin }) => `${way} ${role} ${plugin}`),
    asked,
  );
  const whole = record.filter(
    ({ plugin, with_script, without_script }) =>
      plugin && with_script === "live" && without_script === "static",
  );
  assert.deepEqual(
    [...new Set(whole.map(({ role }) => role))],
    ROLES,
    "each role has a way that works fully",
  );
  for (const { why, with_script, way, role } of record)
    assert.ok(why || with_script === "live", `${way}, ${role}: it says why`);
});

for (const plugin of [false, true]) {
  test.describe(plugin ? "with the plugin" : "without the plugin", () => {
    if (plugin) {
      test.beforeAll(async () => {
        await activate(browser, site.url);
        await set(browser, site.url, `${dist}/`);
      });
    }
    for (const row of record.filter((row) => row.plugin === plugin)) {
      test(`${row.way}, ${row.role}: ${row.with_script}, without script ${row.without_script}`, async () => {
        const url = `${site.url}/?p=${posts.get(`${row.role} ${row.way}`)}`;
        const [with_script, without_script] = await reading(url, plugin);
        if (BLESS) return Object.assign(row, { with_script, without_script });
        assert.deepEqual(
          { with_script, without_script },
          { with_script: row.with_script, without_script: row.without_script },
          url,
        );
      });
    }
  });
}

test.afterAll(async () => {
  if (BLESS)
    await writeFile(
      RECORD,
      `[\n${record.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`,
    );
});
