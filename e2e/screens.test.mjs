// Every screen of lib/tour.mjs, in every state a user meets, visited once: judged by axe in two languages and two themes,
// as wide as its window at every width and in forced colours, readable with wider and with larger text.
import { describe } from "node:test";
import { fileURLToPath } from "node:url";
import { assertAccessible, LANGUAGES } from "./lib/axe.mjs";
import { enter } from "./lib/prepared.mjs";
import { assertReadable } from "./lib/reading.mjs";
import { assertFits } from "./lib/screens.mjs";
import { SCREENS } from "./lib/tour.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300, isPrepared: true });

// Two at a time: a page waits for the server, or the server for a page.
describe("every screen", { concurrency: 2 }, () => {
  for (const { screen, user, go } of SCREENS) {
    test(screen, async ({ page, context, password, at, check }) => {
      for (const language of LANGUAGES) {
        // Once; but a screen may be about a session that has ended.
        if (user && !(await context.cookies()).length) await enter(page, user, password);
        if (language !== LANGUAGES[0]) await speak(page, language);
        await go(page, at);
        await check(`${screen} is accessible in both themes, ${language}`, () => assertAccessible(page, `${screen}, ${language}`));
        if (language !== LANGUAGES[0]) continue;
        await check(`${screen} can be read with wider and with larger text`, () => assertReadable(page, screen));
        await check(`${screen} fits every width, also at 200 and 400 % and in forced colours`, () => assertFits(page, screen));
      }
    });
  }
});

/** The language the application is opened in next; whatever else it keeps in the browser is forgotten. */
function speak(page, language) {
  return page.evaluate((language) => {
    localStorage.clear();
    localStorage.setItem("hjertekom.language", language);
  }, language);
}
