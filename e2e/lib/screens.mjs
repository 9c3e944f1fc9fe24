// What can be measured on a screen: nothing sticks out sideways. And pictures, for people to look at.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTheme, THEMES } from "./axe.mjs";
import { isFull } from "./figures.mjs";
import { results } from "./paths.mjs";

/** Whether pictures are taken: half of the time a screen takes. */
const takesPictures = isFull || process.env.HJERTEKOM_PICTURES === "1";
/** Desktop, small laptop or tablet, phone; in CSS pixels. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];
/** A phone at its narrowest, which is also 1280 px at 400 %; and 1280 px at 200 %. */
const NARROW = [{ width: 320, height: 640 }, { width: 640, height: 512 }];

/** Asserts that nothing sticks out sideways at any width and in forced colours; the size of the window stays. */
export async function assertFits(page, name) {
  const before = page.viewportSize();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await assertWidth(page, name);
    await assertInPlace(page, name);
    for (const theme of takesPictures ? THEMES : []) {
      await setTheme(page, theme);
      await takePicture(page, "screens", `${name}-${size.width}-${theme}`);
    }
  }
  for (const size of NARROW) {
    await page.setViewportSize(size);
    await assertWidth(page, name);
    await takePicture(page, "screens-narrow", `${name}-${size.width}`);
  }
  await page.setViewportSize(SIZES[1]);
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  await assertWidth(page, `${name} in forced colours`);
  await takePicture(page, "screens-narrow", `${name}-forced`);
  await page.emulateMedia({ forcedColors: null, reducedMotion: "reduce" });
  await page.setViewportSize(before);
}

/** Asserts that the page is as wide as its window; otherwise names what sticks out. */
export async function assertWidth(page, name) {
  const { width, wide, parts } = await page.evaluate(async () => {
    await document.fonts.ready;
    const wide = document.documentElement.scrollWidth - innerWidth;
    const out = wide > 0 ? [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5) : [];
    return { width: innerWidth, wide, parts: out.slice(0, 8).map((one) => `${one.tagName.toLowerCase()}#${one.id}.${one.getAttribute("class") ?? ""}`) };
  });
  assert.ok(wide <= 0, `${name} is ${wide} px wider than a window of ${width} px: ${parts.join(", ")}`);
}

/** Asserts that every drawing stands in what holds it, and not somewhere else on the page. */
async function assertInPlace(page, name) {
  const astray = await page.evaluate(() => {
    const isAstray = (drawing) => {
      const own = drawing.getBoundingClientRect();
      let holder = drawing.parentElement;
      while (holder.getBoundingClientRect().height === 0) holder = holder.parentElement;
      const { left, right, top, bottom } = holder.getBoundingClientRect();
      const meets = own.left < right && own.right > left && own.top < bottom && own.bottom > top;
      return own.height > 0 && !meets;
    };
    const found = [...document.querySelectorAll("main svg")].filter(isAstray);
    return found.map((drawing) => `svg.${drawing.getAttribute("class")} in ${drawing.parentElement.tagName.toLowerCase()}.${drawing.parentElement.className}`);
  });
  assert.deepEqual([...new Set(astray)], [], `${name}: drawings stand outside what holds them`);
}

/** Writes `test-results/<folder>/<name>.png`, if pictures are asked for. */
async function takePicture(page, folder, name) {
  if (!takesPictures) return;
  await mkdir(join(results, folder), { recursive: true });
  await page.screenshot({ path: join(results, folder, `${name}.png`), fullPage: true });
}
