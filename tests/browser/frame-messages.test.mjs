// What a page hears of the height of a frame: only what its own frame says, and only what is a height.
import assert from "node:assert/strict";

import { fitted, framed, height, opened, serverOptions } from "./frames.mjs";
import { addressed } from "./servers.mjs";
import { loader, test } from "./test.mjs";

test.use({ serverOptions });

// What a frame of ours may not say, and who else may not say it.
const WRONG_HEIGHTS = [
  NaN,
  Infinity,
  -1,
  0,
  30001,
  1e9,
  "900",
  "900px",
  null,
  undefined,
  [900],
  { valueOf: 900 },
  true,
];
const message = (height) => ({ "contract-fact-box": { height } });

test("a height that is no sane number changes nothing", async ({ stage }) => {
  const { page, frame } = await opened(stage, framed + loader);
  const before = await fitted(page, frame);
  /** Sends this from the frame; done once the page has heard it, since messages come in the order in which they are sent. */
  const send = async (data) => {
    await page.evaluate(
      () =>
        void (globalThis[Symbol.for("heard")] = new Promise((done) =>
          addEventListener("message", ({ data }) => data === "said" && done(true)),
        )),
    );
    await frame.evaluate(
      (data) => [data, "said"].forEach((each) => parent.postMessage(each, "*")),
      data,
    );
    await page.evaluate(() => globalThis[Symbol.for("heard")]);
  };
  for (const each of WRONG_HEIGHTS) {
    await send(message(each));
    assert.equal(await height(page), before, String(each));
  }
  for (const data of [
    null,
    "contract-fact-box",
    5,
    { height: 900 },
    { "contract-fact-box": 900 },
    { "contract-fact-box": null },
  ]) {
    await send(data);
    assert.equal(await height(page), before, JSON.stringify(data));
  }
  // The way they came is the way that works.
  await frame.evaluate((data) => parent.postMessage(data, "*"), message(901));
  await page.waitForFunction(() => document.querySelector("iframe").clientHeight === 901);
});

const SAYS = `<!doctype html><title>Another page</title><script>parent.postMessage({ "contract-fact-box": { height: 901 } }, "*"); parent.postMessage("said", "*")</script>`;
const OTHERS = {
  "the page itself": {
    say: (page) => page.evaluate((data) => postMessage(data, "*"), message(901)),
  },
  "a frame of the page's own": {
    also: '<iframe id="other" src="/says.html" title="Other"></iframe>',
    frames: "'self'",
  },
  "a frame of the folder that is not its frame.html": {
    also: `<iframe id="other" src="/dist/says.html?story=x" title="Other"></iframe>`,
  },
  "another origin's page that our frame went to": {
    go: (page, url) =>
      page.evaluate((to) => {
        document.querySelector("iframe").contentWindow.location = to;
      }, `${url}/says.html`),
    frames: "'self'",
  },
  "a page of no origin that our frame went to": {
    go: (page) =>
      page.evaluate((html) => {
        document.querySelector("iframe").contentWindow.location =
          `data:text/html,${encodeURIComponent(html)}`;
      }, SAYS),
    frames: "data:",
  },
};

for (const [name, { also = "", say, go, frames = "" }] of Object.entries(OTHERS)) {
  test(`a message from ${name} changes no height`, async ({
    dist,
    faults,
    pages,
    site,
    stage,
    url,
  }) => {
    pages["/says.html"] = SAYS;
    faults.set("/says.html", (response, headers) =>
      response.writeHead(200, { ...headers, "content-type": "text/html" }).end(SAYS),
    );
    site.csp = () => `frame-src ${dist} ${frames}`;
    const { page, frame } = await opened(stage, framed + loader);
    const before = await fitted(page, frame);
    const said = page.evaluate(
      () =>
        new Promise((done) => addEventListener("message", ({ data }) => data === "said" && done())),
    );
    if (also)
      await page.evaluate(
        (html) => document.querySelector("main").insertAdjacentHTML("beforeend", html),
        addressed(also, dist),
      );
    await (say ?? go)?.(page, url);
    if (say) await page.evaluate(() => postMessage("said", "*"));
    await said;
    assert.equal(
      await page
        .locator("iframe")
        .first()
        .evaluate((frame) => frame.clientHeight),
      before,
    );
    if (also)
      assert.notEqual(await page.locator("#other").evaluate((frame) => frame.clientHeight), 901);
  });
}
