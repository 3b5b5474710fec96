// Two origins, as in a newsroom: one serves the pages, the other the built folder.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// Another folder shows that a test fails when what it is about is broken.
export const DIST = process.env.DIST ?? join(ROOT, "dist");
const WWW = join(ROOT, "www");
/** The demo and documentation pages, as the tool writes them before the tests. */
export const PAGES = join(ROOT, "tests/output/pages");
// Tests name the parts of a folder by their plain names; how they are published stands in its manifest.
const manifests = new Map();
function names(folder) {
  if (!manifests.has(folder))
    manifests.set(folder, JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).names);
  return manifests.get(folder);
}
/** A path in a folder as it is published. */
export const published = (path, folder = DIST) =>
  path.replace(/[^/]*$/, (name) => names(folder)[name] ?? name);
/** A path or address in a folder as the tests name it. */
export const named = (path) => path.replace(/\.[0-9a-f]{10}(?=\.[a-z]+(\?|$))/, "");
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The policy that a strict newsroom needs for boxes from `dist`; `also` is what its own pages need. */
export function policy(dist, { scripts = `${dist} 'wasm-unsafe-eval'`, also = "" } = {}) {
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${dist}${also}`,
    `connect-src ${dist}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function listen(handle) {
  return new Promise((done) => {
    const server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
      Promise.resolve(handle(path, response, request)).catch((error) =>
        response.writeHead(500).end(String(error)),
      );
    });
    server.listen(0, "127.0.0.1", () => {
      const close = () => {
        server.closeAllConnections();
        server.close();
      };
      done({ url: `http://127.0.0.1:${server.address().port}`, close });
    });
  });
}

async function file(folder, path, response, headers) {
  const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
  const body = await readFile(join(folder, name)).catch(() => null);
  if (body === null) return response.writeHead(404, headers).end("not found");
  response
    .writeHead(200, {
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      ...headers,
    })
    .end(body);
}

/** What names the folder by a path, as on the newsroom's own origin, with its whole address. */
export const addressed = (html, dist) => String(html).replaceAll('"/dist/', `"${dist}/`);

/** A story's snippet, as the folder has it. */
export async function snippet(id, folder = DIST) {
  return String(await built(`stories/${id}.snippet.html`, folder));
}

// What a server may answer in the place of a file.
export const sent =
  (type, body, status = 200) =>
  (response, headers) =>
    response.writeHead(status, { ...headers, "content-type": type }).end(body);
export const missing = sent("text/plain", "not found", 404);
export const json = (text) => sent("application/json", text);
export const script = (text) => sent("text/javascript", text);
/** Without leave for other origins to read it. */
export const unshared = (type, body) => (response) =>
  response.writeHead(200, { "content-type": type }).end(body);

/** Holds a file of the folder back until `answer` is called; `asked` is done when it has been asked for. */
export function held(faults, path) {
  let answer;
  const go = new Promise((done) => (answer = done));
  const asked = new Promise((done) => {
    faults.set(path, async (response, headers) => {
      done();
      await go;
      sent(TYPES[extname(path)], await built(path.slice(1)))(response, headers);
    });
  });
  return { asked, answer };
}

/** The folder's address in code that is shown. */
export const EXAMPLE = "https://cdn.example.org/contract-fact-box/";
export const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const DEFAULTS = {
  csp: policy,
  folder: DIST,
  stories: undefined,
  head: () => "",
  shares: () => true,
};

/**
 * Starts both servers; what they answer, a test may change at any time.
 *
 * `faults` maps a path of the built folder, with plain names, to a function that answers in its place.
 * `pages` maps a path to what stands there besides the demo pages, a string or a function of the folder's address, and
 * `policies` one to its own policy, as `csp`.
 *
 * `asked` lists what the folder's server has been asked for, each path as often as it was.
 *
 * `site` is how they answer otherwise, and `reset` makes it what the options say, with no faults and no pages:
 * `csp` is a function of the folder's address, or null for no policy.
 * `head` is a function of the folder's address, too: what stands in the head of every page, before all else.
 * `shares` tells whether the folder's server lets scripts of this origin read it.
 * `folder` is another built folder, and `stories` one whose stories are served in the place of the folder's own.
 */
export async function start(options) {
  const [faults, pages, policies, site, asked] = [new Map(), {}, {}, {}, []];
  const reset = (options) => {
    faults.clear();
    asked.length = 0;
    for (const each of [pages, policies]) for (const path of Object.keys(each)) delete each[path];
    Object.assign(site, DEFAULTS, options);
  };
  reset(options);
  const dist = await listen((path, response, { headers: { origin } }) => {
    const headers = site.shares(origin) ? { "access-control-allow-origin": "*" } : {};
    // A browser asks for it on its own, and would say on the console that it is not there.
    if (path === "/favicon.ico") return response.writeHead(204).end();
    asked.push(path);
    const fault = faults.get(named(path));
    if (fault) return fault(response, headers);
    const { folder, stories = folder } = site;
    return file(
      path.startsWith("/stories/") ? stories : folder,
      published(path, folder),
      response,
      headers,
    );
  });
  const whole = (html) =>
    addressed(
      html.replace("<head>", (tag) => tag + site.head(dist.url)),
      dist.url,
    );
  const host = await listen(async (path, response) => {
    const { [path]: csp = site.csp } = policies;
    const headers = csp ? { "content-security-policy": csp(dist.url) } : {};
    const page = pages[path];
    if (page) {
      const text = typeof page === "function" ? page(dist.url) : page;
      const type =
        TYPES[path.endsWith("/") ? ".html" : extname(path)] ?? "application/octet-stream";
      return response
        .writeHead(200, { "content-type": type, ...headers })
        .end(typeof text === "string" ? whole(text) : text);
    }
    const name = path.endsWith("/") ? `${path}index.html` : path;
    // What the gallery's boxes load is written with the pages.
    if (path.startsWith("/gallery/stories/")) return file(PAGES, path, response, headers);
    if (![".html", ".js"].includes(extname(name))) return file(WWW, path, response, headers);
    const folder = extname(name) === ".html" ? PAGES : WWW;
    const text = await readFile(join(folder, name), "utf8").catch(() => null);
    if (text === null) return response.writeHead(404, headers).end("not found");
    // The pages and their scripts name the bundle by a path; on its own origin it has a full URL.
    response.writeHead(200, { "content-type": TYPES[extname(name)], ...headers }).end(whole(text));
  });
  const close = () => [dist, host].forEach((server) => server.close());
  return { url: host.url, dist: dist.url, asked, faults, pages, policies, site, reset, close };
}

/** A file of the built folder, as bytes. */
export function built(path, folder = DIST) {
  return readFile(join(folder, published(path, folder)));
}
