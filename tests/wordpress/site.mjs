// A real WordPress on SQLite, in PHP's own server: no database server, and nothing of it outside this folder's output.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// A package that holds a whole WordPress, and what it needs to do without a database server.
const PACKAGE = "@wp-playground/wordpress-builds@0.9.19";
const VERSION = "nightly";
const THEME = "twentytwentyfour";
const CACHE = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
  "contract-fact-box",
  `wordpress-${PACKAGE.split("@").at(-1)}-${VERSION}`,
);
const OUTPUT = join(ROOT, "tests/output/wordpress");
const PLUGIN = join(ROOT, "www/wordpress/contract-fact-box");

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Fetches WordPress, once for all runs: some 150 MB, of which a third is kept. */
async function fetched() {
  if (await exists(CACHE)) return;
  const work = `${CACHE}.${process.pid}`;
  const at = (...path) => join(work, ...path);
  await mkdir(work, { recursive: true });
  try {
    await run("npm", ["pack", PACKAGE, "--loglevel=error"], { cwd: work });
    const [archive] = await readdir(work);
    const parts = [
      `src/wordpress/wp-${VERSION}.zip`,
      "src/sqlite-database-integration/sqlite-database-integration.zip",
      `public/wp-${VERSION}`,
    ];
    await run("tar", ["xzf", archive, ...parts.map((part) => `package/${part}`)], { cwd: work });
    await run("unzip", ["-qo", at("package", parts[0]), "-d", at("site")]);
    await cp(at("package", parts[2]), at("site"), { recursive: true, force: false });
    const content = at("site/wp-content");
    await run("unzip", ["-qo", at("package", parts[1]), "-d", join(content, "plugins")]);
    const [sqlite] = (await readdir(join(content, "plugins"))).filter((name) =>
      name.startsWith("sqlite-database-integration"),
    );
    if (sqlite !== "sqlite-database-integration")
      await rename(
        join(content, "plugins", sqlite),
        join(content, "plugins/sqlite-database-integration"),
      );
    // The package's own site.
    for (const made of ["database", "debug.log"])
      await rm(join(content, made), { recursive: true, force: true });
    for (const theme of await readdir(join(content, "themes")))
      if (theme !== THEME) await rm(join(content, "themes", theme), { recursive: true });
    // Another run may have been quicker.
    await rename(at("site"), CACHE).catch((error) =>
      exists(CACHE).then((there) => there || Promise.reject(error)),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

const KEYS = [
  "AUTH_KEY",
  "SECURE_AUTH_KEY",
  "LOGGED_IN_KEY",
  "NONCE_KEY",
  "AUTH_SALT",
  "SECURE_AUTH_SALT",
  "LOGGED_IN_SALT",
  "NONCE_SALT",
];
const config = (url) => `<?php
define('DB_NAME', 'wp'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', ''); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
define('AUTOMATIC_UPDATER_DISABLED', true); define('DISABLE_WP_CRON', true); define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', true);
define('WP_HOME', '${url}'); define('WP_SITEURL', '${url}');
${KEYS.map((key) => `define('${key}', 'of a test');`).join("\n")}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;

// The folder has a port of its own here, which WordPress asks as little as any that is not the web's.
const port = (folder) =>
  `<?php add_filter('http_allowed_safe_ports', fn($ports) => [...$ports, ${new URL(folder).port}]);\n`;

/**
 * Starts a WordPress for the tests `name` that may ask the built folder at the address `folder`; the plugin is there, and not active.
 *
 * Returns its address, its errors so far, and what ends it.
 */
export async function start(name, folder) {
  await fetched();
  const root = join(OUTPUT, name);
  const number = await freePort();
  const url = `http://127.0.0.1:${number}`;
  const content = join(root, "wp-content");
  await rm(root, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  // Of thousands of small files: ten times as fast as to copy them one by one from here.
  await run("cp", ["-r", CACHE, root]);
  await Promise.all(
    ["database", "mu-plugins"].map((name) => mkdir(join(content, name), { recursive: true })),
  );
  await cp(PLUGIN, join(content, "plugins/contract-fact-box"), { recursive: true });
  const database = await readFile(
    join(content, "plugins/sqlite-database-integration/db.copy"),
    "utf8",
  );
  const filled = database
    .replaceAll(
      "{SQLITE_IMPLEMENTATION_FOLDER_PATH}",
      join(content, "plugins/sqlite-database-integration"),
    )
    .replaceAll("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php");
  await writeFile(join(content, "db.php"), filled);
  await writeFile(join(content, "mu-plugins/port.php"), port(folder));
  await writeFile(join(root, "wp-config.php"), config(url));
  await run("php", [
    "-d",
    "display_errors=stderr",
    join(ROOT, "tests/wordpress/install.php"),
    root,
    `127.0.0.1:${number}`,
  ]);

  const settings = [
    "display_errors=0",
    "opcache.enable_cli=1",
    "opcache.validate_timestamps=0",
  ].flatMap((each) => ["-d", each]);
  const php = spawn("php", [...settings, "-S", `127.0.0.1:${number}`, "-t", root], {
    stdio: ["ignore", "ignore", "pipe"],
    // Of its own group, so that its workers end with it.
    detached: true,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: "3" },
  });
  const stop = () => process.kill(-php.pid);
  process.once("exit", stop);
  const close = () => {
    process.off("exit", stop);
    stop();
  };
  // It says that it has started, and then a line for each request.
  await new Promise((done, failed) => {
    php.stderr.on("data", (line) => String(line).includes("started") && done());
    php.on("exit", () =>
      failed(new Error("PHP's server did not start; run php -S by hand to see why")),
    );
  });
  return { url, close, errors: () => readFile(join(content, "debug.log"), "utf8").catch(() => "") };
}
