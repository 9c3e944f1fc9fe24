// Invented citizens in the states the screens are looked at in, made through the API because only the screens matter.
import assert from "node:assert/strict";
import { day, invented } from "./clinic.mjs";

const REFERRAL = {
  referral_date: day(-98),
  referral_source: "hospital",
  index_event: "nstemi",
  index_date: day(-110),
  procedure_pci: true,
  procedure_pci_date: day(-109),
  procedure_cabg: false,
  referral_diagnosis: "DI214",
  lvef: 50,
  risk_class: "moderate",
};

const START = {
  initial_meeting_date: day(-91),
  training_offered: "yes",
  education_offered: true,
  education_sessions_planned: 6,
  site_sor: "990074000000001",
  smoking_status: "daily",
  cigarettes_per_day: 45, // Improbable, so that a warning is on the screen.
  other_nicotine: ["e_cigarette", "nicotine_replacement"],
  alcohol_units_week: { missing: "declined" },
  activity_minutes_week: 90,
  capacity_test_type: "both",
  watt_max: 112.5,
  watt_protocol: "step_25_w_2_min",
  six_mwt_m: 420,
  walking_aid: "none",
  borg_end: 15,
  hr_max: { missing: "not_measured" },
  sit_to_stand_30s: 14,
  height_cm: 172,
  weight_kg: 82.5,
  waist_cm: 98,
  bp_sys: 134,
  bp_dia: 82,
  bp_date: day(-91),
  bp_setting: "municipality",
  ldl: 2.1,
  hba1c: 41,
  civil_status: "married_or_partner",
  living_alone: false,
  occupation: "sick_leave",
  education: "vocational",
  interpreter: false,
  nyha: "class_2",
  ccs: "class_1",
  lvef: 50,
  risk_class: "moderate",
  icd_present: false,
  comorbidity: ["hypertension", "musculoskeletal"],
  diabetes_screened: "yes",
  medication_antithrombotic: "yes",
  medication_statin: "yes",
  medication_betablocker: "contraindicated",
  hads_entry: "total",
  hads_a: 9,
  hads_d: 7,
  hads_date: day(-91),
  heartqol_entry: "items",
  ...items("heartqol", 14, 2),
  heartdiet_fat_pct: 62,
  heartdiet_ffv_pct: 78,
  eq5d_mo: 2,
  eq5d_sc: 1,
  eq5d_ua: 2,
  eq5d_pd: 2,
  eq5d_ad: 3,
  eq5d_vas: 65,
};

const END = {
  end_type: "completed",
  final_meeting_date: day(-1),
  sessions_planned: 24,
  sessions_attended: 19,
  first_training_date: day(-84),
  last_training_date: day(-10),
  training_mode: "group",
  education_sessions_planned: 6,
  education_sessions_attended: 5,
  diet_treatment: "yes_individual",
  diet_by_profession: "clinical_dietitian",
  diet_first_date: day(-60),
  diet_contacts: 2,
  psychosocial_intervention: "none",
  private_provider_use: false,
  smoking_status: "former",
  quit_date: day(-40),
  smoking_intervention: "participated",
  capacity_test_type: "watt_max",
  watt_max: 126.5,
  watt_protocol: "step_25_w_2_min",
  borg_end: 16,
  depression_screened: "yes_hads",
  hads_entry: "items",
  ...items("hads", 14, 1),
  hads_date: day(-1),
  weight_kg: 79.8,
};

const FOLLOWUP = {
  followup_date: day(0),
  timepoint: "months_3",
  contact_mode: "phone",
  smoking_status: "former",
  activity_minutes_week: 180,
  still_training: true,
  satisfaction: { missing: "unknown" },
};

export const FORMS = { referral: REFERRAL, start: START, end: END, followup: FOLLOWUP };

