// Accessibility as axe-core judges it: WCAG 2.2 A and AA, and its best practices.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const THEMES = ["light", "dark"];
export const LANGUAGES = ["da", "en"];

/** Asserts that the page, as it stands, has no violation in either theme. */
export async function assertAccessible(page, screen) {
  const found = [];
  // Past the Content-Security-Policy, which forbids scripts from elsewhere and is not to be weakened for tests.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  for (const theme of THEMES) {
    await setTheme(page, theme);
    // Of what is in order only the number is of interest, and not even that is sent.
    const violations = await page.evaluate(async (values) => {
      const options = { runOnly: { type: "tag", values }, resultTypes: ["violations"] };
      // What a bar at the foot of the window happens to lie over is reached by scrolling.
      const bar = document.querySelector(".save-bar");
      bar?.style.setProperty("position", "static");
      try {
        return (await globalThis.axe.run(options)).violations;
      } finally {
        bar?.style.removeProperty("position");
      }
    }, TAGS);
    for (const { id, help, nodes } of violations) {
      const places = nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`);
      found.push(`${screen}, ${theme}: ${id} (${help})\n${places.join("\n")}`);
    }
  }
  if (found.length) assert.fail(`axe reports violations\n${found.join("\n")}`);
}

/** The same in both languages; the page is loaded again, so its address has to lead back to it. */
export async function assertAccessibleInBothLanguages(page, screen) {
  for (const language of [...LANGUAGES].reverse()) {
    await setLanguage(page, language);
    await assertAccessible(page, `${screen}, ${language}`);
  }
}

/** Shows a theme without touching the user's choice in the store. */
export async function setTheme(page, theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
}

/** Chooses a language as the application stores it, and loads the page again. */
export async function setLanguage(page, language) {
  await page.evaluate((language) => localStorage.setItem("hjertekom.language", language), language);
  await page.reload();
  await page.locator("h1").first().waitFor();
}
