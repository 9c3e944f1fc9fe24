// What a nurse does in the application, by keyboard only.
import assert from "node:assert/strict";
import { activate, press, tabToElement, type, waitForFocus } from "./keyboard.mjs";

/** Goes backwards to the main menu: after a change of page the focus is on the heading below it. */
const BACKWARDS = { key: "Shift+Tab" };

/** Logs in on the first screen and waits for the work list. */
export async function logIn(page, username, password) {
  await page.goto("/");
  await waitForFocus(page, "#login-name");
  await type(page, username);
  await press(page, "Tab");
  await type(page, password);
  await press(page, "Enter");
  await heading(page, "Arbejdsliste");
}

/** Logs out from the menu of the user and waits for the first screen. */
export async function logOut(page) {
  await tabToElement(page, page.locator(".tools .menu > button"), "the user menu", BACKWARDS);
  await press(page, "Enter");
  await page.locator(".menu-list").waitFor();
  await tabToElement(page, page.getByText("Log af", { exact: true }), "log out", { most: 8 });
  await press(page, "Enter");
  await page.locator("#login-name").waitFor();
}

/** Waits for the heading of a screen. */
export async function heading(page, name) {
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Uses a link of the main menu and waits for its screen. */
export async function openMenu(page, name) {
  await activate(page, "link", name, BACKWARDS);
  await heading(page, name);
}

/**
 * An invented citizen whom the invented registry cannot have: replacement number (day + 60) of a woman born on
 * 14 March 1956, with the seventh digit 4, while the registry hands out 0–3 for that century.
 */
export function invented(serial, name = "Prøve Journalsen") {
  const last = String(2 * serial).padStart(3, "0");
  return { cpr: `7403564${last}`, masked: "740356-••••", name: `${name} ${serial}` };
}

/** Searches for the citizen, finds nobody, registers the citizen and opens a course. */
export async function registerWithCourse(page, { cpr, name, isUnusual = false }) {
  await openMenu(page, "Borgere");
  await waitForFocus(page, "#search");
  await type(page, cpr); // Ten digits search without Enter.
  await page.getByText(/^Ingen i .+ passer til søgningen\.$/).waitFor();
  await activate(page, "link", "Opret borger");
  await heading(page, "Ny borger");
  await waitForFocus(page, "#cpr");
  await type(page, cpr);
  if (isUnusual) {
    await press(page, "Enter");
    await page.locator("#cpr-doubt").getByRole("button", { name: /^Bekræft/ }).waitFor();
    await press(page, "Enter");
  } else {
    await press(page, "Tab");
  }
  await waitForFocus(page, "#name");
  await type(page, name);
  await press(page, "Enter");
  await heading(page, name);
  await activate(page, "button", "Opret forløb");
  await heading(page, `Forløb – ${name}`);
}

/** Opens a form from the course page and waits until its first empty field has the focus. */
export async function openForm(page, title, firstField) {
  await activate(page, "link", new RegExp(`^(Udfyld|Fortsæt|Se og ret) ${title}`));
  await heading(page, new RegExp(`^${title}`));
  await onField(page, firstField);
}

/** Waits until the focus is in the field of a variable. */
export async function onField(page, variable) {
  await waitForFocus(page, `[data-variable="${variable}"] *`);
}

/**
 * Answers fields in the order in which Enter reaches them. A pair is a variable and what is typed: a digit for a code,
 * an empty text to go on without an answer, or a function that does something else.
 */
export async function answer(page, pairs) {
  for (const [variable, keys] of pairs) {
    await onField(page, variable);
    if (typeof keys === "function") await keys(page);
    else await type(page, keys);
    await press(page, "Enter");
  }
}

/** Completes the open form and waits for the receipt on the course page. */
export async function complete(page, form) {
  await press(page, "Control+Enter");
  await page.getByRole("status").filter({ hasText: `${form} er afsluttet.` }).waitFor();
}

/** The row of the field of a variable. */
export function field(page, variable) {
  return page.locator(`[data-variable="${variable}"]`);
}

/** The counts the overview shows for every indicator. */
export async function readOverview(page) {
  await page.locator("tr[data-indicator]").first().waitFor();
  const rows = await page.locator("tr[data-indicator]").evaluateAll((rows) =>
    rows.map((row) => {
      const count = (pattern) => Number(row.innerText.match(pattern)?.[1] ?? 0);
      const [, numerator, denominator] = row.innerText.match(/(\d+) af (\d+)/) ?? [0, 0, 0];
      return [
        row.dataset.indicator,
        {
          numerator: Number(numerator),
          denominator: Number(denominator),
          missing: count(/(\d+) forløb/),
          excluded: count(/(\d+) udeladt/),
        },
      ];
    }),
  );
  assert.ok(rows.length > 0, "the overview has rows");
  return Object.fromEntries(rows);
}

/** Asks the API with the session of the page. */
export async function ask(page, path, status = 200) {
  const response = await page.request.get(`/api/v1${path}`);
  assert.equal(response.status(), status, `GET ${path}`);
  return response.json();
}

/** The id of the course whose page is open. */
export function courseId(page) {
  const [, id] = new URL(page.url()).pathname.match(/^\/forloeb\/([0-9a-f-]{36})/) ?? [];
  assert.ok(id, "a course is open");
  return id;
}

/** A calendar day in Denmark, so many days from today: `2026-01-09`. */
export function day(fromToday) {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());
  const date = new Date(`${today}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + fromToday);
  return date.toISOString().slice(0, 10);
}
