// No keystroke is lost: typing is cut off at random in every way there is, and what was typed is there afterwards.
//
// HJERTEKOM_CUTS says how many cuts (200 in the full run), HJERTEKOM_SEED repeats a run.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { START_ENTRY } from "./fixtures/start-form.mjs";
import { openPage } from "./lib/browser.mjs";
import { onField } from "./lib/clinic.mjs";
import { CUTS } from "./lib/cuts.mjs";
import { figure, isFull } from "./lib/figures.mjs";
import { readFields } from "./lib/form.mjs";
import { press, type } from "./lib/keyboard.mjs";
import { enter, open, register } from "./lib/prepared.mjs";
import { random } from "./lib/random.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const KINDS = Object.keys(CUTS);
const NUMBER = Number(process.env.HJERTEKOM_CUTS ?? (isFull ? 200 : 24));
const SEED = Number(process.env.HJERTEKOM_SEED ?? 2026);

/** What is typed; one answer is missing and says why. */
const ENTRY = START_ENTRY.map(([variable, keys]) => [variable, variable === "alcohol_units_week" ? "im" : keys]);

const test = world(fileURLToPath(import.meta.url), { courses: 60 });
const next = random(SEED);
const plans = Array.from({ length: NUMBER }, (_, index) => ({
  number: index + 1,
  kind: KINDS[index % KINDS.length],
  fields: next.between(3, ENTRY.length),
  cutAt: next(),
  pause: next.between(0, 40),
  hesitation: next.between(0, 1_500),
}));
const totals = { fields: 0, lost: 0, onTheWay: 0 };

for (const kind of KINDS) {
  const own = plans.filter((plan) => plan.kind === kind);
  const title = `nothing typed is lost: ${kind}, ${own.length} times`;
  test(title, async (at) => {
    const lost = [];
    for (const plan of own) lost.push(...(await cut(plan, at)));
    assert.deepEqual(lost, [], `seed ${SEED}`);
  }, { timeout: 60_000 + own.length * 60_000 });
}

test("all cuts together lose no field", async () => {
  const note = `of ${totals.fields} typed; ${totals.onTheWay} on their way when the renderer died`;
  await figure(`fields lost in ${NUMBER} random cuts (seed ${SEED})`, totals.lost, 0, { exact: true, note });
});

/** One cut; returns the fields that are not what they were. */
async function cut(plan, { browser, url, password, server }) {
  const { page, context } = await openPage(browser, url);
  page.on("dialog", (dialog) => dialog.accept()); // “Leave the page?” – yes.
  try {
    await enter(page, NURSE, password);
    const course = `/forloeb/${await open(page, await register(page, 100 + plan.number, "Klip"))}`;
    const form = `${course}/start`;
    const { before, during, after, isModal, grace = -1 } = CUTS[plan.kind];
    const at = { page, context, url, password, server, course, form, typing: page };
    await before?.(at);
    if (plan.kind !== "back") await page.goto(form); // “Back” arrives by itself.

    const [expected, leftAt] = [{}, {}];
    const middle = Math.floor(plan.cutAt * plan.fields);
    for (const [index, [variable, keys]] of ENTRY.slice(0, plan.fields).entries()) {
      if (index === middle) {
        // Only what has been opened can be cut off: on a slow machine the form may still be on its way.
        await onField(at.typing, variable);
        await during?.(at);
      }
      if (at.typing !== page) {
        // Another window does not ask what follows from answers it has not heard of.
        if ((await readFields(at.typing, [variable]))[variable] === null) continue;
        await focusOn(at.typing, variable);
      }
      await onField(at.typing, variable);
      await type(at.typing, keys);
      await press(at.typing, "Enter");
      Object.assign(expected, await readFields(at.typing, [variable]));
      leftAt[variable] = Date.now();
      if (isModal && index === middle) break;
      await wait(plan.pause);
    }
    assert.ok(Object.values(expected).every(Boolean), `the fields show what was typed: ${JSON.stringify(expected)}`);
    await wait(isModal ? 0 : plan.hesitation);
    const cutAt = Date.now();
    await after(at);

    const again = await context.newPage();
    await again.goto(form);
    await again.locator("[data-variable] :focus").waitFor();
    const restored = await readFields(again, Object.keys(expected));
    const gone = Object.keys(expected).filter((variable) => restored[variable] !== expected[variable]);
    const lost = gone.filter((variable) => cutAt - leftAt[variable] > grace);
    totals.fields += Object.keys(expected).length;
    totals.lost += lost.length;
    totals.onTheWay += gone.length - lost.length;
    return lost.map((variable) => `cut ${plan.number}: ${variable} was ${expected[variable]} and is ${restored[variable]}`);
  } finally {
    await context.close();
  }
}

async function focusOn(page, variable) {
  await page.locator(`#f-${variable}`).focus();
}
