// Every screen can still be read and used with wider text (WCAG 1.4.12) and with text alone at twice its size (1.4.4):
// nothing is cut off and the page does not scroll sideways. Zoom, reflow and forced colours: screens.test.mjs.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { figure, isFull } from "./lib/figures.mjs";
import { enter, prepare } from "./lib/prepared.mjs";
import { INSIDE, OUTSIDE } from "./lib/tour.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 200 });
let prepared;
/** Screens that do not fit with text alone at twice its size; zooming the page, which most people do, is held elsewhere. */
const tooLarge = [];

/** What a reader may set, as the criterion names it; through the CSSOM, which a content security policy allows. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const TWICE = ":root { font-size: 200% !important }";

for (const [screens, isInside] of [[OUTSIDE, false], [INSIDE, true]]) {
  for (const [screen, go] of screens) {
    test(`${screen} can be read with wider and with larger text`, async ({ page, password }) => {
      let at;
      if (isInside) {
        at = prepared ??= await prepare(page, password);
        await enter(page, "clinician.silkeborg", password);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      await go(page, at);
      const before = await cutOff(page);
      for (const [name, css, mustFit] of [["wider text", SPACING, true], ["text twice as large", TWICE, isFull]]) {
        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }, css);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        const now = (await cutOff(page)).filter((place) => !before.includes(place));
        if (!mustFit && (wide > 0 || now.length)) tooLarge.push(screen);
        if (!mustFit) continue;
        assert.ok(wide <= 0, `${screen} with ${name} is ${wide} px wider than the window`);
        assert.deepEqual(now, [], `${screen} with ${name} cuts text off`);
      }
    });
  }
}

test("text alone at twice its size", () =>
  figure("screens that do not fit with text alone at twice its size", tooLarge.length, 0, { note: tooLarge.join(", ") }));

/** Elements whose own text does not fit and is hidden. */
function cutOff(page) {
  return page.evaluate(() => {
    const hides = (value) => value === "hidden" || value === "clip";
    const places = [];
    for (const element of document.querySelectorAll("main *, header *, dialog *")) {
      const style = getComputedStyle(element);
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if (!hasText || style.position === "absolute" || element.closest("svg, .visually-hidden, [hidden]")) continue;
      const isCut =
        (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (isCut && element.clientWidth > 0) places.push(`${element.tagName}.${element.className}: ${element.innerText.slice(0, 40)}`);
    }
    return places;
  });
}