function items(instrument, count, value) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${instrument}_${index + 1}`, value]));
}

/** Logs the page's session in, without the screen. */
export async function enter(page, username, password) {
  await send(page, "POST", "/session", { username, password }, 200);
}

/**
 * Addresses of a citizen without a course, a new course, one whose forms are refused, a completed one with a correction,
 * a plan and a register, one with a draft of every form, and one under way that the radar shows, whose citizen comes
 * today, alone and in a group. A course is offered to another municipality and one of another municipality to this one.
 * `page` is a page or a context: whatever has a session.
 */
export async function prepare(page, password) {
  await enter(page, "clinician.viborg", password);
  const theirs = await open(page, await register(page, 46, "Tova"));
  await send(page, "PUT", `/courses/${theirs}/forms/referral`, { answers: FORMS.referral }, 200);
  await send(page, "POST", `/courses/${theirs}/transfer`, { to: "0740", reason: "Borgeren er flyttet." });

  await enter(page, "clinician.silkeborg", password);
  const alone = await register(page, 41, "Alma");
  const fresh = await open(page, await register(page, 42, "Nora"));
  const refused = await open(page, await register(page, 45, "Vera"));
  const ended = await register(page, 43, "Elna");
  const done = await open(page, ended);
  for (const form of ["referral", "start", "end"]) await submit(page, done, form, FORMS[form]);
  await submit(page, done, "start", { ...FORMS.start, weight_kg: 81.5 }, { version: 1, reason: "Vægten var aflæst forkert." });
  const drafted = await open(page, await register(page, 44, "Karla"));
  for (const form of ["referral", "start", "end", "followup"]) {
    await send(page, "PUT", `/courses/${drafted}/forms/${form}/draft`, { answers: FORMS[form] }, 200);
  }
  const running = await underWay(page, await register(page, 47, "Rosa"));
  const away = await open(page, await register(page, 48, "Ydun"));
  await submit(page, away, "referral", FORMS.referral);
  await send(page, "POST", `/courses/${away}/transfer`, { to: "0791", reason: "Arbejder i Viborg." });
  return {
    citizen: `/borgere/${alone}`,
    citizenWithCourse: `/borgere/${ended}`,
    fresh: `/forloeb/${fresh}`,
    refused: `/forloeb/${refused}`,
    done: `/forloeb/${done}`,
    drafted: `/forloeb/${drafted}`,
    running: `/forloeb/${running}`,
    away: `/forloeb/${away}`,
  };
}

/** A course started 150 days ago, with attendance that slides, something to do today and a plan. */
async function underWay(page, citizen) {
  const course = await open(page, citizen);
  await submit(page, course, "referral", { ...FORMS.referral, referral_date: day(-160), index_date: day(-170), procedure_pci_date: day(-169) });
  await submit(page, course, "start", { ...FORMS.start, initial_meeting_date: day(-150), bp_date: day(-150), hads_date: day(-150) });
  const session = (fromToday, status, more) => ({ held_on: day(fromToday), kind: "training", delivery: "group", status, ...more });
  await send(page, "POST", `/courses/${course}/sessions`, {
    sessions: [
      session(-28, "attended"), session(-21, "attended", { starts_at: "09:30" }), session(-14, "no_show"),
      session(-7, "cancelled_by_citizen", { note: "Influenza" }), session(0, "planned", { starts_at: "10:00" }),
    ],
  });
  const group = { held_on: day(0), starts_at: "13:00", kind: "training", title: "Hold 3", course_ids: [course] };
  await send(page, "POST", "/group-sessions", group);
  await send(page, "PUT", `/courses/${course}/plan`, {
    conditions: [{ code: "mobility", focus: true }],
    interventions: [{ no: 1, code: "physical_training", delivery: "group", status: "in_progress", conditions: ["mobility"] }],
    goals: [{ no: 1, text: "Gå en tur på en time hver dag", condition: "mobility", evaluation: "none" }],
    decisions: [],
  });
  return course;
}

/** A new course whose referral and start form are submitted. */
export async function begun(page, serial, name, start = FORMS.start) {
  const course = await open(page, await register(page, serial, name));
  await submit(page, course, "referral", FORMS.referral);
  await submit(page, course, "start", start);
  return course;
}

/** Submits a form; a correction names the version it replaces and why. */
export function submit(page, course, form, answers, { version, reason } = {}) {
  const headers = version && { "If-Match": `"${version}"` };
  return send(page, "PUT", `/courses/${course}/forms/${form}`, { answers, ...(reason && { reason }) }, undefined, headers);
}

export async function register(page, serial, name) {
  const citizen = invented(serial, `${name} Prøve`);
  return (await send(page, "POST", "/citizens", { cpr: citizen.cpr, name: citizen.name }, 201)).id;
}

export async function open(page, citizen) {
  return (await send(page, "POST", "/courses", { citizen_id: citizen, programme: "hjertekom" }, 201)).id;
}

/** Asks the API with the page's session; any success will do where no status is expected. */
export async function send(page, method, path, data, expected, more = {}) {
  const headers = { "X-Requested-With": "hjertekom", ...more };
  const response = await page.request.fetch(`/api/v1${path}`, { method, headers, data });
  const told = `${method} ${path}: ${response.status()} ${await response.text()}`;
  if (expected) assert.equal(response.status(), expected, told);
  else assert.ok(response.ok(), told);
  return response.json();
}
