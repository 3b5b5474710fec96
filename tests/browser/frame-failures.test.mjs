// What a frame says that has no box: its URL names none, something did not load, or there is no
// script.
import assert from "node:assert/strict";

import { UNSCRIPTED, fitted, framed, height, iframe, opened, serverOptions } from "./frames.mjs";
import { missing } from "./servers.mjs";
import { MET, boxes, loader, settled, test } from "./test.mjs";

test.use({ serverOptions });

const NO_STORY = {
  "no query": "",
  "no id": "?story=",
  "another parameter": `?id=${MET}`,
  capitals: "?story=Met",
  "a path": "?story=../stories/met-police-palantir",
  "an encoded path": "?story=..%2Fstories%2Fmet-police-palantir",
  "an address": "?story=https://example.org/story.json",
  "an address without a scheme": "?story=//example.org/story",
  "a script": "?story=javascript:alert(1)",
  markup: "?story=%3Cimg%20src=x%20onerror=alert(1)%3E",
  "a line break after an id": `?story=${MET}%0A`,
  "a parameter src": "?src=https://example.org/story.json",
};

for (const [name, query] of Object.entries(NO_STORY)) {
  test(`a frame whose address has ${name}: a sentence says so, one message too, and no story is asked for`, async ({
    dist,
    visit,
  }) => {
    const { page, seen } = await visit(`${dist}/frame.html${query}`);
    await page
      .getByText(
        "The facts of a public contract belong here, and they are not there. The newspaper can put that right.",
      )
      .waitFor();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(seen.requests.map((url) => url.slice(dist.length).split("?")[0]).sort(), [
      "/embed.js",
      "/frame.css",
      "/frame.html",
      "/frame.js",
    ]);
    assert.equal(await page.locator("contract-fact-box, a").count(), 0);
    assert.equal(seen.console.length, 1);
    assert.match(
      seen.console[0],
      /^warning: contract-fact-box: http.+ names no story, so there is no box; end it in \?story=ID, with an id that the manifest lists$/,
    );
    assert.deepEqual(seen.errors, []);
  });
}

const BROKEN = {
  "a story that is not there": {
    query: "?story=no-such-story",
    id: "no-such-story",
    code: "story",
  },
  "a version that is not there": { query: `?story=${MET}&version=9`, code: "story" },
  "a language that is none": { query: `?story=${MET}&lang=cy/../x`, code: "story" },
  "no static.js": { path: "/static.js", code: "module" },
};
/** What only a live box needs. */
const NOT_LIVE = {
  "a story that does not arrive": { path: `/stories/${MET}.json`, code: "story" },
  "no WebAssembly": { path: "/contract_fact_box_bg.wasm", code: "wasm" },
  "no box.js": { path: "/box.js", code: "module" },
  "WebAssembly that a policy blocks": { path: "/frame.html", answer: "csp", code: "csp" },
};

for (const [name, { query = `?story=${MET}`, id = MET, path, code }] of Object.entries(BROKEN)) {
  test(`${name}: the frame has a sentence and a link to the story's page, and is no higher than they are`, async ({
    dist,
    faults,
    stage,
  }) => {
    if (path) faults.set(path, missing);
    const { page, seen, frame } = await opened(stage, iframe(query) + loader);
    const [{ type, detail }] = await settled(frame);
    assert.deepEqual([type, detail.code], ["error", code]);
    assert.ok(await frame.getByText("if it does not appear").isVisible());
    assert.equal(
      await frame.getByRole("link", { name: "Open it as a page" }).evaluate((link) => link.href),
      `${dist}/stories/${id}.html`,
    );
    assert.ok((await fitted(page, frame)) < 150);
    assert.equal(seen.console.filter((line) => line.includes("contract-fact-box:")).length, 1);
    assert.deepEqual(seen.errors, []);
  });
}

for (const [name, { path, answer, code }] of Object.entries(NOT_LIVE)) {
  test(`${name}: the frame has the static box, and its height`, async ({ dist, faults, stage }) => {
    if (answer === "csp") {
      const html = (await (await fetch(`${dist}/frame.html`)).text()).replace(
        " 'wasm-unsafe-eval'",
        "",
      );
      faults.set(path, (response, headers) =>
        response
          .writeHead(200, { ...headers, "content-type": "text/html; charset=utf-8" })
          .end(html),
      );
    } else faults.set(path, missing);
    const { page, seen, frame } = await opened(stage, iframe(`?story=${MET}`) + loader);
    const [{ type, detail }] = await settled(frame);
    assert.deepEqual([type, detail.code], ["error", code]);
    assert.ok(await boxes(frame).isVisible());
    const box = await boxes(frame).boundingBox();
    assert.ok((await fitted(page, frame)) >= box.height);
    await boxes(frame).locator("#row-sources > summary").click();
    await boxes(frame).locator("#row-sources[open]").waitFor();
    assert.equal(seen.console.filter((line) => line.includes("contract-fact-box:")).length, 1);
    assert.deepEqual(seen.errors, []);
  });
}

test("no frame.js, or no script at all: a sentence says where the facts are", async ({
  dist,
  faults,
  visit,
  write,
}) => {
  const unscripted = await visit(`${dist}/frame.html?story=${MET}`, { javaScriptEnabled: false });
  assert.ok(await unscripted.page.getByText(UNSCRIPTED).isVisible());
  faults.set("/frame.js", missing);
  const { page } = await visit(write(framed));
  await page.frameLocator("iframe").getByText(UNSCRIPTED).waitFor();
});

test("no embed.js: the sentence and the link stand there all the same", async ({
  faults,
  visit,
  write,
}) => {
  faults.set("/embed.js", missing);
  const { page } = await visit(write(framed));
  const link = page.frameLocator("iframe").getByRole("link", { name: "Open it as a page" });
  await link.waitFor();
  assert.equal(await height(page), 700);
});
