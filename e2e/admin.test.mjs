// Administration by keyboard only: the forms in their versions, a form on trial, and every indicator with its targets.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { assertAccessible } from "./lib/axe.mjs";
import { heading } from "./lib/clinic.mjs";
import { activate, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { enter } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 400 });

test("a coordinator sees what a version asks, that it is in use, and that its rules hold", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  await page.goto("/overblik");
  await heading(page, /^Overblik/);
  await activate(page, "link", "Administration", { key: "Shift+Tab" });
  await heading(page, "Skemaer og versioner");
  const version = page.locator("tr[data-version]").first();
  assert.match(await version.innerText(), /Nej, den er i brug/);

  // From form to form with the arrow keys; Enter leads to the fields, and focus with it.
  const start = page.locator('tr[data-form="start"] a.admin-link');
  await tabToElement(page, page.locator("tr[data-form] a.admin-link").first(), "the first form");
  await tabToElement(page, start, "the start form", { key: "ArrowDown", most: 10 });
  await press(page, "Enter");
  await waitForFocus(page, "#admin-fields");
  const weight = page.locator('tr[data-field="weight_kg"]');
  assert.match(await weight.innerText(), /25(,0)? til 350(,0)?\s?kg[\s\S]*40(,0)? til 180(,0)?\s?kg/, "hard and soft ranges");

  await tabToElement(page, page.locator("#run-examples"), "the button that runs the examples");
  await press(page, "Enter");
  await page.locator("#examples-result", { hasText: /^\d+ eksempler er kørt\. Alle gav det forventede\.$/ }).waitFor();
  assert.equal(await page.locator("li.entry .status-attention").count(), 0, "no example differs");
  await assertAccessible(page, "admin-forms");
});

test("a form is tried without a citizen, and nothing is sent", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  await page.goto("/admin/skemaer?skema=start");
  await tabToElement(page, page.locator('tr[data-form="start"] a.admin-try'), "the way to try the start form");
  await press(page, "Enter");
  await heading(page, "Prøv: Startskema");
  const sent = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(`${request.method()} ${request.url()}`));

  // The fields find what they find for a citizen.
  await tabToElement(page, page.locator("#f-weight_kg"), "the weight", { most: 400 });
  await type(page, "900");
  await press(page, "Enter");
  await page.locator('[data-variable="weight_kg"].field-error').waitFor();
  await press(page, "Control+Enter");
  await waitForFocus(page, ".trial-found");
  assert.ok(await page.locator(".trial-found li").count() > 1, "what is missing is told as well");

  // An example of the definition fills in the forms, and the indicators come to what it says.
  await page.goto("/admin/skemaer/proev?skema=end");
  await tabToElement(page, page.locator("#trial-example"), "the examples");
  await press(page, "ArrowDown");
  await page.locator('.impact-lines [data-indicator="persistence"][data-state="fulfilled"]').waitFor({ state: "attached" });
  await assertAccessible(page, "admin-trial");
  await page.waitForTimeout(1500);
  assert.deepEqual(sent, [], "nothing is sent");
});

test("a coordinator finds an indicator without an aim, sets it, and sees it in the list", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  await page.goto("/admin/indikatorer?vis=uden-maal");
  const rows = page.locator("tr[data-indicator]");
  await rows.first().waitFor();
  const link = page.locator('tr[data-indicator="smokefree"] a.admin-link');
  await tabToElement(page, page.locator("a.admin-link").first(), "the first indicator");
  await tabToElement(page, link, "the indicator", { key: "ArrowDown", most: 20 });
  await press(page, "Enter");
  await page.waitForURL(/\/indikatorer\/smokefree/);
  await page.locator(".chart-picture svg").first().waitFor();
  await tabToElement(page, page.locator("#aim-set"), "the button of the aim");
  await press(page, "Enter");
  await waitForFocus(page, "#aim-percent");
  await type(page, "85");
  await press(page, "Enter");
  await page.locator(".aim-verdict").waitFor();

  await page.goto("/admin/indikatorer");
  assert.match(await page.locator('tr[data-indicator="smokefree"]').innerText(), /85\s%[\s\S]*For tidligt at afgøre/);
  await page.goto("/admin/indikatorer?vis=uden-maal");
  await rows.first().waitFor();
  assert.equal(await page.locator('tr[data-indicator="smokefree"]').count(), 0, "it has an aim now");
  await assertAccessible(page, "admin-indicators");
});

test("an administrator reviews and changes nothing; a clinician has no administration", async ({ page, context, password }) => {
  await enter(page, "municipal_admin.silkeborg", password);
  await page.goto("/admin/indikatorer");
  await page.locator("tr[data-indicator]").first().waitFor();
  const address = await page.locator("a.admin-link").first().getAttribute("href");
  assert.match(address, /^\/data\?version=/, "the definition, because the numbers are not theirs");
  await context.clearCookies();
  await enter(page, "clinician.silkeborg", password);
  await page.goto("/admin/skemaer");
  await heading(page, "Det har du ikke adgang til");
  assert.equal(await page.locator('nav a[href^="/admin"]').count(), 0, "nor is it in the menu");
});
