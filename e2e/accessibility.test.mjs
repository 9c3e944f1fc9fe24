// Every screen, in every state a user meets, judged by axe: two languages, two themes, no violation.
import { fileURLToPath } from "node:url";
import { assertAccessible, LANGUAGES } from "./lib/axe.mjs";
import { enter, prepare } from "./lib/prepared.mjs";
import { INSIDE, OUTSIDE } from "./lib/tour.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });
let prepared;

for (const language of LANGUAGES) {
  for (const [screens, isInside] of [[OUTSIDE, false], [INSIDE, true]]) {
    for (const [screen, go] of screens) {
      test(`${screen} is accessible in both themes, ${language}`, async ({ page, context, password }) => {
        let at;
        if (isInside) {
          at = prepared ??= await prepare(page, password);
          await enter(page, "clinician.silkeborg", password);
        }
        await context.addInitScript((language) => localStorage.setItem("hjertekom.language", language), language);
        await go(page, at);
        await assertAccessible(page, screen);
      });
    }
  }
  test(`a page without the right to it is accessible in both themes, ${language}`, async ({ page, context, password }) => {
    await enter(page, "auditor.silkeborg", password);
    await context.addInitScript((language) => localStorage.setItem("hjertekom.language", language), language);
    await page.goto("/arbejdsliste");
    await page.locator("h1").waitFor();
    await assertAccessible(page, "forbidden");
  });
}
