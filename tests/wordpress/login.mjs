// Logging in to a WordPress of the tests, where a user's password is the name.

/** Logs in, and goes on to an address of the WordPress. */
export async function logIn(page, site, user, target) {
  await page.goto(`${site}/wp-login.php?redirect_to=${encodeURIComponent(`${site}${target}`)}`);
  await page.fill("#user_login", user);
  // WordPress's script puts the focus into the other field, once, a moment after the page has loaded. What is filled in
  // at that moment goes there.
  do await page.fill("#user_pass", user);
  while ((await page.inputValue("#user_pass")) !== user);
  await page.click("#wp-submit");
}
