// Every screen and the states it is seen in. The steps know no language: they find things by id, role and place.
import { invented } from "./clinic.mjs";
import { press, tabToElement, type, waitForFocus } from "./keyboard.mjs";

const FORMS = [
  ["referral", "henvisning"],
  ["start", "start"],
  ["end", "slut"],
  ["followup", "opfoelgning"],
];

/** Screens anybody can see. */
const OUTSIDE = [
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
const INSIDE = [
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
    // Opened where the bar itself is a menu: both then stay open at every width.
    const size = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await tabToElement(page, page.locator(".menu-button"), "the menu");
    await press(page, "Enter");
    await tabToElement(page, page.locator(".tools .menu > button"), "the user menu");
    await press(page, "Enter");
    await page.locator('.menu-list a[href="/profil"]').waitFor();
    await page.setViewportSize(size);
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
  ["citizen-new-known", async (page) => {
    await visit(page, "/borgere/ny");
    await waitForFocus(page, "#cpr");
    await type(page, invented(43).cpr);
    await press(page, "Tab");
    await page.locator("main .alert a[href^='/borgere/']").waitFor();
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
  ["course-actions", async (page, at) => {
    await visit(page, at.running);
    await tabToElement(page, page.locator("#course-actions"), "the menu of actions");
    await press(page, "Enter");
    await page.locator('[role="menuitem"]').first().waitFor();
  }],
  ["course-action-empty-refused", async (page, at) => {
    await visit(page, at.running);
    await openAction(page, /pause/i);
    await page.locator("#event-reason").waitFor();
    await press(page, "Enter");
    await page.locator("#event-reason-message").waitFor();
  }],
  ["course-away", (page, at) => visit(page, at.away)],
  ["attendance-empty", (page, at) => visit(page, `${at.fresh}/undervejs`)],
  ["attendance-filled", async (page, at) => {
    await visit(page, `${at.running}/undervejs`);
    await page.locator("[data-session]").first().waitFor();
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ["attendance-planner-errors", async (page, at) => {
    await visit(page, `${at.fresh}/undervejs`);
    await press(page, "a");
    await waitForFocus(page, "#plan-first");
    await type(page, "sludder");
    await press(page, "Enter");
    await page.locator("#plan-first-message").waitFor();
  }],
  ["groups", async (page) => {
    await visit(page, "/hold");
    await page.locator(".group-card").first().waitFor();
  }],
  ["groups-none", async (page) => {
    await visit(page, "/hold");
    await tabToElement(page, page.locator("#group-day"), "the day of the groups");
    await press(page, "ControlOrMeta+a");
    await type(page, "-60");
    await press(page, "Enter");
    await page.locator(".empty").waitFor();
  }],
  ["groups-wrong-day", async (page) => {
    await visit(page, "/hold");
    await tabToElement(page, page.locator("#group-day"), "the day of the groups");
    await press(page, "ControlOrMeta+a");
    await type(page, "sludder");
    await press(page, "Enter");
    await page.locator("#group-day-message").waitFor();
  }],
  ["groups-wrong-weeks", async (page) => {
    await visit(page, "/hold");
    await tabToElement(page, page.locator(".group-tools .input-count").first(), "the number of weeks");
    await press(page, "ControlOrMeta+a");
    await type(page, "99");
    await press(page, "Enter");
    await page.locator(".group-tools .message-error").waitFor();
  }],
  ["plan-empty", (page, at) => visit(page, `${at.fresh}/plan`)],
  ["plan-filled", (page, at) => visit(page, `${at.running}/plan`)],
  ["citizen-view-empty", (page, at) => visit(page, `${at.fresh}/borger`)],
  ["citizen-view-front", async (page, at) => {
    await visit(page, `${at.done}/borger`);
    await page.locator('.citizen-side[data-shown="true"]').waitFor();
  }],
  ["citizen-view-back", async (page, at) => {
    await visit(page, `${at.done}/borger`);
    await tabToElement(page, page.locator(".citizen-view .tabs button").nth(1), "the other side");
    await press(page, "Enter");
    await page.locator('.citizen-side[data-shown="true"] table').waitFor();
  }],
  ["note-open-course", (page, at) => visit(page, `${at.running}/notat`)],
  ["note-filled", (page, at) => visit(page, `${at.done}/notat`)],
  ["history-empty", (page, at) => visit(page, `${at.fresh}/historik`)],
  ["history-filled", async (page, at) => {
    await visit(page, `${at.done}/historik`);
    await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }],
  ["transfers", async (page) => {
    await visit(page, "/overflytninger");
    await page.locator("li.transfer").nth(1).waitFor();
  }],
  ["help", (page) => visit(page, "/hjaelp")],
  ["about", (page) => visit(page, "/om")],
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
  ["overview-as-of", async (page) => {
    // The invented registry has been imported today: nothing was known before.
    await visit(page, "/overblik?kendt=2026-01-01");
    await page.locator(".empty").waitFor();
  }],
  ["flow", (page) => chart(page, "/forloebsflow")],
  ["flow-variation", async (page) => {
    await chart(page, "/forloebsflow?variation=vis&regler=nhs");
    // Few courses: no quarter has enough, and the page says so. The ranges themselves: compare.test.mjs.
    await page.locator("#development").waitFor();
  }],
  ["flow-empty", async (page) => {
    await visit(page, "/forloebsflow?periode=1990-01-01_1990-12-31");
    await page.locator(".empty").waitFor();
  }],
  ["flow-table", async (page) => {
    await chart(page, "/forloebsflow");
    await press(page, "t");
    await page.locator(".chart-table").waitFor();
  }],
  ["flow-menu", async (page) => {
    await chart(page, "/forloebsflow");
    await press(page, "d");
    await page.getByRole("menu").waitFor();
  }],
  ["results-pairs", (page) => results(page, "/resultater?maal=weight&periode=seneste-12")],
  ["results-level", (page) => results(page, "/resultater?maal=depression&periode=seneste-12")],
  ["results-moves", async (page) => {
    await visit(page, "/resultater?maal=smoking&periode=seneste-12");
    await page.locator("table.moves").waitFor();
  }],
  ["results-too-few", async (page) => {
    await visit(page, "/resultater?maal=walk&periode=1990-01-01_1990-12-31");
    await page.locator(".empty").waitFor();
  }],
  ["case-mix", (page) => chart(page, "/borgersammensaetning")],
  ["case-mix-empty", async (page) => {
    await visit(page, "/borgersammensaetning?periode=1990-01-01_1990-12-31");
    await page.locator(".empty").waitFor();
  }],
  ["data-quality", (page) => chart(page, "/datakvalitet")],
  ["data-quality-empty", async (page) => {
    await visit(page, "/datakvalitet?periode=1990-01-01_1990-12-31");
    await page.locator(".empty").waitFor();
  }],
  ["data-quality-units", async (page) => {
    await chart(page, "/datakvalitet?fordelt=site");
    await page.locator("#units-title").waitFor();
  }],
  ["data-quality-units-list", async (page) => {
    await visit(page, "/datakvalitet/forloeb?periode=seneste-12&enhed=unknown");
    await page.locator(".rows, .empty").first().waitFor();
  }],
  ["data-quality-lacking", async (page) => {
    await visit(page, "/datakvalitet/forloeb?periode=seneste-12&skema=start&felt=weight_kg");
    await page.locator(".rows, .empty").first().waitFor();
  }],
  ["data-quality-list", async (page) => {
    await visit(page, "/datakvalitet/forloeb?liste=mangler-slutskema");
    await page.locator(".rows, .empty").first().waitFor();
  }],
  ["data-quality-list-unknown", (page) => visit(page, "/datakvalitet/forloeb")],
  ["indicator", (page) => chart(page, "/indikatorer/sessions80")],
  ["indicator-table", async (page) => {
    await chart(page, "/indikatorer/sessions80");
    await press(page, "t");
    await page.locator(".chart-table").waitFor();
  }],
  ["indicator-menu", async (page) => {
    await chart(page, "/indikatorer/sessions80");
    await press(page, "d");
    await page.getByRole("menu").waitFor();
  }],
  ["indicator-point", async (page) => {
    await chart(page, "/indikatorer/sessions80?diagram=kontrol&akse=zoom");
    await page.locator(".chart-picture svg").focus();
    await press(page, "End", "ArrowLeft", "Enter");
    await waitForFocus(page, "#point-detail");
  }],
  ["indicator-split", async (page) => {
    await chart(page, "/indikatorer/sessions80?fordelt=sex");
    await page.locator(".chart-parts .chart-frame").nth(1).waitFor();
  }],
  ["indicator-units", async (page) => {
    await chart(page, "/indikatorer/sessions80?fordelt=site");
    await page.locator(".chart-parts .chart-frame").nth(1).waitFor();
  }],
  ["indicator-as-of", (page) => chart(page, "/indikatorer/sessions80?kendt=2026-01-01&trin=ti")],
  ["indicator-courses", async (page) => {
    await visit(page, "/indikatorer/sessions80/forloeb?tilstand=not_fulfilled");
    await page.locator(".behind-row").first().waitFor();
  }],
  ["indicator-courses-none", async (page) => {
    await visit(page, "/indikatorer/sessions80/forloeb?periode=2001-01-01_2001-12-31");
    await page.locator(".empty").waitFor();
  }],
  ["indicator-not-found", (page) => visit(page, "/indikatorer/findes-ikke")],
  ...[
    ["compare", ""], ["compare-forest", "?figur=skov&udsnit=ligner"], ["compare-table", "?figur=tabel&orden=andel"],
    ["compare-adjusted", "?figur=skov&vis=justeret"], ["compare-clusters", "?niveau=cluster&figur=skov"],
  ].map(([name, query]) => [name, async (page) => {
    await visit(page, `/sammenlign${query}`);
    await page.locator(".compare-rules").waitFor();
    await page.locator("main details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  }]),
  ["compare-refused", async (page) => {
    await visit(page, "/sammenlign?aar=2026-Q3");
    await page.locator("#compare-refused").waitFor();
  }],
  ["report", async (page) => {
    await visit(page, "/rapporter?periode=sidste-aar");
    await page.locator(".report-part").nth(4).waitFor();
    await page.locator("#report-name").fill("Kvartalsmøde");
    await page.locator("#report-name").press("Enter");
    await page.locator("#report-every-0").selectOption("quarter");
    await page.locator(".report-issued").waitFor();
  }],
  ["data", async (page) => {
    await visit(page, "/data");
    await page.locator(".dictionary-group").first().waitFor();
  }],
  ["data-variable", async (page) => {
    await visit(page, "/data#start.smoking_status");
    await page.locator(".entry-body").first().waitFor();
  }],
  ["data-indicator", async (page) => {
    await visit(page, "/data#indicator.sessions80");
    await page.locator(".entry-body").first().waitFor();
  }],
  ["data-none-found", async (page) => {
    await visit(page, "/data");
    await press(page, "/");
    await waitForFocus(page, "#dictionary-search");
    await type(page, "findesikke");
    await page.locator(".entry:not([hidden])").first().waitFor({ state: "detached" });
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

/** Screens of a coordinator: administration. */
const ADMIN = [
  ["admin-forms", async (page) => {
    await visit(page, "/admin/skemaer?skema=end");
    await page.locator("tr[data-field]").first().waitFor();
    await page.locator("main details").evaluateAll((all) => all.slice(0, 6).forEach((details) => (details.open = true)));
  }],
  ["admin-forms-tested", async (page) => {
    await visit(page, "/admin/skemaer");
    await tabToElement(page, page.locator("#run-examples"), "the button that runs the examples", { key: "Shift+Tab" });
    await press(page, "Enter");
    await page.locator("li.entry[data-indicator]").first().waitFor();
    await page.locator("li.entry details").first().evaluate((details) => (details.open = true));
  }],
  ["admin-trial", (page) => visit(page, "/admin/skemaer/proev?skema=start")],
  ["admin-trial-errors", async (page) => {
    await visit(page, "/admin/skemaer/proev?skema=end");
    await tabToElement(page, page.locator("#trial-example"), "the examples");
    await press(page, "ArrowDown");
    await page.locator("#complete").focus();
    await press(page, "Enter");
    await page.locator(".trial-found").waitFor();
  }],
  ["admin-trial-not-found", (page) => visit(page, "/admin/skemaer/proev?version=findes-ikke")],
  ["admin-indicators", async (page) => {
    await visit(page, "/admin/indikatorer");
    await page.locator("tr[data-indicator]").first().waitFor();
  }],
  ["admin-indicators-none", async (page) => {
    await visit(page, "/admin/indikatorer?vis=ny-midtlinje");
    await page.locator(".empty, tr[data-indicator]").first().waitFor();
  }],
];

/** All of them: the name, who is logged in, and `go(page, at)`, which leads there. */
export const SCREENS = [
  ...OUTSIDE.map(([screen, go]) => ({ screen, go })),
  ...INSIDE.map(([screen, go]) => ({ screen, go, user: "clinician.silkeborg" })),
  ...ADMIN.map(([screen, go]) => ({ screen, go, user: "coordinator.silkeborg" })),
  // A page without the right to it.
  { screen: "forbidden", go: (page) => visit(page, "/arbejdsliste"), user: "auditor.silkeborg" },
];

/** Opens a dialog of the course's menu. */
async function openAction(page, name) {
  await tabToElement(page, page.locator("#course-actions"), "the menu of actions");
  await press(page, "Enter");
  await waitForFocus(page, '[role="menuitem"]');
  await tabToElement(page, page.getByRole("menuitem", { name }), `the action ${name}`, { key: "ArrowDown", most: 20 });
  await press(page, "Enter");
  await waitForFocus(page, '[role="dialog"] *');
}

/** A page of numbers, when its first chart is drawn. */
async function chart(page, path) {
  await visit(page, path);
  await page.locator(".chart-picture svg").first().waitFor();
}

/** A measure: its picture, or in a small registry the words that there are too few. */
async function results(page, path) {
  await visit(page, path);
  await page.locator(".chart-picture svg, .empty").first().waitFor();
}

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
