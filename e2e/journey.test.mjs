// One course, from referral to a number on the overview, as a nurse types it: keyboard only.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { START_ENTRY } from "./fixtures/start-form.mjs";
import {
  answer, ask, complete, courseId, day, field, heading, invented, logIn, onField, openForm, openMenu, readOverview,
  registerWithCourse,
} from "./lib/clinic.mjs";
import { activate, chooseInList, fill, press, tabTo, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });
const NURSE = "clinician.silkeborg";

const REFERRAL = [
  ["referral_date", "-98"],
  ["referral_source", "1"],
  ["referrer_sor", ""],
  ["legal_basis", ""],
  ["index_event", (page) => chooseInList(page, "Ballonudvidelse (PCI)")],
  ["index_date", "-120"],
  ["procedure_pci", "1"],
  ["procedure_pci_date", "-119"],
  ["procedure_cabg", "2"],
  ["referral_diagnosis", "di214"],
  ["lvef", "55"],
  ["risk_class", "2"],
];

const END = [
  ["end_type", "1"],
  ["final_meeting_date", "-1"],
  ["sessions_planned", "24"],
  ["sessions_attended", "19"],
  ["first_training_date", "-84"],
  ["last_training_date", "-10"],
  ["training_mode", "1"],
  ["education_sessions_planned", "6"],
  ["education_sessions_attended", "5"],
  ["diet_treatment", "1"],
  ["diet_by_profession", "1"],
  ["diet_first_date", "-60"],
  ["diet_contacts", "2"],
  ["psychosocial_intervention", "4"],
  ["private_provider_use", "2"],
  ["smoking_status", "3"],
  ["quit_date", "-40"],
  ["smoking_intervention", "1"],
  ["other_nicotine", "4"],
  ["alcohol_units_week", "7"],
  ["activity_minutes_week", "210"],
  ["capacity_test_type", "1"],
  ["watt_max", "126,5"],
  ["watt_protocol", "2"],
  ["borg_end", "16"],
  ["hr_max", "151"],
  ["sit_to_stand_30s", "17"],
  ["depression_screened", "1"],
  ["hads_entry", "1"],
  ["hads_a", "5"],
  ["hads_d", "4"],
  ["hads_date", "-1"],
];

