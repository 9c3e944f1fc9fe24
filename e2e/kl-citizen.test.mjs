// The same journey with input nobody here invented: the test citizen and the interrupted course that KL publishes as
// examples of its prevention guide. Every value is read from KL's files when the test runs and typed in by hand.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import {
  answer, ask, complete, courseId, field, heading, logIn, openForm, openMenu, registerWithCourse,
} from "./lib/clinic.mjs";
import { danishDay, examples, typed } from "./lib/fhir.mjs";
import { activate, chooseInList, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });

const CPR = "urn:oid:1.2.208.176.1.2";
const SKS = "urn:oid:1.2.208.176.2.4.12";
const KL_CODES = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes";

/** What KL's files say about the citizen and the course, and nothing else. */
async function readCourse() {
  const read = examples("kl-gateway-prevention");
  const patient = await read("Patient-BrunoTestElmer");
  const request = await read("ServiceRequest-BrunoRequestInformation");
  const diagnosis = await read("Condition-BrunoAktionsdiagnoseRequest");
  const clarifying = await read("Encounter-BrunoKontaktAfklarende");
  const talk = await read("CarePlan-BrunoAfklarendeSamtale");
  const interrupted = await read("CarePlan-BrunoforloebKostAfbrudt");
  const contact = await read("Encounter-BrunoKontakt1Kost");
  for (const resource of [request, diagnosis, clarifying, talk, interrupted, contact]) {
    assert.equal(resource.subject.reference, `Patient/${patient.id}`, "all files are about one citizen");
  }
  const { detail } = interrupted.activity[0];
  assert.equal(detail.status, "cancelled");
  return {
    cpr: patient.identifier.find((identifier) => identifier.system === CPR).value,
    // The patient has no name; the id is one.
    name: patient.id.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " "),
    referredOn: request.authoredOn,
    diagnosis: diagnosis.code.coding.find((coding) => coding.system === SKS).code,
    clarifiedOn: danishDay(clarifying.period.start),
    talk: talk.period,
    lastContactOn: danishDay(contact.period.start),
    reason: detail.statusReason.coding.find((coding) => coding.system === KL_CODES).code,
  };
}

