// The work list while the server cannot be reached, and a group that is planned for the weeks to come.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ask, day, heading, logIn, logOut, openMenu } from "./lib/clinic.mjs";
import { press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { setNetwork } from "./lib/network.mjs";
import { enter, send } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const test = world(fileURLToPath(import.meta.url), { courses: 60, isPrepared: true });

/** The names on the work list, from top to bottom. */
async function listed(page) {
  await page.locator("a.row-link").first().waitFor();
  return page.locator("a.row-link .row-name").allInnerTexts();
}

const stale = (page) => page.getByRole("status").filter({ hasText: /Listen er fra kl\. \d\d\.\d\d\./ });

test("when the list cannot be fetched the last one stays, says of when it is, and can be tried again", async ({ page, context, password }) => {
  await logIn(page, NURSE, password);
  const names = await listed(page);
  await openMenu(page, "Borgere");
  await page.waitForLoadState("networkidle"); // The parts of the program that are fetched ahead are there.
  await setNetwork(context, page, { offline: true });
  await openMenu(page, "Arbejdsliste");
  await stale(page).waitFor();
  assert.deepEqual(await listed(page), names, "everybody is still there");

  // Trying while the server is still away changes nothing, and the list stays.
  await tabToElement(page, stale(page).getByRole("button"), "the button that tries again");
  await press(page, "Enter");
  await page.waitForTimeout(300);
  await stale(page).waitFor();
  assert.deepEqual(await listed(page), names);

  await setNetwork(context, page);
  await tabToElement(page, stale(page).getByRole("button"), "the button that tries again");
  await press(page, "Enter");
  await stale(page).waitFor({ state: "detached" });
  assert.deepEqual(await listed(page), names);
});

test("whoever logs in next does not see the last list of another", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  assert.ok((await listed(page)).length > 0);
  await logOut(page);
  await page.route("**/api/v1/courses?*", (route) => route.abort());
  await waitForFocus(page, "#login-name");
  await type(page, "coordinator.silkeborg");
  await press(page, "Tab");
  await type(page, password);
  await press(page, "Enter");
  await heading(page, "Arbejdsliste");
  await page.locator("main").getByRole("alert").waitFor();
  assert.equal(await stale(page).count(), 0);
  assert.equal(await page.locator("a.row-link").count(), 0, "nobody is listed");
});

test("recording who came on the work list keeps the remark somebody wrote on the session", async ({ page, password }) => {
  await enter(page, NURSE, password);
  const [group] = (await ask(page, `/group-sessions?from=${day(0)}&to=${day(0)}`)).items;
  const { id, course_id: course } = group.members[0].session;
  const now = async () => (await ask(page, `/courses/${course}/sessions`)).sessions.find((session) => session.id === id);
  const { version, held_on, kind, delivery, status } = await now();
  const remarked = { held_on, kind, delivery, status, note: "Går med rollator" };
  await send(page, "PUT", `/courses/${course}/sessions/${id}`, remarked, 200, { "If-Match": `"${version}"` });
  await page.goto("/arbejdsliste");
  const row = page.locator(`[data-session="${id}"]`);
  await tabToElement(page, row.locator("a.row-link"), "the session of today");
  await press(page, "f");
  await page.locator(".save-line").getByText(/^Gemt: .*[Ff]remmødt/).waitFor();
  const after = await now();
  assert.deepEqual([after.status, after.note], ["attended", remarked.note]);
});

test("who came is saved although the session had ended, and another key counts", async ({ page, context, password }) => {
  await enter(page, NURSE, password);
  const [group] = (await ask(page, `/group-sessions?from=${day(0)}&to=${day(0)}`)).items;
  const { id, course_id: course } = group.members[0].session;
  const now = async () => (await ask(page, `/courses/${course}/sessions`)).sessions.find((session) => session.id === id).status;
  const logInAgain = async () => {
    await waitForFocus(page, "#again-password");
    await type(page, password);
    await press(page, "Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  for (const [path, key, status] of [
    ["/hold", "3", "no_show"],
    ["/arbejdsliste", "2", "cancelled_by_citizen"],
    [`/forloeb/${course}/undervejs`, "1", "attended"],
  ]) {
    await page.goto(path);
    const row = page.locator(`[data-session="${id}"]`);
    await row.waitFor();
    await tabToElement(page, row.locator(".mark"), "the session of today");
    await context.clearCookies();
    await press(page, key);
    await logInAgain();
    await page.locator('.save-line[data-state="saved"]').first().waitFor();
    assert.equal(await now(), status, path);
  }
});

test("a group is planned for more weeks: the page says for how many, and the focus is there", async ({ page, password }) => {
  await enter(page, NURSE, password);
  const groups = async (fromToday) => (await ask(page, `/group-sessions?from=${day(fromToday)}&to=${day(fromToday)}`)).items;
  const [group] = await groups(0);
  for (const later of [7, 14, 21]) assert.deepEqual(await groups(later), []);
  await page.goto("/hold");
  const weeks = page.locator(`#repeat-${group.id}`);
  await tabToElement(page, weeks, "the number of weeks");
  await press(page, "ControlOrMeta+a");
  await type(page, "2");
  await press(page, "Enter");
  await waitForFocus(page, "#group-repeated");
  assert.equal((await page.locator("#group-repeated").innerText()).trim(), "Holdet er planlagt 2 uger mere.");
  for (const later of [7, 14]) {
    const [planned, ...others] = await groups(later);
    assert.equal(others.length, 0);
    assert.deepEqual([planned.title, planned.starts_at, planned.kind], [group.title, group.starts_at, group.kind]);
    const members = ({ members }) => members.map(({ session }) => session.course_id);
    assert.deepEqual(members(planned), members(group));
  }
  assert.deepEqual(await groups(21), [], "two weeks, not three");

  // The days drawn anew do not take the message away; another day does.
  await weeks.waitFor();
  await page.locator("#group-repeated").waitFor();
  await tabToElement(page, page.locator("#group-day"), "the day of the groups", { key: "Shift+Tab" });
  await press(page, "ControlOrMeta+a");
  await type(page, "+7");
  await press(page, "Enter");
  await page.locator("#group-repeated").waitFor({ state: "detached" });
  await page.locator(".group-card").first().waitFor();

  // A number of weeks that is none plans nothing, and the field says so.
  const again = page.locator('[id^="repeat-"]').first();
  await tabToElement(page, again, "the number of weeks");
  await press(page, "ControlOrMeta+a");
  await type(page, "27");
  await press(page, "Enter");
  await page.getByText("Skriv et antal uger fra 1 til 26").waitFor();
  assert.equal(await page.locator("#group-repeated").count(), 0);
  assert.deepEqual(await groups(14 + 7), []);
});