test("a citizen who stops smoking moves the smokefree row of the overview by one, and the course says why", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await openMenu(page, "Overblik");
  const before = await readOverview(page);

  const citizen = invented(1);
  await registerWithCourse(page, citizen);
  const course = courseId(page);
  assert.match(await page.locator(".citizen-line").innerText(), new RegExp(citizen.masked));

  // Enter after the last field arrives at the button that completes.
  await openForm(page, "Henvisning", "referral_date");
  await answer(page, REFERRAL);
  await waitForFocus(page, "#complete");
  await press(page, "Enter");
  await page.getByRole("status").filter({ hasText: "Henvisning er afsluttet." }).waitFor();

  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, START_ENTRY);
  await onField(page, "waist_cm");
  assert.match(await field(page, "bmi").innerText(), /27,9/, "BMI is computed while the nurse types");
  for (const first of ["civil_status", "nyha", "hads_entry"]) {
    await press(page, "PageDown");
    await onField(page, first);
  }
  await answer(page, [["hads_entry", "1"], ["hads_a", "9"], ["hads_d", "7"]]);
  await onField(page, "hads_date");
  await type(page, "-91"); // Completed from within the field: what stands there counts.
  await complete(page, "Startskema");

  await openForm(page, "Slutskema", "end_type");
  await answer(page, END);
  await onField(page, "weight_kg");
  assert.match(await field(page, "watt_max").innerText(), /Startskema: 112,5\sW\s+ændring \+14,0/);
  await type(page, "79,8");
  await complete(page, "Slutskema");

  // The course says that it counts, and why, in the words of the form.
  const outcome = page.locator('details[data-indicator="smokefree"]');
  await tabToElement(page, outcome.locator("> summary"), "the outcome of smokefree");
  assert.match(await outcome.locator("> summary").innerText(), /K4\s+Rygere ved start, eksrygere ved afslutning\s+Opfyldt$/);
  await press(page, "Enter");
  const explanation = outcome.locator(".outcome-body");
  await explanation.waitFor();
  const words = await explanation.innerText();
  for (const part of [
    "Tæller med, og målet er nået.",
    "Gælder indikatoren forløbet? Ja",
    "Rygestatus (Startskema): Ryger dagligt",
    "Slutskema er afsluttet",
    "Er målet nået? Ja",
    "Rygestatus (Slutskema): Eksryger",
  ]) {
    assert.ok(words.replaceAll(/\s+/g, " ").includes(part), `“${part}” in:\n${words}`);
  }
  const rule = outcome.locator("details.rule-text").last();
  await tabToElement(page, rule.locator("> summary"), "the rule as written");
  await press(page, "Enter");
  assert.equal(await rule.locator("code").innerText(), "end.smoking_status == 'former'");

  // The server was not started again, and neither was the application.
  await openMenu(page, "Overblik");
  const after = await readOverview(page);
  const change = (indicator) => ({
    numerator: after[indicator].numerator - before[indicator].numerator,
    denominator: after[indicator].denominator - before[indicator].denominator,
    missing: after[indicator].missing - before[indicator].missing,
    excluded: after[indicator].excluded - before[indicator].excluded,
  });
  const counted = { numerator: 1, denominator: 1, missing: 0, excluded: 0 };
  assert.deepEqual(change("smokefree"), counted);
  assert.deepEqual(change("capacity10"), counted, "112.5 W to 126.5 W is 12 %");
  assert.deepEqual(change("diet"), counted);
  assert.deepEqual(change("depression_end"), counted);
  assert.deepEqual(change("sessions80"), { ...counted, numerator: 0 }, "19 of 24 sessions are 79 %");

  // What was typed is what is kept.
  const { answers: start } = await ask(page, `/courses/${course}/forms/start`);
  assert.equal(start.initial_meeting_date, day(-91));
  assert.deepEqual([start.smoking_status, start.watt_max, start.weight_kg], ["daily", 112.5, 82.5]);
  assert.deepEqual([start.hads_a, start.hads_d, start.hads_date], [9, 7, day(-91)]);
  const { answers: end } = await ask(page, `/courses/${course}/forms/end`);
  assert.equal(end.final_meeting_date, day(-1));
  assert.deepEqual([end.smoking_status, end.quit_date, end.weight_kg], ["former", day(-40), 79.8]);
  const { answers: referral } = await ask(page, `/courses/${course}/forms/referral`);
  assert.deepEqual([referral.referral_diagnosis, referral.index_event], ["DI214", "pci"]);
  assert.ok(!("legal_basis" in referral), "an empty field is no answer");
});

test("a form with errors shows a summary with focus, and its links lead to the fields", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(2));
  await openForm(page, "Henvisning", "referral_date");
  await answer(page, REFERRAL.slice(0, 10));
  await complete(page, "Henvisning");

  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-91"], ["training_offered", "1"]]);
  await tabTo(page, "textbox", /^Systolisk blodtryk/);
  await type(page, "100");
  await press(page, "Tab"); // To the tools of the field …
  await tabTo(page, "textbox", /^Diastolisk blodtryk/); // … and on.
  await type(page, "110");
  await press(page, "Control+Enter");

  const summary = page.locator(".summary-box");
  await waitForFocus(page, ".summary-box");
  await summary.getByRole("heading", { name: "3 ting mangler, før skemaet kan afsluttes" }).waitFor();
  const links = await summary.getByRole("link").allInnerTexts();
  assert.equal(links.length, 3, links.join("\n"));
  const [smoking, test, pressure] = links;
  assert.match(smoking, /Rygestatus/);
  assert.match(test, /Test af arbejdskapacitet/);
  assert.equal(pressure, "Det systoliske blodtryk skal være højere end det diastoliske. Er de byttet om?");
  for (const [variable, text] of [["smoking_status", smoking], ["capacity_test_type", test], ["bp_sys", pressure]]) {
    assert.match(await field(page, variable).innerText(), new RegExp(escaped(text)), "the field says the same");
    assert.equal(await field(page, variable).locator('[aria-invalid="true"]').count(), 1, variable);
  }

  await press(page, "Tab", "Enter");
  await onField(page, "smoking_status");
  await type(page, "4");
  await press(page, "Control+Enter");
  await summary.getByRole("heading", { name: "2 ting mangler, før skemaet kan afsluttes" }).waitFor();
  await waitForFocus(page, ".summary-box");
  await press(page, "Tab", "Enter");
  await onField(page, "capacity_test_type");
  await answer(page, [["capacity_test_type", "6"], ["test_not_done_reason", "1"]]);
  await press(page, "Control+Enter");
  await summary.getByRole("heading", { name: "1 ting mangler, før skemaet kan afsluttes" }).waitFor();
  await waitForFocus(page, ".summary-box");
  await press(page, "Tab", "Enter");
  await onField(page, "bp_sys");
  await type(page, "134"); // Arriving selects what stands there.
  await press(page, "Enter");
  await answer(page, [["bp_dia", "82"]]);
  await summary.waitFor({ state: "detached" });
  await complete(page, "Startskema");
});

