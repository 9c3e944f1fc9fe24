// Pictures of a screen at the three widths and in both themes, to look at before calling it done.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTheme, THEMES } from "./axe.mjs";
import { results } from "./paths.mjs";

/** Desktop, small laptop or tablet, phone; in CSS pixels. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** Writes `test-results/screens/<name>-<width>-<theme>.png` and asserts that nothing sticks out sideways. */
export async function takeScreens(page, name) {
  const folder = join(results, "screens");
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const theme of THEMES) {
      await setTheme(page, theme);
      await page.screenshot({ path: join(folder, `${name}-${size.width}-${theme}.png`), fullPage: true });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) throw new Error(`${name} is ${wide} px wider than a window of ${size.width} px`);
  }
  await page.setViewportSize(before);
}
