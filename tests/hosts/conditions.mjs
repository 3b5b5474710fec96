// What pages do to what is in them, on purpose or not. Each is a page of its own, on another origin than the folder.
import { pagePolicy } from "../engines/policy.mjs";

/** What holds a box in a page or in a frame. */
export const HOST = "contract-fact-box, [data-contract-fact-box], #place";
const style = (css) => ({ head: `<style>${css}</style>` });
const patch = (code) => ({ head: `<script>${code}</script>` });
/** The strict policy, with frames of the folder. */
const strict = (dist, options) => `${pagePolicy(dist, options)}; frame-src ${dist}`;

/** With this host, pages are of another origin than those that the folder's server shares with. */
export const UNSHARED = "localhost";

// In the page, once the box is there: what becomes of its host.
const moved = (host) => document.querySelector("aside").append(document.querySelector(host));
const cloned = (host) => {
  const first = document.querySelector(host);
  const copy = first.cloneNode(true);
  first.replaceWith(copy);
};
const detached = async (host) => {
  const taken = document.querySelector(host);
  taken.remove();
  // Longer than a move takes.
  for (let task = 0; task < 3; task++) await new Promise((done) => setTimeout(done));
  document.querySelector("main").append(taken);
};
// As page-swapping libraries do: the next page's body is parsed and put in, its scripts are made anew.
const swapped = async () => {
  const html = await (await fetch(location.href)).text();
  const { body } = new DOMParser().parseFromString(html, "text/html");
  document.body.replaceWith(document.adoptNode(body));
  for (const script of document.body.querySelectorAll("script")) {
    const copy = document.createElement("script");
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    script.replaceWith(copy);
  }
  dispatchEvent(new Event("page:swapped"));
};

/**
 * By group and name: `head`, what stands in the page's head, and `before`, what stands before the box; `csp`, its policy, by
 * the folder's address; `host`, if it is not the usual one; `sandbox`, if the page itself stands in such a frame; `act`,
 * what the page does with the box once that is there, after which it becomes ready once more if it comes by what `again`
 * names; `look`, what is expected of how it looks, by name.
 */
export const GROUPS = {
  "as it is": {
    "nothing special": {},
  },
  "with styles": {
    "* { all: unset !important }": { ...style("* { all: unset !important }"), look: "plain" },
    "text styles for everything": {
      ...style(
        "* { color: red !important; letter-spacing: 4px !important; text-transform: uppercase !important; text-align: right !important; text-align-last: right !important; line-height: 3 !important; white-space: nowrap !important; cursor: wait !important; -webkit-text-fill-color: red !important; word-break: break-all !important }",
      ),
      look: "plain",
    },
    "font sizes for everything": {
      ...style("html { font-size: 62.5% } * { font-size: 10px !important } main { width: 320px }"),
      look: "readable",
    },
    "everything from right to left": {
      ...style("* { direction: rtl !important; unicode-bidi: bidi-override !important }"),
      look: "plain",
    },
    "a dark colour scheme": {
      ...style(":root { color-scheme: dark; background: #111; color: #eee }"),
      look: "dark",
    },
    "a war of z-indexes": {
      ...style(
        "main * { position: relative !important; z-index: 99999 !important } main .bar { position: fixed !important; inset: 0 0 auto; height: 60px; z-index: 100000 !important; background: #eee }",
      ),
      before: '<div class="bar">The page’s own bar</div>',
      look: "below the bar",
    },
    "a table around everything": { ...style("main { display: table }"), look: "wide" },
    "a column that centres": {
      ...style("main { display: flex; flex-direction: column; align-items: center }"),
      look: "wide",
    },
  },
  "with scripts": {
    "a fetch that is wrapped": patch(`{
      const real = fetch;
      window.fetch = async (...asked) => {
        const answer = await real(...asked);
        const { ok, status, headers, url } = answer;
        return { ok, status, headers, url, text: () => answer.text(), json: () => answer.json(), arrayBuffer: () => answer.arrayBuffer(), clone: () => answer.clone() };
      };
    }`),
    "a fetch that answers with proxies": patch(`{
      const real = fetch;
      window.fetch = async (...asked) => new Proxy(await real(...asked), { get(answer, name) { const value = answer[name]; return typeof value === "function" ? value.bind(answer) : value; } });
    }`),
    "a URL of its own": patch("window.URL = '/api/';"),
    "a fetch that throws": patch("window.fetch = () => { throw new Error('no fetch') };"),
    "a customElements that throws": patch(
      "customElements.define = () => { throw new Error('no elements') };",
    ),
    "an element of its own by our name": patch(
      "customElements.define('contract-fact-box', class extends HTMLElement {});",
    ),
    "built-ins that are extended": patch(
      // Neither Object's nor what JSON asks for: the drivers of browsers fail on those themselves.
      "for (const { prototype } of [Array, String, Function, Element, Node, Promise, Map]) prototype.extra = function () {};",
    ),
    "a <base> elsewhere": { head: '<base href="https://news.example.org/elsewhere/">' },
  },
  "with policies": {
    "the strict policy, with 'wasm-unsafe-eval'": { csp: strict, look: "plain" },
    "Trusted Types": { csp: () => "require-trusted-types-for 'script'; trusted-types 'none'" },
    "no 'wasm-unsafe-eval'": { csp: (dist) => strict(dist, { scripts: dist }) },
    "none of the folder's styles": {
      csp: (dist) => strict(dist).replace(`style-src ${dist}`, "style-src"),
      look: "plain",
    },
    "none of the folder's scripts": {
      csp: (dist) => strict(dist, { scripts: `${dist}/record.js 'wasm-unsafe-eval'` }),
    },
    "nothing at all allowed": { csp: () => "default-src 'none'" },
    "a folder without Access-Control-Allow-Origin": { host: UNSHARED },
    "a sandboxed frame around it": { sandbox: "allow-scripts" },
  },
  "that changes": {
    "the host is moved": { act: moved },
    "the host is replaced by its clone": { act: cloned, again: ["loader"] },
    "the host is taken out and put back": { act: detached, again: ["loader"] },
    "the page is swapped without reload": { act: swapped, again: ["loader", "script"] },
  },
};

/** The groups that are tried in old engines, too: those in which no box may come. */
export const DEGRADING = ["as it is", "with scripts", "with policies"];
