// The reference forms, typed: how many keys they take, and that none of them is a pointer.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ask, complete, courseId, invented, logIn, onField, openForm, openMenu, registerWithCourse } from "./lib/clinic.mjs";
import { press, type, waitForFocus } from "./lib/keyboard.mjs";
import { world } from "./lib/world.mjs";
import { kinds, MOST_KEYS, REFERENCE_END, REFERENCE_START } from "./fixtures/reference-forms.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 300 });

test("the reference forms are typed with fewer keys than promised and without a pointer", async ({ page, password }) => {
  const fields = [...REFERENCE_START.citizen, ...REFERENCE_START.referral, ...REFERENCE_START.start];
  assert.deepEqual(kinds(fields), {
    cpr: 1, date: 2, "suggested date": 2, code: 17, number: 15, "conditional number": 1, skip: 3,
  });
  assert.equal(kinds(REFERENCE_END).skip, 3);
  assert.equal(REFERENCE_END.length - 3, 26);

  await page.addInitScript(() => {
    globalThis.keysPressed = 0;
    addEventListener("keydown", () => (globalThis.keysPressed += 1), { capture: true });
  });
  await logIn(page, "clinician.silkeborg", password);
  const citizen = invented(61, "Prøve Reference");
  await registerWithCourse(page, citizen);
  const course = `/forloeb/${courseId(page)}`;

  await openMenu(page, "Borgere");
  await waitForFocus(page, "#search");
  let start = await counted(page, async () => {
    await type(page, citizen.cpr); // Ten digits search at once, and a single hit opens.
    await page.getByRole("heading", { level: 1, name: citizen.name }).waitFor();
  });
  await go(page, course);
  await openForm(page, "Henvisning", "referral_date");
  start += await counted(page, () => typeForm(page, REFERENCE_START.referral));
  await page.getByText(/^Gemt kl\./).waitFor();
  await go(page, course);
  await openForm(page, "Startskema", "initial_meeting_date");
  start += await counted(page, () => typeForm(page, REFERENCE_START.start));
  await complete(page, "Startskema");

  await openForm(page, "Slutskema", "end_type");
  const end = await counted(page, async () => {
    await typeForm(page, REFERENCE_END);
    await press(page, "Control+Enter");
  });
  await page.getByRole("status").filter({ hasText: "Slutskema er afsluttet." }).waitFor();

  console.log(`reference start form: ${start} keys (at most ${MOST_KEYS.start})`);
  console.log(`reference end form: ${end} keys (at most ${MOST_KEYS.end})`);
  assert.ok(start <= MOST_KEYS.start, `${start} keys for the start form`);
  assert.ok(end <= MOST_KEYS.end, `${end} keys for the end form`);
  const { latest, answers } = await ask(page, `/courses/${course.split("/").at(-1)}/forms/end`);
  assert.equal((latest?.answers ?? answers).sessions_planned, 24, "a suggestion that was passed with Enter is an answer");
});

async function typeForm(page, fields) {
  for (const [variable, kind, typed = "", { advance = "Enter" } = {}] of fields) {
    await onField(page, variable);
    if (kind !== "skip") await type(page, typed);
    await press(page, advance);
  }
}

const keys = (page) => page.evaluate(() => globalThis.keysPressed);

async function counted(page, run) {
  const before = await keys(page);
  await run();
  return (await keys(page)) - before;
}

/** Goes to an address inside the application, as following a link does. */
async function go(page, path) {
  await page.goto(path);
  await page.getByRole("heading", { level: 1, name: /^Forløb/ }).waitFor();
}
