// One server and one browser for the tests of a file, one fresh page for each test.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import nodeTest, { after, before } from "node:test";
import { openPage, startBrowser } from "./browser.mjs";
import { results } from "./paths.mjs";
import { prepare } from "./prepared.mjs";
import { startServer } from "./server.mjs";

/**
 * Gives a file its `test(name, run)`; `run` receives `{ page, context, url, password, browser, server, faults, at, check }`.
 * `check(what, run)` is a test within the test: when it fails, those after it still run.
 *
 * `options` are those of `startServer`; with `isPrepared` there are invented citizens, and `at` holds their addresses. A
 * file with two worlds gives the second a `name`.
 */
export function world(file, options = {}) {
  const name = options.name ?? basename(file, ".test.mjs");
  let browser;
  let server;
  let at;
  before(async () => {
    server = await startServer(name, options);
    browser = await startBrowser();
    if (options.isPrepared) at = await prepareIn(browser, server);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  return function test(title, run, { timeout = 300_000 } = {}) {
    nodeTest(title, { timeout }, async (of) => {
      const { page, context, faults } = await openPage(browser, server.url);
      const explained = async (what, act) => {
        try {
          return await act();
        } catch (error) {
          await mkdir(results, { recursive: true });
          const picture = join(results, `failed-${[name, title, ...what].join("-").replaceAll(/\W+/g, "-")}.png`);
          await page.screenshot({ path: picture, fullPage: true }).catch(() => {});
          if (faults.length) error.message += `\nFaults: ${faults.join("\n")}`;
          error.message += `\nPicture: ${picture}`;
          throw error;
        }
      };
      const check = (what, act) => of.test(what, () => explained([what], act));
      try {
        await explained([], async () => {
          await run({ page, context, url: server.url, password: server.password, browser, server, faults, at, check });
          assert.deepEqual(faults, [], "the page reported faults");
        });
      } finally {
        await context.close();
      }
    });
  };
}

/** Makes the invented citizens with a session of its own. */
async function prepareIn(browser, { url, password }) {
  const context = await browser.newContext({ baseURL: url });
  try {
    return await prepare(context, password);
  } finally {
    await context.close();
  }
}
