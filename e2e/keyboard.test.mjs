// Twelve everyday tasks without a pointer, and the focus can be seen at every step of each and at every size.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import {
  answer, ask, complete, courseId, heading, invented, logIn, logOut, onField, openForm, openMenu, registerWithCourse,
} from "./lib/clinic.mjs";
import { focusFaults, watchFocus } from "./lib/focus.mjs";
import { chooseInList, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const inWorld = world(fileURLToPath(import.meta.url), { courses: 200, isPrepared: true });

/** A task of a nurse who has logged in; `at` holds the addresses of prepared courses. */
function task(title, run) {
  inWorld(title, async ({ page, context, password, at }) => {
    await watchFocus(context);
    await logIn(page, NURSE, password);
    await run(page, at, password);
    assert.deepEqual(await focusFaults(page), [], "the focus can be seen");
  });
}

task("1: logs out from the menu of the user and in again", async (page, _, password) => {
  await logOut(page);
  await logIn(page, NURSE, password);
});

task("2: finds a citizen by number and by name", async (page) => {
  await openMenu(page, "Borgere");
  await waitForFocus(page, "#search");
  await type(page, invented(43).cpr);
  await heading(page, /^Elna Prøve/);
  await openMenu(page, "Borgere");
  await waitForFocus(page, "#search");
  await type(page, "Karla Prøve");
  await press(page, "Enter"); // There is only one, who is opened.
  await heading(page, /^Karla Prøve/);
});

task("3: registers a citizen whose number was mistyped first", async (page) => {
  await press(page, "n");
  await heading(page, "Ny borger");
  await waitForFocus(page, "#cpr");
  await type(page, "991399-1234");
  await press(page, "Enter");
  await page.locator("#cpr-message").waitFor();
  await waitForFocus(page, "#cpr");
  await press(page, "ControlOrMeta+a");
  await type(page, invented(80).cpr);
  await press(page, "Tab");
  await waitForFocus(page, "#name");
  await type(page, "Tast Fejlfri");
  await press(page, "Enter");
  await heading(page, "Tast Fejlfri");
});

task("4: opens a course and fills the referral in with Enter", async (page) => {
  await registerWithCourse(page, invented(81));
  await openForm(page, "Henvisning", "referral_date");
  await answer(page, [
    ["referral_date", "-98"], ["referral_source", "1"], ["referrer_sor", ""], ["legal_basis", ""],
    ["index_event", (page) => chooseInList(page, "Ballonudvidelse (PCI)")], ["index_date", "-120"],
    ["procedure_pci", "1"], ["procedure_pci_date", "-119"], ["procedure_cabg", "2"], ["referral_diagnosis", "di214"],
  ]);
  await complete(page, "Henvisning");
});

task("5: says why an answer is missing, in two ways", async (page, at) => {
  await page.goto(`${at.refused}/start`);
  await onField(page, "initial_meeting_date");
  await answer(page, [["initial_meeting_date", "-10"], ["training_offered", "1"], ["education_offered", "2"], ["site_sor", ""], ["smoking_status", "4"]]);
  await tabToElement(page, page.locator("#f-alcohol_units_week"), "the units of alcohol");
  await type(page, "øi");
  await press(page, "Enter");
  await tabToElement(page, page.locator("#f-capacity_test_type"), "the test");
  await press(page, "Alt+m");
  await waitForFocus(page, '[role="menuitem"]');
  await press(page, "Enter");
  assert.equal(await page.locator(".missing-tag").count(), 2);
});

task("6: mends a form through the summary of errors", async (page, at) => {
  await page.goto(`${at.refused}/henvisning`);
  await onField(page, "referral_date");
  await press(page, "Control+Enter");
  await waitForFocus(page, ".summary-box");
  await press(page, "Tab", "Enter");
  await page.waitForFunction(() => document.activeElement?.closest("[data-variable]"));
});

task("7: plans sessions and records who came with one key each", async (page, at) => {
  await page.goto(`${at.done}/undervejs`);
  await heading(page, /^Fremmøde og aftaler/);
  await press(page, "a");
  await waitForFocus(page, "#plan-first");
  await type(page, "-2");
  await press(page, "Enter");
  await page.locator("[data-session]").first().waitFor();
  await tabToElement(page, page.locator("[data-session] .mark").first(), "the session");
  await press(page, "f");
  await page.locator(".save-line").getByText(/^Gemt: .*[Ff]remmødt/).waitFor();
});

task("8: records a whole group with one key, and an exception", async (page, at) => {
  await openMenu(page, "Hold");
  const group = page.locator(".group-card").first();
  await group.waitFor();
  await tabToElement(page, group.locator("[data-session] .mark").first(), "the first citizen of the group");
  await press(page, "a");
  await group.getByText(/1 af 1 er mødt frem/).waitFor();
  await press(page, "2");
  await group.getByText(/0 af 1 er mødt frem/).waitFor();
  // The key was pressed while the first was being saved: "Gemt" is said when neither waits.
  await group.locator('.save-line[data-state="saved"]').waitFor();
  const { sessions } = await ask(page, `/courses/${at.running.split("/").at(-1)}/sessions`);
  assert.equal(sessions.find((session) => session.group_id).status, "cancelled_by_citizen");
});

task("9: accepts one suggestion of the plan and declines another", async (page, at) => {
  await page.goto(`${at.running}/plan`);
  await heading(page, /^Plan/);
  const open = page.locator("li.suggestion");
  const before = await open.count();
  assert.ok(before >= 2, `${before} suggestions`);
  await press(page, "a");
  await open.nth(before - 1).waitFor({ state: "detached" });
  await press(page, "x");
  await open.nth(before - 2).waitFor({ state: "detached" });
  await press(page, "Control+s");
  await page.getByText(/^Gemt kl\./).first().waitFor();
});

task("10: pauses a course with a reason and resumes it", async (page, at) => {
  await page.goto(at.running);
  await chooseAction(page, /^Sæt på pause/);
  await page.locator("#event-reason").waitFor();
  await tabToElement(page, page.locator("#event-reason"), "the reason");
  await type(page, "Indlagt");
  await press(page, "Tab", "Enter");
  await page.getByText(/^Forløbet er på pause/).waitFor();
  await toAction(page, /^Genoptag/);
  // Enter on the choice, as the browser carries it out, and not even a timer after it.
  const isInDialog = await page.evaluate(async () => {
    document.activeElement.click();
    for (let turn = 0; turn < 100; turn += 1) await null;
    return Boolean(document.activeElement.closest("[role=dialog]"));
  });
  assert.ok(isInDialog, "the next key is the dialog's, however soon it comes");
  await press(page, "Enter");
  await page.getByText(/^Forløbet er på pause/).waitFor({ state: "detached" });
});

task("11: shows the citizen their own progress and turns the pages", async (page, at) => {
  await page.goto(at.done);
  await heading(page, /^Forløb/);
  await press(page, "v");
  await page.locator('.citizen-side[data-shown="true"]').waitFor();
  await press(page, "ArrowRight", "ArrowRight", "ArrowLeft", "+", "-");
  await press(page, "Escape");
  await heading(page, /^Forløb/);
});

task("12: compares two versions in the history of a course", async (page, at) => {
  await page.goto(`${at.done}/historik`);
  await heading(page, /^Historik/);
  await tabToElement(page, page.locator("details summary").first(), "the newest entry");
  await press(page, "Enter");
  await page.getByText(/81,5/).first().waitFor();
  assert.equal(courseId(page), at.done.split("/").at(-1));
});

task("a number that looks like a slip is asked about once, and Enter confirms it", async (page) => {
  await press(page, "n");
  await heading(page, "Ny borger");
  await waitForFocus(page, "#cpr");
  await type(page, "140356-1234"); // The check digit does not add up, so nobody born that day has it.
  await press(page, "Enter");
  await page.locator("#cpr-doubt").getByRole("button", { name: /^Bekræft/ }).waitFor();
  await waitForFocus(page, "#cpr");
  await press(page, "Enter");
  await page.locator("#cpr-doubt").getByText("Bekræftet").waitFor();
  await waitForFocus(page, "#name");
});

/** Windows and how far they are zoomed in, in percent, at which nothing may lie over the field in focus (WCAG 2.4.11). */
const SIGHTS = [[1440, 900, 100], [1024, 768, 100], [390, 844, 100], [1440, 900, 200], [1024, 768, 200]];

for (const [width, height, zoom] of SIGHTS) {
  task(`no bar lies over the field in focus at ${width} px, zoomed to ${zoom} %`, async (page, at) => {
    // To a page, zooming in is a smaller window.
    await page.setViewportSize({ width: (width * 100) / zoom, height: (height * 100) / zoom });
    await page.goto(`${at.drafted}/start`);
    await page.locator("[data-variable] input").first().waitFor();
    const hidden = await page.evaluate(async () => {
      const hidden = [];
      const fields = [...document.querySelectorAll("[data-variable] .control input:not([tabindex='-1'])")];
      for (const field of [...fields, ...fields.toReversed()]) {
        field.focus();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const { top, bottom } = (field.closest("label") ?? field).getBoundingClientRect();
        const bars = [...document.querySelectorAll(".save-bar, .form-side")].filter((bar) => {
          const box = bar.getBoundingClientRect();
          const isOver = box.left < field.getBoundingClientRect().right && box.right > field.getBoundingClientRect().left;
          return isOver && box.top < bottom && box.bottom > top;
        });
        if (top < 0 || bottom > innerHeight || bars.length) hidden.push(`${field.id} ${bars.map((bar) => bar.className)}`);
      }
      return hidden;
    });
    assert.deepEqual(hidden, []);
  });
}

/** Chooses from the menu of the course and waits until the dialog has the focus. */
async function chooseAction(page, name) {
  await toAction(page, name);
  await press(page, "Enter");
  await waitForFocus(page, '[role="dialog"] *');
}

/** Opens the menu of the course and goes to a choice. */
async function toAction(page, name) {
  await tabToElement(page, page.locator("#course-actions"), "the menu of actions");
  await press(page, "Enter");
  await waitForFocus(page, '[role="menuitem"]');
  await tabToElement(page, page.getByRole("menuitem", { name }), `the action ${name}`, { key: "ArrowDown", most: 20 });
}
