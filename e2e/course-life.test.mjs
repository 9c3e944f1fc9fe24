// A whole course without touching the mouse: referral, start, sessions, a warning on the radar, end, the citizen's own
// view on paper, the closing note, and the follow-up three months later.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import {
  answer, ask, complete, courseId, heading, invented, logIn, onField, openForm, openMenu, registerWithCourse,
} from "./lib/clinic.mjs";
import { activate, chooseInList, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { print } from "./lib/paper.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 200 });
const NURSE = "clinician.silkeborg";

/** The course began 150 days ago: 29 days are left, for it has to end in less than 180 (K1). The radar counts down. */
const REFERRAL = [
  ["referral_date", "-165"], ["referral_source", "1"], ["referrer_sor", ""], ["legal_basis", ""],
  ["index_event", (page) => chooseInList(page, "Ballonudvidelse (PCI)")], ["index_date", "-185"],
  ["procedure_pci", "1"], ["procedure_pci_date", "-184"], ["procedure_cabg", "2"], ["referral_diagnosis", "di214"],
];
const START = [
  ["initial_meeting_date", "-150"], ["training_offered", "1"], ["education_offered", "2"], ["site_sor", ""], ["smoking_status", "1"],
  ["cigarettes_per_day", "15"], ["other_nicotine", "1"], ["alcohol_units_week", "8"], ["activity_minutes_week", "90"],
  ["capacity_test_type", "1"], ["watt_max", "112,5"], ["watt_protocol", "2"],
];
/** It ended 92 days ago, so that the three months have passed today. */
const END = [
  ["end_type", "1"], ["final_meeting_date", "-92"], ["sessions_planned", "24"], ["sessions_attended", "20"],
  ["first_training_date", "-140"], ["last_training_date", "-95"], ["training_mode", "1"],
  ["diet_treatment", "1"],
  ["diet_by_profession", "1"], ["diet_first_date", "-120"], ["diet_contacts", "2"], ["psychosocial_intervention", "4"],
  ["private_provider_use", "2"], ["smoking_status", "3"], ["quit_date", "-110"], ["smoking_intervention", "1"],
  ["other_nicotine", "4"], ["alcohol_units_week", "7"], ["activity_minutes_week", "210"], ["capacity_test_type", "1"],
  ["watt_max", "126,5"], ["watt_protocol", "2"], ["borg_end", "16"], ["hr_max", "151"], ["sit_to_stand_30s", "17"],
  ["depression_screened", "1"], ["hads_entry", "1"], ["hads_a", "5"], ["hads_d", "4"], ["hads_date", "-92"],
];
const FOLLOWUP = [["followup_date", ""], ["timepoint", ""], ["contact_mode", "2"], ["smoking_status", "3"]];

test("a course goes from referral to its three-month follow-up without a pointer", async ({ page, password }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await logIn(page, NURSE, password);
  const citizen = invented(70, "Liv Livsløb");
  await registerWithCourse(page, citizen);
  const course = courseId(page);

  await openForm(page, "Henvisning", "referral_date");
  await answer(page, REFERRAL);
  await complete(page, "Henvisning");
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, START);
  await complete(page, "Startskema");

  // Two sessions that have been: one attended, one not, each with one key.
  await openPart(page, "undervejs");
  await heading(page, `Fremmøde og aftaler – ${citizen.name}`);
  await press(page, "a");
  await waitForFocus(page, "#plan-first");
  await type(page, "-107");
  await tabToElement(page, page.locator("#plan-count"), "the number of sessions");
  await press(page, "ControlOrMeta+a");
  await type(page, "2");
  await press(page, "Enter");
  const sessions = page.locator("[data-session]");
  await sessions.nth(1).waitFor();
  await tabToElement(page, sessions.first().locator(".mark"), "the first session");
  await press(page, "f");
  await sessions.first().getByText("Fremmødt").first().waitFor();
  await press(page, "ArrowDown", "3");
  await page.locator(".save-line").getByText(/^Gemt: .*[Uu]deblevet/).waitFor();
  const { counts } = await ask(page, `/courses/${course}/sessions`);
  assert.deepEqual(counts, { planned: 2, attended: 1 });

  // The radar warns, and says how many days are left.
  await openMenu(page, "Arbejdsliste");
  const radar = page.locator("section.group", { has: page.locator("#group-radar") });
  const row = radar.locator("li.row-item", { hasText: citizen.name });
  await row.waitFor();
  assert.match(await row.innerText(), /\b29 dage tilbage/);
  await tabToElement(page, row.locator("a.row-link"), "the course on the radar");
  await press(page, "e");

  await heading(page, /^Slutskema/);
  await onField(page, "end_type");
  await answer(page, END);
  await complete(page, "Slutskema");

  // The citizen's own view: on one sheet of paper, without number and staff notes.
  await press(page, "v");
  await heading(page, "Liv – din udvikling");
  const shown = await page.locator("main").innerText();
  assert.ok(!shown.includes(citizen.masked) && !shown.includes(citizen.cpr), "no CPR number");
  assert.deepEqual(await print(page, "citizen-view"), { sheets: 1, isA4: true });
  await press(page, "Escape");
  await heading(page, `Forløb – ${citizen.name}`);

  await openPart(page, "notat");
  await heading(page, `Afslutningsnotat – ${citizen.name}`);
  await activate(page, "button", /^Kopiér notatet/);
  await page.getByText(/^Kopieret\./).first().waitFor();
  const note = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(note, /112,5|20 af 24|24/, note);
  assert.ok(!note.includes(citizen.cpr));

  // Three months later the work list asks for the follow-up.
  await openMenu(page, "Arbejdsliste");
  const due = page.locator("section.group", { has: page.locator("#group-followup") });
  const waiting = due.locator("li.row-item", { hasText: citizen.name });
  await waiting.waitFor();
  await tabToElement(page, waiting.locator("a.row-link"), "the follow-up that is due");
  await press(page, "Enter");
  await openFollowup(page);
  await answer(page, FOLLOWUP);
  await press(page, "Control+Enter");
  await page.getByRole("status").filter({ hasText: /^Opfølgning.* er afsluttet\./ }).waitFor();
  const { forms } = await ask(page, `/courses/${course}`);
  assert.deepEqual(
    forms.filter((form) => form.state === "submitted").map((form) => form.form),
    ["referral", "start", "end", "followup"],
  );
});

/** Opens one of the other pages of the course. */
async function openPart(page, slug) {
  await tabToElement(page, page.locator(`.course-links a[href$="/${slug}"]`), `the link to ${slug}`);
  await press(page, "Enter");
}

/** The row of the work list leads to the form or to the course. */
async function openFollowup(page) {
  const title = page.getByRole("heading", { level: 1, name: /^(Opfølgning|Forløb)/ });
  await title.waitFor();
  if ((await title.innerText()).startsWith("Forløb")) await openForm(page, "Opfølgning", "followup_date");
}
