// From a number to the field that is lacking, and back to the number: by keyboard, seen on a second screen.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openPage } from "./lib/browser.mjs";
import { ask, day, heading, logIn, onField } from "./lib/clinic.mjs";
import { press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { begun, enter, FORMS } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });

/** A number that was saved is on other screens after at most so long. */
const SEEN_WITHIN_MS = 1_000;

const WEIGHT = "weight_kg";

/** A start form that lacks the weight. */
const WITHOUT_WEIGHT = { ...FORMS.start, cigarettes_per_day: 15, [WEIGHT]: { missing: "not_measured" } };

/** The cell of a field for the whole period: what it announces, and its place in the table. */
async function cellOf(page, field) {
  const to = day(0).slice(0, 4);
  const quality = await ask(page, `/data-quality?programme=hjertekom&from=${to}-01-01&to=${to}-12-31`);
  const form = quality.forms.find((form) => form.id === "start");
  const row = form.fields.findIndex((known) => known.variable === field);
  const across = quality.quarters.length + 1;
  return { point: row * across + across - 1, row, across, label: form.fields[row].label.da, total: form.fields[row].total };
}

const said = (page, point) => page.locator(`[data-point="${point}"]`).first().getAttribute("aria-label");

test("a coordinator goes from the number to the field that is lacking, mends it, and the number moves on another screen", async ({ page, browser, url, password }) => {
  await logIn(page, "coordinator.silkeborg", password);
  const course = await begun(page, 61, "Mangler Vægt", WITHOUT_WEIGHT);
  const cell = await cellOf(page, WEIGHT);

  // Somebody else looks at the same number.
  const other = await openPage(browser, url);
  await enter(other.page, "manager.silkeborg", password);
  await other.page.goto("/datakvalitet?periode=aar&skema=start");
  await other.page.locator(".chart-heat").waitFor();
  const before = await said(other.page, cell.point);
  assert.match(before, new RegExp(`${cell.label}, I alt: .* ${cell.total.filled} af ${cell.total.asked} udfyldt`));

  // The pages of numbers have a menu; the key leads there too.
  await press(page, "g", "d");
  await heading(page, "Datakvalitet");
  await page.goto("/datakvalitet?periode=aar&skema=start");
  const chart = page.locator(".chart-heat");
  await chart.waitFor();
  await tabToElement(page, chart, "the table of fields");
  await press(page, "Home");
  for (let down = 0; down < cell.row; down += 1) await press(page, "ArrowDown");
  for (let right = 1; right < cell.across; right += 1) await press(page, "ArrowRight");
  await waitForFocus(page, `[data-point="${cell.point}"]`);
  await press(page, "Enter");
  await heading(page, `Mangler: ${cell.label}`);

  // The list: straight to the field.
  const row = page.locator(`li[data-course="${course}"] a`);
  await tabToElement(page, row, "the course in the list");
  await press(page, "Enter");
  await onField(page, WEIGHT);
  await press(page, "Backspace");
  await type(page, "81,5");
  await tabToElement(page, page.locator("#reason"), "why the form is corrected");
  await type(page, "Vægten stod i journalen.");
  const saved = page.waitForResponse((response) => response.request().method() === "PUT" && response.url().endsWith("/forms/start") && response.ok());
  await press(page, "Control+Enter");
  await saved;
  const at = Date.now();

  await other.page.waitForFunction(
    ([point, before]) => document.querySelector(`[data-point="${point}"]`)?.getAttribute("aria-label") !== before,
    [cell.point, before],
    { polling: 20 },
  );
  const took = Date.now() - at;
  const after = await said(other.page, cell.point);
  assert.match(after, new RegExp(` ${cell.total.filled + 1} af ${cell.total.asked} udfyldt`), after);
  assert.ok(took <= SEEN_WITHIN_MS, `seen after ${took} ms`);
  assert.deepEqual(other.faults, []);
  await other.context.close();
});

test("completeness by unit is chosen by keyboard, and a unit leads to its courses that lack answers", async ({ page, password }) => {
  await logIn(page, "coordinator.silkeborg", password);
  await page.goto("/datakvalitet");
  const choice = page.locator("#by-unit");
  await tabToElement(page, choice, "the choice of units");
  await press(page, "Space");
  await page.waitForURL(/fordelt=site/);
  const unit = page.locator(`a[href*="enhed="]`).first();
  await tabToElement(page, unit, "a unit's courses");
  const count = Number.parseInt(await unit.textContent(), 10);
  await press(page, "Enter");
  const said = page.locator(".list-count");
  await said.waitFor();
  assert.match(await said.textContent(), new RegExp(`^${count} forløb\\.`));

  // A missing link of the chain leads to as many courses.
  await page.goto("/datakvalitet");
  const link = page.locator(`.chain a[href*="led="]`).first();
  await tabToElement(page, link, "the courses without a link");
  const missing = Number.parseInt(await link.textContent(), 10);
  await press(page, "Enter");
  await said.waitFor();
  assert.match(await said.textContent(), new RegExp(`^${missing} forløb\\.`));
});
