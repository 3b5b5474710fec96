// The plugin: its setting, its shortcode and its links, and what is there when the folder is not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { LEICESTERSHIRE as ID, boxes, open, settled, view } from "../browser/test.mjs";
import { sent } from "../browser/servers.mjs";
import { sit } from "./desk.mjs";
import { prerendered } from "./forms.mjs";
import { activate, entry, set } from "./plugin.mjs";
import { content } from "./reader.mjs";
import { test } from "./test.mjs";

test.use({ siteName: "plugin" });

const PHP = fileURLToPath(
  new URL("../../www/wordpress/contract-fact-box/contract-fact-box.php", import.meta.url),
);
const WITHDRAWN = fileURLToPath(new URL("../fixtures/view/withdrawn/story.json", import.meta.url));

const story = await view(ID);
// One WordPress for all tests, in their order: what one sets, the next has.
let site, browser, dist, faults, own, author;

test.beforeAll(async ({ browser: opened, wordpress, folder }) => {
  [site, browser] = [wordpress, opened];
  ({ dist, faults } = folder);
  own = await (await fetch(`${dist}/stories/${ID}.snippet.html`)).text();
  await activate(browser, site.url);
  author = await sit(browser, site.url, "author");
});

const LINK = (id, attributes = "") =>
  `<div data-contract-fact-box="${id}"${attributes}><a href="${dist}/stories/${id}.html">Contract fact box</a></div>`;
const HTML = (body, status = 200) => sent("text/html; charset=utf-8", body, status);

/** Posts a shortcode; the post's address. */
const post = async (text) =>
  `${site.url}/?p=${await author.save("A post", ["core/shortcode", { text }])}`;

/** What stands in a post to somebody who may mend it. */
async function told(url) {
  const page = await author.page.context().newPage();
  await page.goto(url);
  const words = await page.locator(".entry-content").innerText();
  await page.close();
  return words.trim();
}

const box = async (attributes) => content(await post(`[contract-fact-box ${attributes}]`));

test("PHP finds no mistake in it", () => {
  assert.match(execFileSync("php", ["-l", PHP], { encoding: "utf8" }), /^No syntax errors/);
});

test("without an address of the folder readers see nothing, and who may mend it is told", async () => {
  const url = await post(`[contract-fact-box story="${ID}"]`);
  assert.equal(await content(url), "");
  assert.equal(
    await told(url),
    "Contract Fact Box: the address of the built folder is not set, so there is no box; set it under Settings, Contract Fact Box",
  );
  assert.doesNotMatch(await (await fetch(url)).text(), /embed\.js/);
});

test("the setting takes an address and nothing else", async () => {
  for (const [given, kept] of [
    ["javascript:alert(1)", ""],
    ["https://cdn.example.org/box/?a=b", ""],
    [
      'https://cdn.example.org/"><script>alert(1)</script>',
      "https://cdn.example.org/scriptalert(1)/script/",
    ],
    [`${dist}`, `${dist}/`],
  ]) {
    assert.equal(await set(browser, site.url, given), kept, given);
  }
});

