// One server and one browser for the tests of a file, one fresh page for each test.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import nodeTest, { after, before } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { results } from "./paths.mjs";
import { startServer } from "./server.mjs";

/**
 * Gives a file its `test(name, run)`; `run` receives `{ page, context, url, password, browser, server, faults }`.
 * `options` are those of `startServer`.
 */
export function world(file, options) {
  const name = basename(file, ".test.mjs");
  let browser;
  let server;
  before(async () => {
    server = await startServer(name, options);
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  return function test(title, run, { timeout = 300_000 } = {}) {
    nodeTest(title, { timeout }, async () => {
      const { page, context, faults } = await openPage(browser, server.url);
      try {
        await run({ page, context, url: server.url, password: server.password, browser, server, faults });
        assert.deepEqual(faults, [], "the page reported faults");
      } catch (error) {
        await mkdir(results, { recursive: true });
        const picture = join(results, `failed-${name}-${title.replaceAll(/\W+/g, "-")}.png`);
        await page.screenshot({ path: picture, fullPage: true }).catch(() => {});
        if (faults.length) error.message += `\nFaults: ${faults.join("\n")}`;
        error.message += `\nPicture: ${picture}`;
        throw error;
      } finally {
        await context.close();
      }
    });
  };
}
