// The optional journal on the computer: what is typed without a connection survives the death of the browser's process,
// sealed; logging out leaves nothing. Off by default, which cuts.test.mjs relies on.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { onField } from "./lib/clinic.mjs";
import { readFields, waitUntilSaved } from "./lib/form.mjs";
import { activate, press, type } from "./lib/keyboard.mjs";
import { enter, open, register } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const ENTRY = [["initial_meeting_date", "-91"], ["training_offered", "1"], ["education_offered", "1"], ["education_sessions_planned", "6"]];
/** Longer than a change may take to reach the disk (ux 4.4). */
const ON_DISK = 150;

const test = world(fileURLToPath(import.meta.url), { courses: 60, settings: { HJERTEKOM_OFFLINE_JOURNAL: "true" } });

/** What was asked of a page through one session is taken back through the same. */
const sessions = new WeakMap();

/** Of this page alone: its context could not be connected again once the page is dead. */
async function connect(page, context, isOnline) {
  const session = sessions.get(page) ?? (await context.newCDPSession(page));
  sessions.set(page, session);
  await session.send("Network.enable");
  const offline = { offline: !isOnline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.emulateNetworkConditions", offline);
}

async function typeOffline(page, context, course) {
  await page.goto(`/forloeb/${course}/start`);
  await onField(page, "initial_meeting_date");
  await page.waitForLoadState("networkidle"); // Nothing is fetched ahead any more.
  await connect(page, context, false);
  for (const [variable, keys] of ENTRY) {
    await onField(page, variable);
    await type(page, keys);
    await press(page, "Enter");
  }
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

async function crash(context, page) {
  const session = await context.newCDPSession(page);
  const dead = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {}); // Nobody is left to answer.
  await dead;
}

test("what is typed without a connection is there after the renderer has died", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const course = await open(page, await register(page, 400, "Journal"));
  const expected = await typeOffline(page, context, course);
  assert.ok(Object.values(expected).every(Boolean), JSON.stringify(expected));
  const sealed = (await stored(page)).filter(({ id }) => id.includes(course));
  assert.equal(sealed.length, 1);
  assert.doesNotMatch(sealed[0].text, /initial_meeting_date|answers/, "only ciphertext lies on the disk");
  await crash(context, page);

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
  await connect(page, context, true);
  await waitUntilSaved(page, 60_000);
  await activate(page, "button", /^Brugermenu/, { key: "Shift+Tab" });
  await activate(page, "button", "Log af");
  await page.getByText("Du er logget af").waitFor();
  await wait(ON_DISK);
  assert.deepEqual(await stored(page), []);
});
