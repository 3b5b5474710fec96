// Somebody of a role at WordPress's block editor.
import { logIn } from "./login.mjs";

/** Logs in and opens the editor; `site` is the WordPress's address. */
export async function sit(browser, site, role) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await logIn(page, site, role, "/wp-admin/post-new.php");
  await page.waitForFunction(
    () =>
      window.wp?.data?.select("core/editor")?.getCurrentPostId() &&
      wp.blocks.getBlockType("core/html"),
  );
  await page.evaluate(() => {
    wp.data.dispatch("core/preferences").set("core/edit-post", "welcomeGuide", false);
    wp.data.dispatch("core/preferences").set("core", "welcomeGuide", false);
  });

  /** Saves a post with one block; its id. A contributor's waits for somebody who may publish it. */
  const save = (title, block) =>
    page.evaluate(
      async ([title, [name, attributes], status]) => {
        const content = wp.blocks.serialize([wp.blocks.createBlock(name, attributes)]);
        const post = await wp.data
          .dispatch("core")
          .saveEntityRecord("postType", "post", { title, content, status }, { throwOnError: true });
        return post.id;
      },
      [title, block, role === "contributor" ? "pending" : "publish"],
    );

  /** The same in the open editor: the block is put into the post that is being written, and that is saved. */
  const write = (title, block) =>
    page.evaluate(
      async ([title, [name, attributes], status]) => {
        await wp.data
          .dispatch("core/block-editor")
          .insertBlocks(wp.blocks.createBlock(name, attributes));
        await wp.data.dispatch("core/editor").editPost({ title, status });
        await wp.data.dispatch("core/editor").savePost();
        if (!wp.data.select("core/editor").didPostSaveRequestSucceed())
          throw new Error(`${title}: was not saved`);
        return wp.data.select("core/editor").getCurrentPostId();
      },
      [title, block, role === "contributor" ? "pending" : "publish"],
    );

  /** Publishes what a contributor has handed in. */
  const publish = (ids) =>
    page.evaluate(
      (ids) =>
        Promise.all(
          ids.map((id) =>
            wp.data
              .dispatch("core")
              .saveEntityRecord(
                "postType",
                "post",
                { id, status: "publish" },
                { throwOnError: true },
              ),
          ),
        ),
      ids,
    );

  /** What the editor is told of a pasted link. */
  const preview = (url) =>
    page.evaluate(
      (url) =>
        wp
          .apiFetch({ path: `/oembed/1.0/proxy?url=${encodeURIComponent(url)}` })
          .catch(({ code }) => code),
      url,
    );

  return { page, save, write, publish, preview, close: () => context.close() };
}
