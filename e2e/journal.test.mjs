// The optional journal on the computer: what is typed without a connection survives the death of the browser's process,
// sealed; logging out leaves nothing, nor do three days. Off by default, which cuts.test.mjs relies on.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { START_ENTRY } from "./fixtures/start-form.mjs";
import { answer, ask, logOut, onField } from "./lib/clinic.mjs";
import { crash } from "./lib/cuts.mjs";
import { readFields, waitUntilSaved } from "./lib/form.mjs";
import { waitForFocus } from "./lib/keyboard.mjs";
import { setNetwork } from "./lib/network.mjs";
import { enter, open, register } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const ENTRY = START_ENTRY.slice(0, 4);
/** Longer than a change may take to reach the disk (ux 4.4). */
const ON_DISK = 150;
const HOUR = 60 * 60 * 1000;

const test = world(fileURLToPath(import.meta.url), { courses: 60, settings: { HJERTEKOM_OFFLINE_JOURNAL: "true" } });
const testWithout = world(fileURLToPath(import.meta.url), { courses: 60, name: "journal-off" });

async function typeOffline(page, context, course) {
  await page.goto(`/forloeb/${course}/start`);
  await onField(page, "initial_meeting_date");
  await page.waitForLoadState("networkidle"); // Nothing is fetched ahead any more.
  // Of this page alone: its context could not be connected again once the page is dead.
  await setNetwork(context, page, { offline: true });
  await answer(page, ENTRY);
  await page.locator(".save-state [role=status]", { hasText: "Gemt på denne computer" }).waitFor();
  await wait(ON_DISK);
  return readFields(page, ENTRY.map(([variable]) => variable));
}

/** Everything the journal holds, as it lies on the disk. */
function stored(page) {
  return page.evaluate(async () => {
    const all = await indexedDB.databases();
    if (!all.some(({ name }) => name === "hjertekom.journal")) return [];
    const base = await new Promise((done) => (indexedDB.open("hjertekom.journal").onsuccess = ({ target }) => done(target.result)));
    if (!base.objectStoreNames.contains("kept")) return [];
    const entries = await new Promise((done) => {
      base.transaction("kept").objectStore("kept").getAll().onsuccess = ({ target }) => done(target.result);
    });
    base.close();
    return entries.map(({ id, data }) => ({ id, text: data ? new TextDecoder("latin1").decode(data) : "" }));
  });
}

test("what is typed without a connection is there after the renderer has died", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const course = await open(page, await register(page, 400, "Journal"));
  const expected = await typeOffline(page, context, course);
  assert.ok(Object.values(expected).every(Boolean), JSON.stringify(expected));
  const sealed = (await stored(page)).filter(({ id }) => id.includes(course));
  assert.equal(sealed.length, 1);
  assert.doesNotMatch(sealed[0].text, /initial_meeting_date|answers/, "only ciphertext lies on the disk");
  await crash({ page, context });

  const again = await context.newPage();
  await again.goto(`/forloeb/${course}/start`);
  await again.locator("[data-variable] :focus").waitFor();
  assert.deepEqual(await readFields(again, Object.keys(expected)), expected);
  await waitUntilSaved(again);
  await again.waitForTimeout(ON_DISK);
  assert.deepEqual((await stored(again)).filter(({ id }) => id.includes(course)), [], "the server has it, so the computer does not");
});

test("logging out wipes the journal", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const course = await open(page, await register(page, 401, "Journal"));
  await typeOffline(page, context, course);
  assert.equal((await stored(page)).filter(({ id }) => id.includes(course)).length, 1);
  await setNetwork(context, page);
  await waitUntilSaved(page, 60_000);
  await logOut(page);
  await page.getByText("Du er logget af").waitFor();
  await wait(ON_DISK);
  assert.deepEqual(await stored(page), []);
});

test("what nobody came back for is gone after 72 hours, whoever starts the application next", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const course = await open(page, await register(page, 402, "Journal"));
  await typeOffline(page, context, course);
  await page.close();
  await context.clearCookies(); // Nobody is logged in.
  for (const [hours, kept] of [[71, 1], [73, 0]]) {
    const later = await context.newPage();
    await later.clock.setFixedTime(Date.now() + hours * HOUR);
    await later.goto("/");
    await waitForFocus(later, "#login-name");
    await wait(ON_DISK);
    const entries = (await stored(later)).filter(({ id }) => id.includes(course));
    assert.equal(entries.length, kept, `after ${hours} hours`);
    await later.close();
  }
});

testWithout("without the setting nothing is kept on the computer, no key is asked for, and there is none", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const asked = [];
  page.on("request", (request) => request.url().includes("journal") && request.url().includes("/api/") && asked.push(request.url()));
  const course = await open(page, await register(page, 403, "Journal"));
  await page.goto(`/forloeb/${course}/start`);
  await onField(page, "initial_meeting_date");
  await page.waitForLoadState("networkidle");
  await setNetwork(context, page, { offline: true });
  await answer(page, ENTRY);
  const state = page.locator('.save-state[data-state="offline"] [role=status]');
  await state.waitFor();
  assert.doesNotMatch(await state.innerText(), /computer/, "and nothing else is said");
  await wait(ON_DISK);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  assert.deepEqual(asked, []);
  await setNetwork(context, page);
  await waitUntilSaved(page, 60_000);
  await ask(page, "/devices/00000000-0000-4000-8000-000000000001/journal-key", 404);
});