test("a date before the start stops the end form until it is corrected", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(3));
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-91"], ["training_offered", "2"], ["education_offered", "2"], ["site_sor", ""], ["smoking_status", "4"]]);
  await complete(page, "Startskema");

  await openForm(page, "Slutskema", "end_type");
  await answer(page, [["end_type", "1"]]);
  await onField(page, "final_meeting_date");
  await type(page, "-92");
  await press(page, "Enter");
  const message = field(page, "final_meeting_date").locator(".message-error");
  await message.waitFor();
  assert.match(await message.innerText(), /Den afsluttende samtale ligger før den afklarende samtale\. Ret datoen\./);
  await onField(page, "final_meeting_date"); // Enter stays at the first message.
  await press(page, "Control+Enter");
  await waitForFocus(page, ".summary-box");
  await activate(page, "link", "Den afsluttende samtale ligger før den afklarende samtale. Ret datoen.");
  await onField(page, "final_meeting_date");
  await type(page, "-1");
  await press(page, "Enter");
  await message.waitFor({ state: "detached" });
});

test("an improbable answer asks once, and a second Enter confirms it", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(4));
  const course = courseId(page);
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-10"], ["training_offered", "2"], ["education_offered", "2"], ["site_sor", ""], ["smoking_status", "1"]]);
  await onField(page, "cigarettes_per_day");
  await type(page, "45");
  const warning = field(page, "cigarettes_per_day").locator(".message-warning");
  assert.equal(await warning.count(), 0, "nothing is said while the nurse types");
  await press(page, "Enter");
  await warning.waitFor();
  assert.match(await warning.innerText(), /^Tjek: /);
  await onField(page, "cigarettes_per_day");
  await press(page, "Enter");
  await onField(page, "other_nicotine");
  assert.match(await warning.innerText(), /Bekræftet/);

  // Left with Tab, a warning stays open until the form is completed.
  await tabTo(page, "textbox", /^Genstande pr\. uge/);
  await type(page, "80");
  await press(page, "Tab", "Control+Enter");
  await waitForFocus(page, ".summary-box");
  await page.getByRole("heading", { name: "Tjek og bekræft, før skemaet afsluttes" }).waitFor();
  assert.equal(await page.locator(".summary-box").getByRole("link").count(), 1, "the confirmed one is not asked again");
  await activate(page, "button", "Bekræft alle, og afslut skemaet");
  await page.getByRole("status").filter({ hasText: "Startskema er afsluttet." }).waitFor();
  const { answers } = await ask(page, `/courses/${course}/forms/start`);
  assert.deepEqual([answers.cigarettes_per_day, answers.alcohol_units_week], [45, 80]);
});

