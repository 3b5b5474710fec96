import { FactBoxError, check, mount } from "/dist/contract-fact-box.js";

const place = document.querySelector("#draft");
const said = document.querySelector("#said");
const draft = {
  id: "bridge",
  lang: "en-GB",
  title: "A bridge that was made up",
  as_of: "2026-03",
  published_at: "2026-03-04",
  publisher: "The Example",
  sources: [
    {
      id: "notice",
      kind: "notice",
      title: "Contract award notice",
      publisher: "Example council",
      url: "https://example.org/notice",
      published: "2026-02-03",
    },
  ],
  parties: [{ id: "council", name: "Example council", kind: "organisation" }],
  contracts: [
    {
      title: "A bridge",
      sources: "notice",
      buyer: "council",
      status: { code: "signed", since: "2026-02-03" },
    },
  ],
};

try {
  await mount(place, { ...draft, as_of: "soon" });
} catch (error) {
  if (!(error instanceof FactBoxError)) throw error;
  said.textContent = `${error.code}: ${error.issues.map(({ path, message }) => `${path}: ${message}`).join(" ")}`;
}

const mistakes = (await check(draft)).filter(({ severity }) => severity === "error");
if (!mistakes.length) await mount(place, draft);
