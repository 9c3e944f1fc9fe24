// What a person without a mouse does.

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
 * Fails when the focus comes round to where it began: then the control cannot be reached by keyboard.
 */
export async function tabTo(page, role, name, { key = "Tab", most = 200 } = {}) {
  const target = page.getByRole(role, { name, ...(typeof name === "string" && { exact: true }) }).first();
  await target.waitFor({ state: "visible" });
  for (let presses = 0; presses <= most; presses += 1) {
    if (await hasFocus(target)) return target;
    await press(page, key);
  }
  throw new Error(`${most} × ${key} never reached the ${role} “${name}”`);
}

/** Goes to a text field and replaces what is in it. */
export async function fill(page, name, text, role = "textbox") {
  await tabTo(page, role, name);
  await press(page, "ControlOrMeta+a");
  await type(page, text);
}

/** Goes to a button or link and uses it. */
export async function activate(page, role, name) {
  await tabTo(page, role, name);
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

function hasFocus(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}
