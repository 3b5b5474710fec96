// What the tests of WordPress stand on: `test`, with a WordPress and a folder for it, which a worker has for one file.
import { start as serve } from "../browser/servers.mjs";
import { test as base } from "../browser/test.mjs";
import { builtForAddress } from "./forms.mjs";
import { start } from "./site.mjs";

export const test = base.extend({
  /** A name for the WordPress of a file: no file shares what it has set and written with another. */
  siteName: ["", { option: true, scope: "worker" }],

  /** The built folder on an origin of its own, as it is when the build has been told that origin. */
  folder: [
    async ({}, use) => {
      const built = await builtForAddress();
      const servers = await serve({ csp: null, folder: built.folder });
      built.serve(servers);
      await use(servers);
      servers.close();
    },
    { scope: "worker", timeout: 300_000 },
  ],

  wordpress: [
    async ({ siteName, folder }, use) => {
      const site = await start(siteName, folder.dist);
      await use(site);
      site.close();
    },
    // The first time, it is fetched.
    { scope: "worker", timeout: 300_000 },
  ],

  /** Calls functions when the test is over. */
  afterwards: async ({}, use) => {
    const calls = [];
    await use((call) => calls.push(call));
    for (const call of calls) await call();
  },
});
