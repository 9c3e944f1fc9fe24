// Whether a screen can still be read and used with wider text (WCAG 1.4.12) and with text alone at twice its size
// (1.4.4): nothing is cut off and the page does not scroll sideways.
import assert from "node:assert/strict";
import { assertWidth } from "./screens.mjs";

/** What a reader may set, as the criterion names it; through the CSSOM, which a content security policy allows. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
const TWICE = ":root { font-size: 200% !important }";
const WINDOW = { width: 1280, height: 900 };

/** Asserts that the page can be read with wider text and with text at twice its size; zooming is held by `assertFits`. */
export async function assertReadable(page, screen) {
  const size = page.viewportSize();
  await page.setViewportSize(WINDOW);
  const before = await cutOff(page);
  try {
    for (const [name, css] of [["wider text", SPACING], ["text twice as large", TWICE]]) {
      await style(page, css);
      await assertWidth(page, `${screen} with ${name}`);
      const now = (await cutOff(page)).filter((place) => !before.includes(place));
      assert.deepEqual(now, [], `${screen} with ${name} cuts text off`);
    }
  } finally {
    await style(page, "");
    await page.setViewportSize(size);
  }
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
