// Which bytes a reader has to wait for: each file is held back once, and what no longer works then needed it. So these figures
// are exact, however busy the machine is.
import { Visit } from "./visit.mjs";

const FOUND_MS = 400;
const ACT_MS = 700;

/** Whether a box becomes so in this time; a box whose document never comes does not. */
const becomes = async (visit, name, most) =>
  (await visit.when(name, 0, 0, most).catch(() => null)) !== null;

async function clickOn(visit, name, at = 0) {
  const element = await visit.find(name, 0, at);
  return Boolean(element) && visit.click(element);
}

/** Compares two people, where a variant can. */
async function compare(visit) {
  if (!(await clickOn(visit, "findOpener"))) return false;
  if (!(await clickOn(visit, "findPick", 0))) return false;
  if (!(await clickOn(visit, "findPick", 1))) return false;
  return becomes(visit, "isCompared", ACT_MS);
}

/** What a reader can do on a page once it is at rest. */
async function tryAll(visit, { hands }, url) {
  await visit.go(url);
  await visit.rest();
  const isReadable = await becomes(visit, "isReadable", FOUND_MS);
  const isAnswered =
    isReadable &&
    (await clickOn(visit, "findQuestion")) &&
    (await becomes(visit, "isChosen", ACT_MS));
  await visit.rest();
  const isLive =
    isReadable &&
    (await becomes(visit, "isLive", FOUND_MS)) &&
    (!hands.isCompared || (await compare(visit)));
  return { readable: isReadable, question: isAnswered, live: isLive };
}

/**
 * Finds the bytes of the bodies until the facts can be read, a question can be chosen, and all works that a variant can; and what
 * is sent in all.
 */
export async function measureBytes(browser, variant, servers, url) {
  const sentWithout = async (path) => {
    servers.held.clear();
    if (path) servers.held.add(path);
    servers.takeSent();
    const visit = await Visit.start(browser, variant, servers.log);
    const works = await tryAll(visit, variant, url);
    await visit.end();
    servers.held.clear();
    return { works, sent: servers.takeSent() };
  };

  const { works, sent } = await sentWithout();
  const missing = Object.keys(works).find((step) => !works[step]);
  if (missing) throw new Error(`${variant.name}: never ${missing}`);
  const bytes = { all: 0, requests: sent.length, readable: 0, question: 0, live: 0 };
  const sizes = new Map();
  for (const { path, bytes } of sent) sizes.set(path, (sizes.get(path) ?? 0) + bytes);
  for (const [path, size] of sizes) {
    bytes.all += size;
    const isPage = path.startsWith("page/");
    const without = isPage ? {} : (await sentWithout(path)).works;
    for (const step of ["readable", "question", "live"]) if (!without[step]) bytes[step] += size;
  }
  return bytes;
}