test("an improbable value that was computed can be confirmed too", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(7));
  const course = courseId(page);
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-10"], ["training_offered", "2"], ["education_offered", "2"], ["site_sor", ""], ["smoking_status", "4"]]);
  await fill(page, /^Højde/, "195");
  await press(page, "Enter");
  await answer(page, [["weight_kg", "52,0"]]);
  await onField(page, "weight_kg"); // Enter stops: the weight is usual, but not for that height.
  assert.match(await field(page, "weight_kg").innerText(), /Tjek: BMI ligger uden for 15–55/);
  assert.match(await field(page, "bmi").innerText(), /13,7/);
  await press(page, "Control+Enter");
  await waitForFocus(page, ".summary-box");
  await activate(page, "button", "Bekræft alle, og afslut skemaet");
  await page.getByRole("status").filter({ hasText: "Startskema er afsluttet." }).waitFor();
  const { answers } = await ask(page, `/courses/${course}/forms/start`);
  assert.deepEqual([answers.height_cm, answers.weight_kg, answers.bmi], [195, 52, 13.7]);
});

test("what was typed survives a reload, and the nurse goes on where she left off", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(5));
  await openForm(page, "Startskema", "initial_meeting_date");
  const saved = page.waitForResponse((response) => {
    const request = response.request();
    return request.method() === "PUT" && request.url().endsWith("/draft") && "activity_minutes_week" in request.postDataJSON().answers;
  });
  await answer(page, START_ENTRY.slice(0, 10));
  assert.equal((await saved).status(), 200);
  await page.getByRole("status").filter({ hasText: /^Gemt kl\. \d\d\.\d\d$/ }).waitFor();

  await page.reload();
  await heading(page, /^Startskema/);
  await page.getByText(/^Skemaet viser din kladde fra .+\. 10 felter er udfyldt\.$/).waitFor();
  await onField(page, "capacity_test_type");
  assert.equal(await page.getByRole("textbox", { name: /^Cigaretter pr\. dag/ }).inputValue(), "15");
  assert.ok(await page.getByRole("radiogroup", { name: /^Rygestatus/ }).getByRole("radio", { name: /Ryger dagligt/ }).isChecked());
  await answer(page, START_ENTRY.slice(10));
  await complete(page, "Startskema");
});

test("a missing answer is given its reason by key, and counts as answered", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(6));
  const course = courseId(page);
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-10"], ["training_offered", "3"], ["education_offered", "2"], ["site_sor", ""]]);

  // Alt+M opens the reasons; the arrows choose.
  await onField(page, "smoking_status");
  await press(page, "Alt+m");
  const reasons = page.getByRole("menu", { name: "Hvorfor mangler svaret?" });
  await reasons.waitFor();
  await waitForFocus(page, '[role="menuitem"][data-index="0"]');
  assert.equal(await reasons.getByRole("menuitem").count(), 4);
  await press(page, "ArrowDown", "ArrowDown");
  await waitForFocus(page, '[role="menuitem"][data-index="2"]');
  await press(page, "Enter");
  await onField(page, "smoking_status");
  assert.match(await field(page, "smoking_status").innerText(), /ønsker ikke at svare/i);
  await press(page, "Enter");

  // Letters say the same in a field that is written.
  await onField(page, "other_nicotine");
  await fill(page, /^Genstande pr\. uge/, "vi");
  await press(page, "Enter");
  assert.match(await field(page, "alcohol_units_week").innerText(), /ved ikke/i);
  await complete(page, "Startskema");

  const { answers } = await ask(page, `/courses/${course}/forms/start`);
  assert.deepEqual(answers.smoking_status, { missing: "declined" });
  assert.deepEqual(answers.alcohol_units_week, { missing: "unknown" });
});

test("a list that is emptied stays empty on Enter, and opened by an arrow gives what is marked", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await registerWithCourse(page, invented(8));
  await openForm(page, "Henvisning", "referral_date");
  await answer(page, REFERRAL.slice(0, 5));
  await onField(page, "index_date");
  const list = page.locator("#f-index_event");
  await tabToElement(page, list, "the event", { key: "Shift+Tab" });
  assert.equal(await list.inputValue(), "Ballonudvidelse (PCI)");
  await press(page, "ControlOrMeta+a", "Backspace", "Enter");
  await onField(page, "index_date");
  assert.equal(await list.inputValue(), "", "the first code of the list is not what was meant");

  await tabToElement(page, list, "the event", { key: "Shift+Tab" });
  await press(page, "ArrowDown", "ArrowDown", "Enter");
  await onField(page, "index_date");
  assert.notEqual(await list.inputValue(), "");
});

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
