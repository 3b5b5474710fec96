// What an administrator does with the plugin: in the admin pages, as a person does.
import { logIn } from "./login.mjs";

/** An administrator's page, logged in, at a path of the admin pages. */
export async function entry(browser, site, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await logIn(page, site, "administrator", `/wp-admin/${path}`);
  await page.waitForURL(`${site}/wp-admin/${path}`);
  return { page, close: () => context.close() };
}

async function administer(browser, site, path, act) {
  const { page, close } = await entry(browser, site, path);
  try {
    return await act(page);
  } finally {
    await close();
  }
}

/** Activates the plugin. */
export const activate = (browser, site) =>
  administer(browser, site, "plugins.php", async (page) => {
    await page.locator("#activate-contract-fact-box").click();
    await page.locator("#deactivate-contract-fact-box").waitFor();
  });

/** Sets the address of the built folder; what is kept of it. */
export const set = (browser, site, url) =>
  administer(browser, site, "options-general.php?page=contract-fact-box", async (page) => {
    const address = page.getByLabel("Address of the built folder");
    await address.fill(url);
    await page.getByRole("button", { name: "Save Changes" }).click();
    await page.locator("#setting-error-settings_updated").waitFor();
    return address.inputValue();
  });
