// Two origins, as in a newsroom, which send everything compressed and with the headers that it is meant to have.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { extname } from "node:path";
import { constants, brotliCompressSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".ttf": "font/ttf",
};
/** A name with the hash of its content in it. */
const HASHED = /\.[0-9a-f]{8,}\.[a-z]+$/;
const FOREVER = "public, max-age=31536000, immutable";

/** Compressed once, whatever the number of variants that have the same file. @type {Map<string, Buffer>} */
const compressed = new Map();

/** What is sent of a file: it is compressed when it is asked for first, since most files never are. */
function encode(body) {
  const bytes = Buffer.from(body);
  const hash = createHash("sha256").update(bytes).digest("base64url");
  if (!compressed.has(hash)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    compressed.set(hash, brotliCompressSync(bytes, { params }));
  }
  return { tag: `"${hash}"`, bytes: compressed.get(hash) };
}

/**
 * @typedef {{ path: string, bytes: number }} Sent What was sent whole: its path with its origin's name, and the bytes of its body.
 * @typedef {object} Log
 * @property {Sent[]} sent
 * @property {number} open How many are being answered.
 * @property {number} last When something was asked for or sent last.
 */

async function listen(name, log, held) {
  /** @type {Map<string, { body: Buffer | string, type: string, encoded?: ReturnType<typeof encode> }>} */
  const files = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    log.last = Date.now();
    const file = files.get(pathname);
    if (!file) return response.writeHead(pathname === "/favicon.ico" ? 204 : 404).end();
    const path = name + pathname;
    // Asked for, and never answered.
    if (held.has(path)) return undefined;
    const { type } = file;
    const { tag, bytes } = (file.encoded ??= encode(file.body));
    log.open++;
    response.on("close", () => {
      log.open--;
      log.last = Date.now();
    });
    const headers = {
      "access-control-allow-origin": "*",
      "cache-control": HASHED.test(pathname) ? FOREVER : "no-cache",
      etag: tag,
    };
    const isKnown = request.headers["if-none-match"] === tag;
    log.sent.push({ path, bytes: isKnown ? 0 : bytes.length });
    if (isKnown) return response.writeHead(304, headers).end();
    headers["content-encoding"] = "br";
    headers["content-type"] = type;
    headers["content-length"] = bytes.length;
    return response.writeHead(200, headers).end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Puts a file there, or another in its place. */
    add(path, body) {
      files.set(`/${path}`, { body, type: TYPES[extname(path)] ?? "text/plain; charset=utf-8" });
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Starts the newsroom's server, for pages, and that of the bundle. */
export async function startServers() {
  /** @type {Log} */
  const log = { sent: [], open: 0, last: 0 };
  /** Paths that are held back. @type {Set<string>} */
  const held = new Set();
  const [page, bundle] = await Promise.all([
    listen("page", log, held),
    listen("bundle", log, held),
  ]);
  /** What has been sent since this was asked last. */
  const takeSent = () => log.sent.splice(0);
  return {
    page,
    bundle,
    held,
    log,
    takeSent,
    close: () => [page, bundle].forEach((server) => server.close()),
  };
}
