// What a person without a mouse does.
import assert from "node:assert/strict";

/** Presses a key, or several after each other. */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Types text where the focus is. */
export async function type(page, text) {
  await page.keyboard.type(String(text));
}

/**
 * Presses Tab until the focus is on the control with this role and accessible name.
 * Fails when `most` presses have not reached it: then it cannot be reached by keyboard.
 */
export async function tabTo(page, role, name, options) {
  const target = page.getByRole(role, { name, ...(typeof name === "string" && { exact: true }) }).first();
  await tabToElement(page, target, `the ${role} “${name}”`, options);
  return target;
}

/** The same for an element that has no role of its own, such as a `summary`. */
export async function tabToElement(page, target, what, { key = "Tab", most = 200 } = {}) {
  await target.waitFor({ state: "visible" });
  for (let presses = 0; presses <= most; presses += 1) {
    if (await hasFocus(target)) return;
    await press(page, key);
  }
  throw new Error(`${most} × ${key} never reached ${what}`);
}

/** Goes to a text field and replaces what is in it. */
export async function fill(page, name, text, role = "textbox") {
  await tabTo(page, role, name);
  await press(page, "ControlOrMeta+a");
  await type(page, text);
}

/** Goes to a button or link and uses it. */
export async function activate(page, role, name, options) {
  await tabTo(page, role, name, options);
  await press(page, "Enter");
}

/** Chooses one of a group of radio buttons: Tab to the group, then the arrow keys. */
export async function choose(page, group, name) {
  const radios = page.getByRole("group", { name: group }).or(page.getByRole("radiogroup", { name: group }));
  const target = radios.getByRole("radio", { name, exact: true }).first();
  await target.waitFor({ state: "visible" });
  const inGroup = radios.first();
  for (let presses = 0; presses <= 200; presses += 1) {
    if (await inGroup.evaluate((element) => element.contains(document.activeElement))) break;
    await press(page, "Tab");
  }
  const count = await radios.getByRole("radio").count();
  for (let presses = 0; presses <= count; presses += 1) {
    if (await hasFocus(target)) {
      if (!(await target.isChecked())) await press(page, "Space");
      return;
    }
    await press(page, "ArrowDown");
  }
  throw new Error(`the arrow keys never reached “${name}” in “${group}”`);
}

/** Chooses from the searched list that has focus: a part of the name is typed, the arrow keys reach the answer. */
export async function chooseInList(page, label) {
  const list = page.locator("input[role=combobox]:focus");
  await type(page, label.slice(0, 6));
  const marked = () => list.evaluate((input) => document.getElementById(input.getAttribute("aria-activedescendant"))?.textContent);
  await page.locator("[role=listbox]:not([hidden]) [role=option]").first().waitFor();
  const count = await page.locator("[role=listbox]:not([hidden]) [role=option]").count();
  for (let presses = 0; presses < count && (await marked()) !== label; presses += 1) await press(page, "ArrowDown");
  assert.equal(await marked(), label, "typing and the arrow keys reach the answer");
}

/** The name a screen reader says for the element that has focus. */
export function focusedName(page) {
  return page.evaluate(() => document.activeElement.getAttribute("aria-label"));
}

/** Waits until the focus is on an element. */
export async function waitForFocus(page, selector) {
  try {
    await page.waitForFunction((selector) => document.activeElement?.matches(selector), selector, { timeout: 10_000 });
  } catch {
    const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    throw new Error(`the focus should be on ${selector} and is on ${at}`);
  }
}

function hasFocus(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}
