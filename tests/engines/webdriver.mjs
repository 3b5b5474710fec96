// WebKit by raw WebDriver: the session, and the few commands that the tests use.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const MOST_TRIES = 200;
const MS_BETWEEN = 50;

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A program below the machine's library folder, which is named after the machine. */
export function library(path) {
  const found = readdirSync("/usr/lib")
    .map((folder) => join("/usr/lib", folder, path))
    .find(existsSync);
  if (!found) throw new Error(`no /usr/lib/*/${path}; tests/run installs it`);
  return found;
}

/**
 * Starts a driver (`command` is given the port) and a browser with these capabilities.
 *
 * Answers with the session's commands: `call(method, path, body)` as WebDriver has them, and `close`.
 */
export async function session(command, capabilities, env = {}) {
  const port = await freePort();
  const runtime = mkdtempSync(join(tmpdir(), "engine-"));
  const [program, ...args] = command(port);
  // A group of its own, so that the driver's browser and display end with it.
  const driver = spawn(program, args, {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, XDG_RUNTIME_DIR: runtime, ...env },
  });
  let lost;
  driver.on("error", (error) => (lost = error));
  driver.on("exit", (code) => (lost ??= new Error(`${program} ended (${code})`)));

  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const end = () => {
    process.off("exit", end);
    if (!lost) process.kill(-driver.pid);
    rmSync(runtime, { recursive: true, force: true });
  };
  // Whoever stops the tests stops the browser with them.
  process.on("exit", end);

  try {
    for (let tries = 0; ; tries++) {
      if (lost) throw lost;
      const up = await ask("GET", "/status").catch(() => null);
      if (up) break;
      if (tries > MOST_TRIES) throw new Error(`${program} does not answer`);
      await new Promise((done) => setTimeout(done, MS_BETWEEN));
    }
    const { sessionId } = await ask("POST", "/session", {
      capabilities: { alwaysMatch: capabilities },
    });
    const path = `/session/${sessionId}`;
    return {
      call: (method, rest, body) => ask(method, path + rest, body),
      close: async () => {
        await ask("DELETE", path).catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}
