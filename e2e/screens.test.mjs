// Pictures of every screen to look at, and what can be measured on them: nothing sticks out sideways.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { results } from "./lib/paths.mjs";
import { enter, prepare } from "./lib/prepared.mjs";
import { takeScreens } from "./lib/screens.mjs";
import { INSIDE, OUTSIDE } from "./lib/tour.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });
/** A phone at its narrowest, which is also 1280 px at 400 %; and 1280 px at 200 %. */
const NARROW = [{ width: 320, height: 640 }, { width: 640, height: 512 }];
let prepared;

for (const [screens, isInside] of [[OUTSIDE, false], [INSIDE, true]]) {
  for (const [screen, go] of screens) {
    test(`${screen} fits every width, also at 200 and 400 % and in forced colours`, async ({ page, password }) => {
      let at;
      if (isInside) {
        at = prepared ??= await prepare(page, password);
        await enter(page, "clinician.silkeborg", password);
      }
      await go(page, at);
      await takeScreens(page, screen);
      const folder = join(results, "screens-narrow");
      await mkdir(folder, { recursive: true });
      for (const size of NARROW) {
        await page.setViewportSize(size);
        await page.screenshot({ path: join(folder, `${screen}-${size.width}.png`), fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${screen} is ${wide} px wider than a window of ${size.width} px`);
      }
      await page.setViewportSize({ width: 1024, height: 768 });
      await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
      await page.screenshot({ path: join(folder, `${screen}-forced.png`), fullPage: true });
    });
  }
}
