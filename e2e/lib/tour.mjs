// Every screen and the states it is seen in. The steps know no language: they find things by id, role and place.
import { press, tabToElement, type, waitForFocus } from "./keyboard.mjs";

const FORMS = [
  ["referral", "henvisning"],
  ["start", "start"],
  ["end", "slut"],
  ["followup", "opfoelgning"],
];

/** Screens anybody can see. */
export const OUTSIDE = [
  ["login", (page) => visit(page, "/")],
  ["login-empty-refused", async (page) => {
    await visit(page, "/");
    await waitForFocus(page, "#login-name");
    await press(page, "Enter");
    await page.locator("#login-name-message").waitFor();
  }],
  ["login-wrong-password", async (page) => {
    await visit(page, "/");
    await waitForFocus(page, "#login-name");
    await type(page, "clinician.silkeborg");
    await press(page, "Tab");
    await type(page, "forkert");
    await press(page, "Enter");
    await page.getByRole("alert").waitFor();
  }],
];

/** Screens of a clinician; `at` holds the addresses `prepare` made. */
export const INSIDE = [
  ["worklist", async (page) => {
    await visit(page, "/arbejdsliste");
    await page.locator("a.row-link").first().waitFor();
  }],
  ["worklist-filtered", async (page) => {
    await visit(page, "/arbejdsliste");
    await page.locator("a.row-link").first().waitFor();
    await press(page, "/");
    await type(page, "Karla");
    await page.locator("a.row-link", { hasNotText: "Karla" }).first().waitFor({ state: "detached" });
  }],
  ["worklist-filtered-to-nothing", async (page) => {
    await visit(page, "/arbejdsliste");
    await page.locator("a.row-link").first().waitFor();
    await press(page, "/");
    await type(page, "zzz");
    await page.locator("a.row-link").first().waitFor({ state: "detached" });
  }],
  ["user-menu", async (page) => {
    await visit(page, "/arbejdsliste");
    await tabToElement(page, page.locator(".tools .menu > button"), "the user menu");
    await press(page, "Enter");
    await page.locator('.menu-list a[href="/profil"]').waitFor();
  }],
  ["citizens", (page) => visit(page, "/borgere")],
  ["citizens-found", async (page) => {
    await search(page, "Prøve");
    await page.locator("a.row-link").first().waitFor();
  }],
  ["citizens-none", async (page) => {
    await search(page, "Findes Ikke");
    await page.locator(".empty").waitFor();
  }],
  ["citizens-too-short", async (page) => {
    await search(page, "a");
    await page.locator("#search-message").waitFor();
  }],
  ["citizen-new", (page) => visit(page, "/borgere/ny")],
  ["citizen-new-error", async (page) => {
    await visit(page, "/borgere/ny");
    await waitForFocus(page, "#cpr");
    await type(page, "991399-1234");
    await press(page, "Enter");
    await page.locator("#cpr-message").waitFor();
  }],
  ["citizen-new-unusual", async (page) => {
    await visit(page, "/borgere/ny");
    await waitForFocus(page, "#cpr");
    await type(page, "140356-1234"); // The check digit does not add up, so nobody born that day has it.
    await press(page, "Tab");
    await page.locator(".message-warning").waitFor();
  }],
  ["citizen-new-without-birth-date", async (page) => {
    await visit(page, "/borgere/ny");
    await waitForFocus(page, "#cpr");
    await type(page, "140356-1AB2");
    await press(page, "Tab");
    await page.locator("#birth-date").waitFor();
    await page.locator("#name").focus();
    await type(page, "Uden Nummer");
    await press(page, "Enter");
    await page.locator("#birth-date-message").waitFor();
  }],
  ["citizen", (page, at) => visit(page, at.citizen)],
  ["citizen-with-course", (page, at) => visit(page, at.citizenWithCourse)],
  ["course-new", (page, at) => visit(page, at.fresh)],
  ["course-with-drafts", (page, at) => visit(page, at.drafted)],
  ["course-with-outcomes", async (page, at) => {
    await visit(page, at.done);
    await page.locator("details.outcome").first().waitFor();
    // Opened as Enter opens them; every rule text too.
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ...FORMS.map(([form, slug]) => [`form-${form}-empty`, (page, at) => visit(page, `${at.fresh}/${slug}`)]),
  ...FORMS.map(([form, slug]) => [`form-${form}-filled`, (page, at) => visit(page, `${at.drafted}/${slug}`)]),
  ...FORMS.map(([form, slug]) => [`form-${form}-errors`, async (page, at) => {
    await visit(page, `${at.refused}/${slug}`);
    await page.locator("[data-variable] :focus").waitFor();
    await press(page, "Control+Enter");
    await waitForFocus(page, ".summary-box");
  }]),
  ["form-start-correction", (page, at) => visit(page, `${at.done}/start`)],
  ["form-missing-menu", async (page, at) => {
    await visit(page, `${at.refused}/start`);
    await page.locator("#f-smoking_status").focus();
    await press(page, "Alt+m");
    await page.getByRole("menu").waitFor();
  }],
  ["form-definition", async (page, at) => {
    await visit(page, `${at.drafted}/start`);
    await page.locator("#f-watt_max").focus();
    await press(page, "F1");
    await page.locator('#field-help[data-open="true"]').waitFor();
  }],
  ["overview", async (page) => {
    await visit(page, "/overblik");
    await page.locator("tr[data-indicator]").first().waitFor();
  }],
  ["overview-table", async (page) => {
    await visit(page, "/overblik");
    await page.locator("tr[data-indicator]").first().waitFor();
    const button = page.locator("main button[aria-expanded]").last();
    await tabToElement(page, button, "the button for the table");
    await press(page, "Enter");
    await page.locator("table").nth(1).waitFor();
  }],
  ["profile", (page) => visit(page, "/profil")],
  ["not-found", (page) => visit(page, "/findes-ikke")],
  ["course-not-found", (page) => visit(page, "/forloeb/00000000-0000-4000-8000-000000000000")],
  ["session-expired", async (page, at) => {
    await visit(page, `${at.refused}/start`);
    await page.locator("#f-alcohol_units_week").focus();
    await page.context().clearCookies();
    await type(page, "7");
    await press(page, "Enter"); // An answer, which cannot be saved.
    await page.getByRole("dialog").waitFor();
  }],
];

async function visit(page, path) {
  await page.goto(path);
  await page.locator("h1").first().waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

async function search(page, text) {
  await visit(page, "/borgere");
  await waitForFocus(page, "#search");
  await type(page, text);
  await press(page, "Enter");
}
