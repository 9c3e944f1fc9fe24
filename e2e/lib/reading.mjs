// Whether a screen can still be read and used with wider text (WCAG 1.4.12) and with text alone at twice its size
// (1.4.4): nothing is cut off and the page does not scroll sideways.
import assert from "node:assert/strict";
import { isFull } from "./figures.mjs";

/** What a reader may set, as the criterion names it; through the CSSOM, which a content security policy allows. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const TWICE = ":root { font-size: 200% !important }";
const WINDOW = { width: 1280, height: 900 };

/**
 * Asserts that the page can be read with wider text, and in the full run with text at twice its size; says whether it
 * can with that. Zooming the page, which most people do, is held by `assertFits`.
 */
export async function assertReadable(page, screen) {
  const size = page.viewportSize();
  await page.setViewportSize(WINDOW);
  const before = await cutOff(page);
  let fits = true;
  try {
    for (const [name, css, mustFit] of [["wider text", SPACING, true], ["text twice as large", TWICE, isFull]]) {
      await style(page, css);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const now = (await cutOff(page)).filter((place) => !before.includes(place));
      if (!mustFit) fits = wide <= 0 && now.length === 0;
      if (!mustFit) continue;
      assert.ok(wide <= 0, `${screen} with ${name} is ${wide} px wider than the window`);
      assert.deepEqual(now, [], `${screen} with ${name} cuts text off`);
    }
  } finally {
    await style(page, "");
    await page.setViewportSize(size);
  }
  return fits;
}

function style(page, css) {
  return page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

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