test("KL's test citizen is referred, clarified and drops out, and every number follows from what was typed", async ({ page, password }) => {
  const given = await readCourse();
  assert.ok(given.talk.start <= given.clarifiedOn && given.clarifiedOn <= given.talk.end, "KL's dates agree");
  await logIn(page, "clinician.silkeborg", password);
  const programme = await ask(page, "/programmes/hjertekom/2026.1");
  const reason = reasonFor(programme, given.reason);
  const year = given.clarifiedOn.slice(0, 4);
  const overview = async () => {
    const query = `programme=hjertekom&from=${year}-01-01&to=${year}-12-31`;
    const { rows } = await ask(page, `/indicators/overview?${query}`);
    return Object.fromEntries(rows.map((row) => [row.indicator, row]));
  };
  const before = await overview();

  await registerWithCourse(page, { cpr: given.cpr, name: given.name, isUnusual: true });
  const course = courseId(page);
  const masked = `${given.cpr.slice(0, 6)}-••••`;
  const line = await page.locator(".citizen-line").innerText();
  assert.ok(line.includes(masked) && !line.includes(given.cpr.slice(6)), "the number is masked");

  // KL's files do not say which event led to the referral: the nurse gives the reason, as she has to.
  await openForm(page, "Henvisning", "referral_date");
  await answer(page, [
    ["referral_date", typed(given.referredOn)],
    ["referral_source", "1"],
    ["referrer_sor", ""],
    ["legal_basis", "1"],
    ["index_event", (page) => unknown(page, "index_event")],
    ["index_date", ""],
    ["procedure_pci", ""],
    ["procedure_cabg", ""],
    ["referral_diagnosis", given.diagnosis.toLowerCase()],
  ]);
  await complete(page, "Henvisning");

  // Nor do they say whether he trains or smokes. Typed: he does not train here, and he smokes daily.
  await openForm(page, "Startskema", "initial_meeting_date");
  await answer(page, [
    ["initial_meeting_date", typed(given.clarifiedOn)],
    ["training_offered", "2"],
    ["education_offered", "2"],
    ["site_sor", ""],
    ["smoking_status", "1"],
  ]);
  await complete(page, "Startskema");

  // The care plan was cancelled; the last contact is the last sign of the course.
  await openForm(page, "Slutskema", "end_type");
  await answer(page, [
    ["end_type", "2"],
    ["end_date", typed(given.lastContactOn)],
    ["end_reason", (page) => chooseInList(page, reason.label.da)],
  ]);
  await complete(page, "Slutskema");

  const answers = async (form) => (await ask(page, `/courses/${course}/forms/${form}`)).answers;
  const referral = await answers("referral");
  assert.equal(referral.referral_date, given.referredOn);
  assert.equal(referral.referral_diagnosis, given.diagnosis);
  assert.deepEqual(referral.index_event, { missing: "unknown" });
  const start = await answers("start");
  assert.equal(start.initial_meeting_date, given.clarifiedOn);
  assert.deepEqual([start.training_offered, start.smoking_status], ["no_not_indicated", "daily"]);
  const end = await answers("end");
  assert.deepEqual([end.end_type, end.end_date, end.end_reason], ["dropped_out", given.lastContactOn, reason.id]);

  const outcomes = Object.fromEntries((await ask(page, `/courses/${course}/outcomes`)).map((one) => [one.indicator, one]));
  // Those of the overview, the programme's own; other sets count the course as well.
  const states = Object.fromEntries(Object.keys(before).map((id) => [id, outcomes[id].state]));
  assert.deepEqual(states, {
    persistence: "not_fulfilled", // He dropped out: there is no closing interview.
    sessions80: "outside", // He does not train here.
    capacity10: "outside",
    smokefree: "missing", // He smoked; whether he stopped nobody wrote.
    diet: "outside", // Only completed courses.
    depression_end: "outside",
  });
  assert.equal(outcomes.persistence.attributed_on, later(given.clarifiedOn, 180));
  assert.equal(outcomes.smokefree.attributed_on, given.lastContactOn);

  // The course page says so in words.
  const persistence = page.locator('details[data-indicator="persistence"]');
  await tabToElement(page, persistence.locator("> summary"), "the outcome of persistence");
  await press(page, "Enter");
  await persistence.getByText("Tæller med, men målet er ikke nået.").waitFor();
  assert.match(await persistence.innerText(), /Afslutningstype \(Slutskema\): Frafald/);

  // And the numbers of that year moved by exactly this course.
  const after = await overview();
  const change = (id, count) => after[id][count] - before[id][count];
  const counts = ["numerator", "denominator", "missing", "excluded", "pending"];
  const changes = Object.fromEntries(Object.keys(after).map((id) => [id, counts.map((count) => change(id, count))]));
  assert.deepEqual(changes, {
    persistence: [0, 1, 0, 0, 0],
    sessions80: [0, 0, 0, 0, 0],
    capacity10: [0, 0, 0, 0, 0],
    smokefree: [0, 0, 1, 0, 0],
    diet: [0, 0, 0, 0, 0],
    depression_end: [0, 0, 0, 0, 0],
  });

  // Corrected afterwards, when he is reached by phone: he has stopped, so the same course now counts.
  await openForm(page, "Slutskema", "end_reason_detail");
  await tabToElement(page, field(page, "smoking_status").locator("input").first(), "the smoking status");
  await type(page, "3");
  await press(page, "Control+Enter");
  await waitForFocus(page, ".summary-box"); // The quit date is asked for; nobody knows it.
  await activate(page, "button", "Bekræft alle, og afslut skemaet");
  await heading(page, /^Forløb/);
  const corrected = (await ask(page, `/courses/${course}/outcomes`)).find((one) => one.indicator === "smokefree");
  assert.equal(corrected.state, "fulfilled");

  // He is found again by his number, and a new referral begins a second course.
  await openMenu(page, "Borgere");
  await waitForFocus(page, "#search");
  await type(page, `${given.cpr.slice(0, 6)}-${given.cpr.slice(6)}`);
  await heading(page, given.name); // A whole number leads straight to the citizen.
  await activate(page, "button", "Opret forløb");
  await page.locator(".citizen-line", { hasText: "Forløb nr. 2" }).waitFor();
  assert.notEqual(courseId(page), course);
});

/** Says by key that nobody knows the answer. */
async function unknown(page, variable) {
  await press(page, "Alt+m");
  await waitForFocus(page, '[role="menuitem"][data-index="0"]');
  await press(page, "ArrowUp", "Enter"); // The last of the reasons.
  await waitForFocus(page, `#f-${variable}`);
}

/** The reason for ending whose KL coding is this one. */
function reasonFor(programme, code) {
  const { codes } = programme.code_lists.end_reason;
  const found = codes.filter(({ codings = [] }) => codings.some((coding) => coding.system === KL_CODES && coding.code === code));
  assert.equal(found.length, 1, "the definition knows KL's reason");
  return found[0];
}

/** The day so many days later. */
function later(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
