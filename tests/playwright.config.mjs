// All suites that are written in JavaScript, a project for each; `npx playwright test --project=box access` runs one file.
//
// WORKERS is how many tests run at a time; TRACE=on keeps a trace of each test, which `npx playwright show-trace` opens.
import { LIGHT, launchOptions } from "./browser/chromium.mjs";
import { EVERY, shortName } from "./engines/engines.mjs";

const { TRACE, WORKERS } = process.env;

/** A suite: the folder of its files or one of them, and what else Playwright is to know. */
const suite = (name, where, settings = {}) => {
  const files = where.endsWith(".mjs")
    ? { testDir: ".", testMatch: where }
    : { testDir: where, testMatch: "*.test.mjs" };
  return { name, ...files, ...settings };
};

export default {
  globalSetup: "./docs/write.mjs",
  outputDir: "output/playwright",
  reporter: [["./reporter.mjs"]],
  // Two at a time, which is what a machine of two cores does well.
  workers: Number(WORKERS ?? 2),
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // Ends what hangs. What a busy machine makes slow is to pass.
  timeout: 240_000,
  use: { trace: TRACE ?? "off", launchOptions: launchOptions(LIGHT) },
  projects: [
    suite("box", "browser"),
    suite("serve", "serve/{serve,preview}.test.mjs"),
    suite("serve-compiled", "serve/compiled.test.mjs", { workers: 1 }),
    suite("html", "html.test.mjs", { fullyParallel: false }),
    suite("package", "package.test.mjs", { fullyParallel: false }),
    suite("editor", "editor.test.mjs", { fullyParallel: false }),
    suite("looks", "looks"),
    suite("wordpress", "wordpress", { fullyParallel: false }),
    ...Object.keys(EVERY).map((engineName) =>
      suite(`engines-${shortName(engineName)}`, "engines", {
        use: { engineName },
        ...(EVERY[engineName].old && { grepInvert: /@new/ }),
      }),
    ),
    ...Object.keys(EVERY).map((engineName) =>
      suite(`hosts-${shortName(engineName)}`, "hosts", {
        testMatch: [`${shortName(engineName)}.test.mjs`, "many.test.mjs"],
        use: { engineName },
      }),
    ),
  ],
};