test.describe("with an address", () => {
  // As the test before has left it; where that has failed, it stands there all the same.
  test.beforeAll(() => set(browser, site.url, `${dist}/`));

  test("only administrators may set it, and only by the page that asks", async ({ afterwards }) => {
    const editor = await sit(browser, site.url, "editor");
    afterwards(editor.close);
    const answer = await editor.page.goto(
      `${site.url}/wp-admin/options-general.php?page=contract-fact-box`,
    );
    assert.equal(answer.status(), 403);
    const form = {
      option_page: "contract-fact-box",
      action: "update",
      contract_fact_box_url: "https://evil.example/",
    };
    assert.equal(
      (await editor.page.request.post(`${site.url}/wp-admin/options.php`, { form })).status(),
      403,
    );
    const administrator = await entry(
      browser,
      site.url,
      "options-general.php?page=contract-fact-box",
    );
    afterwards(administrator.close);
    assert.equal(
      (
        await administrator.page.request.post(`${site.url}/wp-admin/options.php`, { form })
      ).status(),
      403,
    );
    await administrator.page.reload();
    assert.equal(
      await administrator.page.getByLabel("Address of the built folder").inputValue(),
      `${dist}/`,
    );
  });

  const REFUSED = {
    "no story": ["", 'the shortcode names no story, so there is no box; write story="ID"'],
    "an id with a path in it": [
      'story="../embed"',
      'story="../embed" is not possible, so there is no box; mend it',
    ],
    "an id that is markup": ["story='\"><b>x</b>'", /^Contract Fact Box: /],
    "a version that is none": [
      `story="${ID}" version="newest"`,
      'version="newest" is not possible, so there is no box; mend it',
    ],
    "a language that is none": [
      `story="${ID}" lang="../fr"`,
      'lang="../fr" is not possible, so there is no box; mend it',
    ],
    "parts that are none": [
      `story="${ID}" parts="everything"`,
      'parts="everything" is not possible, so there is no box; mend it',
    ],
    "people who are no ids": [
      `story="${ID}" parts="compare" people="Ann Example"`,
      'people="Ann Example" is not possible, so there is no box; mend it',
    ],
    "a level that is none": [
      `story="${ID}" heading_level="7"`,
      'heading_level="7" is not possible, so there is no box; mend it',
    ],
  };
  for (const [name, [attributes, message]] of Object.entries(REFUSED)) {
    test(`${name}: readers see nothing of it, and who may mend it is told`, async () => {
      const url = await post(`[contract-fact-box ${attributes}]`);
      if (typeof message === "string") {
        assert.equal(await content(url), "");
        assert.equal(await told(url), `Contract Fact Box: ${message}`);
      } else {
        assert.doesNotMatch(await content(url), /<b>|data-contract-fact-box|<contract-fact-box/);
      }
    });
  }

  test("the story's snippet stands in the post, in its exact words, and its script once on the page", async () => {
    const url = await post(`[contract-fact-box story="${ID}"]`);
    const element = own.slice(0, own.indexOf("<script")).trim();
    assert.equal((await content(url)).replaceAll("&#91;", "[").replaceAll("&#93;", "]"), element);
    const html = await (await fetch(url)).text();
    const scripts = html.match(/<script\b[^>]*\/embed\.js[^>]*>/g);
    assert.equal(scripts.length, 1);
    assert.match(scripts[0], new RegExp(` src="${dist}/embed.js"[^>]* async`));
  });

  test("a reader's browser asks nobody but the site and the folder", async ({ afterwards }) => {
    const { page, seen, close } = await open(
      browser,
      await post(`[contract-fact-box story="${ID}"]`),
    );
    afterwards(close);
    await settled(page);
    assert.deepEqual([...seen.origins].sort(), [dist, site.url].sort());
  });

  test("headings start where the shortcode says, in the box, in the plain text and in the live box", async ({
    afterwards,
  }) => {
    const url = await post(`[contract-fact-box story="${ID}" heading_level="3"]`);
    const levels = (html) => [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    const html = await content(url);
    assert.deepEqual(
      levels(html),
      levels(own).map((level) => level + 1),
    );
    const { page, close } = await open(browser, url);
    afterwards(close);
    await settled(page);
    assert.equal(await page.getByRole("heading", { level: 3, name: story.title }).count(), 1);
  });

  test("a version that the folder has a snippet of stands there; of another, a link until its script brings it", async () => {
    assert.match(
      await box(`story="${ID}" version="${story.version}"`),
      /^<contract-fact-box story/,
    );
    assert.equal(await box(`story="${ID}" version="7"`), LINK(ID, ' data-version="7"'));
  });

  test("a translation is a link until its script brings it", async () => {
    assert.equal(
      await box(`story="${ID}" lang="fr" heading_level="3"`),
      LINK(ID, ' data-lang="fr" data-heading-level="3"'),
    );
  });

  const PARTS = {
    facts: ['parts="facts"', ' data-parts="facts"'],
    "one question": ['parts="words" issue="deal"', ' data-parts="words" data-issue="deal"'],
    "people side by side": [
      'parts="compare" people="home-office, sadiq-khan"',
      ' data-parts="compare" data-people="home-office, sadiq-khan"',
    ],
  };
  for (const [name, [attributes, settings]] of Object.entries(PARTS)) {
    test(`${name}: a link until its script brings that part of the box`, async () => {
      assert.equal(await box(`story="${ID}" ${attributes}`), LINK(ID, settings));
    });
  }

  const ABSENT = {
    "an answer that is none": (response) => response.destroy(),
    "a story that the folder does not have": HTML("not found", 404),
    "a page in the place of the snippet": HTML(
      "<!doctype html><p>A portal asks you to log in</p><script>alert(1)</script>",
    ),
    "the snippet of another story": (...given) => HTML(own)(...given),
    "half a snippet": (response) =>
      HTML(own.replaceAll(ID, "half-a-snippet").slice(0, 5000))(response),
    "a snippet that was made for another address": (...given) =>
      HTML(
        own
          .replaceAll(ID, "a-snippet-that-was-made-for-another-address")
          .replaceAll(`"${dist}/`, '"/dist/'),
      )(...given),
  };
  for (const [name, answer] of Object.entries(ABSENT)) {
    test(`${name}: a link stands there`, async ({ afterwards }) => {
      const id = name.replaceAll(" ", "-");
      let asked = 0;
      faults.set(`/stories/${id}.snippet.html`, (...args) => (asked++, answer(...args)));
      afterwards(() => faults.delete(`/stories/${id}.snippet.html`));
      const url = await post(`[contract-fact-box story="${id}"]`);
      assert.equal(await content(url), LINK(id));
      assert.equal(await content(url), LINK(id));
      assert.equal(asked, 1, "a folder that does not answer is left alone for a while");
    });
  }

  test("a withdrawn story says that it is, once", async ({ afterwards }) => {
    const { id, title } = JSON.parse(await readFile(WITHDRAWN, "utf8"));
    faults.set(
      `/stories/${id}.snippet.html`,
      HTML(await prerendered(dist, WITHDRAWN, "--css", "link")),
    );
    const url = await post(`[contract-fact-box story="${id}"]`);
    const { page, close } = await open(browser, url, { javaScriptEnabled: false });
    afterwards(close);
    assert.equal(await boxes(page).isVisible(), true);
    assert.equal(
      await page.getByRole("heading", { name: title }).locator("visible=true").count(),
      1,
    );
    assert.match(await boxes(page).innerText(), /withdrawn/i);
  });

  test("what is a shortcode to WordPress is a text in a story", async ({ afterwards }) => {
    const words = `[contract-fact-box story="${ID}"] and "straight" marks`;
    faults.set(
      "/stories/brackets.snippet.html",
      HTML(own.replace(`story="${ID}"`, 'story="brackets"').replaceAll(story.facts[0].text, words)),
    );
    const { page, close } = await open(
      browser,
      await post('[contract-fact-box story="brackets"]'),
      { javaScriptEnabled: false },
    );
    afterwards(close);
    assert.equal(await page.locator("contract-fact-box").count(), 1);
    assert.ok(await boxes(page).getByText(words).first().isVisible());
  });

  test("in a feed stands the plain text, once", async () => {
    await post(`[contract-fact-box story="${ID}"]`);
    const feed = await (await fetch(`${site.url}/?feed=rss2`)).text();
    const [, item] = /<content:encoded><!\[CDATA\[([\s\S]*?)\]\]>/.exec(feed);
    assert.doesNotMatch(item, /<template|<script|cfb-static/);
    assert.equal(item.split(story.value.text).length > 1, true);
    assert.equal(item.split(`<h2>${story.title}</h2>`).length, 2);
  });

  test("a pasted link is previewed in the editor, also where the folder has no oEmbed", async ({
    afterwards,
  }) => {
    const link = `${dist}/stories/${ID}.html`;
    assert.match((await author.preview(link)).html, /<iframe[^>]* sandbox="allow-scripts"/);
    faults.set(`/stories/met-police-palantir.html`, HTML("<!doctype html><title>A story</title>"));
    afterwards(() => faults.delete("/stories/met-police-palantir.html"));
    const { html, scripts } = await author.preview(`${dist}/stories/met-police-palantir.html`);
    assert.match(html, /^<contract-fact-box story="met-police-palantir"/);
    assert.deepEqual(scripts, []);
  });

  test("an author who types it into the editor and publishes it has a live box", async ({
    afterwards,
  }) => {
    const desk = await sit(browser, site.url, "author");
    afterwards(desk.close);
    const { page } = desk;
    const close = page.getByRole("button", { name: "Close", exact: true });
    if (await close.isVisible()) await close.click();
    const canvas = page.frames().find((frame) => frame.name() === "editor-canvas") ?? page;
    await canvas.getByRole("textbox", { name: "Add title" }).fill("Typed");
    await page.keyboard.press("Enter");
    await page.keyboard.type("/shortcode");
    await page.getByRole("option", { name: "Shortcode" }).waitFor();
    await page.keyboard.press("Enter");
    await canvas
      .getByRole("textbox", { name: "Shortcode text" })
      .fill(`[contract-fact-box story="${ID}"]`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page
      .getByRole("region", { name: "Editor publish" })
      .getByRole("button", { name: "Publish", exact: true })
      .click();
    await page.waitForFunction(
      () =>
        wp.data.select("core/editor").isCurrentPostPublished() &&
        !wp.data.select("core/editor").isSavingPost(),
    );
    const link = await page.evaluate(() => wp.data.select("core/editor").getPermalink());
    const read = await open(browser, link);
    afterwards(read.close);
    assert.deepEqual(
      (await settled(read.page)).map(({ type }) => type),
      ["live"],
    );
  });

  test("PHP had nothing to say of it", async () => {
    assert.deepEqual(
      (await site.errors())
        .split("\n")
        .filter((line) => line.includes("contract-fact-box") && !line.includes("sqlite")),
      [],
    );
  });
});
