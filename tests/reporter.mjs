// What the tests' runner prints: a line for each file once all of it has run, failures in full, and "NAME: N passed, N failed".
import { relative } from "node:path";

/** How long something took, in seconds. */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

export default class Reporter {
  #files = new Map();
  #started = Date.now();
  #names = [];
  #passed = 0;
  #failed = 0;

  onBegin(config, suite) {
    this.#names = suite.suites.map((project) => project.title);
    for (const test of suite.allTests()) {
      const key = this.#key(test);
      const file = this.#files.get(key) ?? {
        name: relative(config.rootDir, test.location.file),
        left: 0,
        passed: 0,
        failed: 0,
        skipped: 0,
        ms: 0,
      };
      file.left++;
      this.#files.set(key, file);
    }
  }

  // Nothing is run again, so each test ends once.
  onTestEnd(test, result) {
    const file = this.#files.get(this.#key(test));
    const isPassed = result.status === "passed";
    file.ms += result.duration;
    file[isPassed ? "passed" : "failed"]++;
    for (const { type, description } of test.annotations)
      if (description) console.log(`${test.title}: ${type}: ${description}`);
    if (isPassed) this.#passed++;
    else this.#failed++;
    // Counted with what failed, and not listed: the failure that is the reason would drown in them.
    if (result.status === "skipped") file.skipped++;
    else if (!isPassed) {
      console.log(`\nFAILED ${test.titlePath().filter(Boolean).join(" › ")} (${result.status})`);
      for (const { stack, message, value } of result.errors) console.log(stack ?? message ?? value);
      for (const { name, path } of result.attachments) if (path) console.log(`${name}: ${path}`);
    }
    if (--file.left === 0)
      console.log(
        `${file.name}: ${file.passed} passed${file.failed ? `, ${file.failed} failed` : ""}${file.skipped ? `, of which ${file.skipped} did not run` : ""} (${seconds(file.ms)})`,
      );
  }

  /** What is wrong outside of any test: a file that cannot be loaded, a fixture of a worker that does not end. */
  onError({ stack, message, value }) {
    this.#failed++;
    console.log(`\nFAILED outside of a test\n${stack ?? message ?? value}`);
  }

  onStdOut(chunk) {
    process.stdout.write(chunk);
  }

  onStdErr(chunk) {
    process.stderr.write(chunk);
  }

  onEnd() {
    // A test that did not run has not passed.
    for (const { left } of this.#files.values()) this.#failed += left;
    console.log(
      `${this.#names.join(", ") || "tests"}: ${this.#passed} passed, ${this.#failed} failed (${seconds(Date.now() - this.#started)})`,
    );
    return { status: this.#failed ? "failed" : "passed" };
  }

  printsToStdio() {
    return true;
  }

  #key(test) {
    return `${test.parent.project()?.name} ${test.location.file}`;
  }
}
