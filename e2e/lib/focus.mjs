// Where the focus is can always be seen: a ring of at least 2 px, inside the window, not covered by anything.

/** Watches every element that gets focus in a page; call it before the first address. */
export async function watchFocus(context) {
  await context.addInitScript(() => {
    globalThis.focusFaults = [];
    addEventListener("focusin", ({ target }) => {
      // After the browser has scrolled to it and painted it.
      setTimeout(() => {
        if (document.activeElement !== target || !target.matches(":focus-visible") || target.tabIndex < 0) return;
        const fault = faultOf(target);
        const name = `${target.tagName.toLowerCase()}#${target.id}.${target.className}`;
        if (fault) globalThis.focusFaults.push(`${location.pathname}: ${name} ${fault}`);
      }, 120);
    });

    // Radio buttons and boxes are drawn by the label around them.
    const drawn = (element) => (element.matches("[type=radio], [type=checkbox]") ? (element.closest("label") ?? element) : element);

    function hasRing(element) {
      return [element, drawn(element)].some((part) => {
        const style = getComputedStyle(part);
        const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return outline || style.boxShadow !== "none";
      });
    }

    function faultOf(element) {
      if (!hasRing(element)) return "has no ring";
      const box = drawn(element).getBoundingClientRect();
      if (box.bottom <= 0 || box.top >= innerHeight) return "is outside the window";
      const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 1);
      const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 1);
      const top = document.elementFromPoint(x, y);
      const own = top && (element.contains(top) || drawn(element).contains(top) || top.contains(element));
      return own ? undefined : `is covered by ${top?.tagName}.${top?.className}`;
    }
  });
}

/** What was found since the page was loaded. */
export function focusFaults(page) {
  return page.evaluate(() => [...new Set(globalThis.focusFaults)]);
}
