// What one visit costs. Times and costs are of different visits, since looking at every frame whether something is there costs.
import { Visit } from "./visit.mjs";

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** How long a click is given to take effect before a reader tries again. */
const PATIENCE_MS = { fast: 150, slow: 500 };
const MOST_MS = 20_000;
/** How long a reader looks at a box while scrolling through a page. */
const LOOK_MS = 150;

/** Chooses the first question, as soon as it can be, again and again until it is chosen; when that was. */
async function chooseSoon(visit, profile) {
  let chosen;
  const wait = visit.when("isChosen", 0, 0, MOST_MS).then((time) => (chosen = time));
  for (const end = Date.now() + MOST_MS; !chosen && Date.now() < end;) {
    const tab = await visit.find("findQuestion");
    // What was found may have been replaced before the click: then nothing was clicked, and the reader need not wait.
    const isClicked = tab && !chosen && (await visit.click(tab));
    await Promise.race([wait, sleep(isClicked ? PATIENCE_MS[profile] : 10)]);
  }
  if (!chosen) throw new Error("the question was never chosen");
  return chosen;
}

async function timeSteps(visit, url, profile) {
  await visit.go(url);
  const began = await visit.began();
  const readable = await visit.when("isReadable");
  const [question, live] = await Promise.all([chooseSoon(visit, profile), visit.when("isLive")]);
  if (live === null) throw new Error("never live");
  return { readable: readable - began, question: question - began, live: live - began };
}

/** When a reader can do what, in milliseconds after the visit began; and what another visit asks for. */
export async function measureTimes(browser, variant, servers, url, profile) {
  const visit = await Visit.start(browser, variant, servers.log, profile);
  try {
    const first = await timeSteps(visit, url, profile);
    await visit.rest();
    servers.takeSent();
    await visit.again(profile);
    const second = await timeSteps(visit, url, profile);
    await visit.rest();
    const sent = servers.takeSent();
    return {
      ...first,
      second: {
        ...second,
        bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0),
        requests: sent.length,
      },
    };
  } finally {
    await visit.end();
  }
}

/** What an act costs until the page is at rest, and the longest that a reader waits for the next frame. */
async function spendOn(visit, element, check) {
  const before = await visit.rest();
  await visit.seen();
  if (!(await visit.click(element))) throw new Error("nothing to click");
  const after = await visit.rest();
  if (!(await check())) throw new Error("the click has had no effect");
  const { wait } = await visit.seen();
  return { cpu: after.cpu - before.cpu, script: after.script - before.script, wait };
}

const chooseQuestion = async (visit, at) =>
  spendOn(visit, await visit.find("findQuestion", 0, at), () => visit.is("isChosen", 0, at));

/** Puts two people side by side; what the second of them costs. */
async function comparePeople(visit) {
  await visit.click(await visit.find("findOpener"));
  await visit.rest();
  await visit.click(await visit.find("findPick", 0, 0));
  return spendOn(visit, await visit.find("findPick", 0, 1), () => visit.is("isCompared"));
}

/** What the main thread computes, in milliseconds: for a page that nobody touches, until all is live, and for each act. */
export async function measureCosts(browser, variant, servers, url, profile) {
  const visit = await Visit.start(browser, variant, servers.log, profile);
  try {
    await visit.go(url);
    const untouched = await visit.rest();
    const threads = await visit.spentByAll();
    const { shift } = await visit.seen();
    const wasLive = await visit.is("isLive");
    const first = await chooseQuestion(visit, 0);
    if (!(await visit.is("isLive"))) throw new Error("never live");
    const question = await chooseQuestion(visit, 1);
    const comparison = variant.hands.isCompared ? await comparePeople(visit) : undefined;
    await visit.rest();
    return {
      untouched: { ...untouched, threads },
      shift,
      first,
      untilLive: {
        cpu: untouched.cpu + (wasLive ? 0 : first.cpu),
        script: untouched.script + (wasLive ? 0 : first.script),
      },
      question,
      comparison,
      memory: await visit.memory(),
    };
  } finally {
    await visit.end();
  }
}

/** The same of a page with many boxes: as it is opened, as somebody reads down to its end, and a question in the last box. */
export async function measureMany(browser, variant, servers, url, count) {
  const visit = await Visit.start(browser, variant, servers.log);
  try {
    await visit.go(url);
    const untouched = await visit.rest();
    for (let at = 0; at < count; at++) {
      await visit.scrollTo(at);
      await sleep(LOOK_MS);
    }
    const last = count - 1;
    await visit.when("isReadable", last);
    const scrolled = await visit.rest();
    const memory = await visit.memory();
    const tab = await visit.find("findQuestion", last);
    // The first act in a box may be what makes it live; that is in the costs of one box.
    await visit.click(tab);
    await visit.rest();
    const question = await spendOn(visit, await visit.find("findQuestion", last, 1), () =>
      visit.is("isChosen", last, 1),
    );
    return { untouched, scrolled, memory, question };
  } finally {
    await visit.end();
  }
}
