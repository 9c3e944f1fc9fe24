// What stands in the fields of an open form.

/**
 * What the fields of variables show: the text, the ids of what is chosen, or the words of a missing answer; "" for an
 * empty field and null for one that is not asked.
 */
export function readFields(page, variables) {
  return page.evaluate((variables) => {
    const shown = (id) => {
      const row = document.querySelector(`[data-variable="${CSS.escape(id)}"]`);
      if (!row) return null;
      const missing = row.querySelector(".missing-tag");
      if (missing) return missing.innerText;
      const chosen = [...row.querySelectorAll("input[type=radio], input[type=checkbox]")].filter((input) => input.checked);
      if (chosen.length) return chosen.map((input) => input.id).join(" ");
      const list = row.querySelector("select");
      if (list) return list.value;
      const text = row.querySelector("input:not([type=radio]):not([type=checkbox]), textarea");
      return text ? text.value : "";
    };
    return Object.fromEntries(variables.map((id) => [id, shown(id)]));
  }, variables);
}

/** Waits until the state line says that the server has everything. */
export async function waitUntilSaved(page, timeout = 15_000) {
  await page.locator(".save-state [role=status]", { hasText: /^(Gemt kl|Saved at|Ingen ændringer|No changes)/ }).waitFor({ timeout });
}
