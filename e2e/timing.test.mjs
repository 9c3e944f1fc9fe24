// How long the application makes its users wait. The figures are printed; the budgets fail in the full run only
// (HJERTEKOM_FULL=1), because they are about a machine that does nothing else.
import { fileURLToPath } from "node:url";
import { START_ENTRY } from "./fixtures/start-form.mjs";
import { answer, day, heading, onField } from "./lib/clinic.mjs";
import { timing } from "./lib/figures.mjs";
import { waitUntilSaved } from "./lib/form.mjs";
import { activate, press, tabToElement, type } from "./lib/keyboard.mjs";
import { setNetwork } from "./lib/network.mjs";
import { enter, open, register } from "./lib/prepared.mjs";
import { installStopwatch, slowProcessor, takeTimes, timeToPaint } from "./lib/stopwatch.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const test = world(fileURLToPath(import.meta.url), { courses: 300 });
let serial = 300;

async function newCourse(page) {
  serial += 1;
  return `/forloeb/${await open(page, await register(page, serial, "Måling"))}`;
}

for (const [rate, budget] of [[1, 4], [4, 16]]) {
  test(`a key is handled in time at ${rate} × the processor`, async ({ page, context, password }) => {
    await installStopwatch(context);
    await enter(page, NURSE, password);
    await slowProcessor(context, page, rate);
    const rounds = [];
    while (rounds.slice(1).flat().length < 300) {
      await page.goto(`${await newCourse(page)}/start`);
      await heading(page, /^Startskema/); // At a quarter of the speed the program takes its time.
      await onField(page, "initial_meeting_date");
      await takeTimes(page, "keys");
      await answer(page, START_ENTRY);
      rounds.push(await takeTimes(page, "keys"));
    }
    const times = rounds.slice(1).flat(); // The first form warms the browser up.
    await timing(`key handler at ${rate} × the processor`, times, budget);
  });
}

test("a form opens in time", async ({ page, context, password }) => {
  await installStopwatch(context);
  await enter(page, NURSE, password);
  await page.goto(await newCourse(page));
  const times = [];
  for (let round = 0; round < 20; round += 1) {
    await page.locator("li.form-card").nth(1).waitFor();
    await tabToElement(page, page.locator('li.form-card a[href$="/start"]').first(), "the link to the start form");
    await takeTimes(page, "opened");
    await press(page, "Enter");
    await page.locator("[data-variable] :focus").waitFor();
    times.push(...(await takeTimes(page, "opened")));
    await page.goBack();
  }
  await timing("form opens, from Enter to the first field", times.slice(2), 300);
});

test("a change of page paints its heading in time", async ({ page, context, password }) => {
  await installStopwatch(context);
  await enter(page, NURSE, password);
  await page.goto("/arbejdsliste");
  await heading(page, "Arbejdsliste");
  const times = [];
  for (let round = 0; round < 10; round += 1) {
    for (const name of ["Borgere", "Overblik", "Arbejdsliste"]) {
      await takeTimes(page, "painted");
      await activate(page, "link", name, { key: "Shift+Tab" });
      await heading(page, name);
      await page.waitForFunction(() => globalThis.stopwatch.painted.length > 0);
      times.push(...(await takeTimes(page, "painted")));
    }
  }
  await timing("route change to the painted heading", times.slice(3), 150);
});

test("a change is confirmed by the server in time, at a round trip of 40 ms", async ({ page, context, password }) => {
  await installStopwatch(context);
  await enter(page, NURSE, password);
  await page.goto(`${await newCourse(page)}/start`);
  await onField(page, "initial_meeting_date");
  await setNetwork(context, page, { latency: 40 });
  const [saving, saved] = [[], []];
  for (let round = 0; round < 20; round += 1) {
    await page.locator("#f-height_cm").focus();
    await takeTimes(page, "saved");
    await type(page, String(150 + round));
    await press(page, "Enter");
    await page.waitForFunction(() => globalThis.stopwatch.saved.length > 0);
    await waitUntilSaved(page);
    saving.push(...(await takeTimes(page, "saving")));
    saved.push(...(await takeTimes(page, "saved")));
  }
  await timing("the bar says that it is saving", saving, 50);
  await timing("server draft confirmed at 40 ms round trip", saved, 1_500);
});

test("a chart of 48 points is painted in time", async ({ page, context, password }) => {
  await installStopwatch(context);
  await enter(page, NURSE, password);
  // Whatever the page asks for, the server draws up the 48 months that end with this one.
  const [year, month] = day(0).split("-").map(Number);
  const from = new Date(Date.UTC(year, month - 48, 1)).toISOString().slice(0, 10);
  await page.route("**/series?*", (route) => {
    const url = new URL(route.request().url());
    for (const [name, value] of Object.entries({ grain: "month", from, to: day(0) })) url.searchParams.set(name, value);
    return route.continue({ url: url.href });
  });
  await page.goto("/overblik");
  const link = page.locator("a.overview-link").first();
  const chart = { selector: ".chart-picture [data-point]", count: 48, answers: ["/series", "/notes"] };
  const times = [];
  for (let round = 0; round < 22; round += 1) {
    await link.focus();
    times.push(await timeToPaint(page, () => press(page, "Enter"), chart));
    await page.goBack();
  }
  await timing("a chart of 48 points, from its numbers to the painted picture", times.slice(2), 50);
});

test("a table of 1,000 rows is painted in time", async ({ page, context, password }) => {
  await installStopwatch(context);
  await enter(page, NURSE, password);
  // Twelve quarters of 84 indicators: no set has so many, so its rows come again under other names.
  await page.route("**/indicators/overview?*", async (route) => {
    const response = await route.fetch();
    const overview = await response.json();
    const again = (_, index) => {
      const row = overview.rows[index % overview.rows.length];
      return { ...row, indicator: `${row.indicator}_${index}` };
    };
    return route.fulfill({ response, json: { ...overview, rows: Array.from({ length: 84 }, again) } });
  });
  await page.goto("/overblik");
  await page.locator("tr[data-indicator]").nth(83).waitFor();
  const button = page.locator("main button[aria-expanded]").last();
  // The name of each indicator stands in a row of its own.
  const table = { selector: ".chart-table tbody tr", count: 84 * 13 };
  const times = [];
  for (let round = 0; round < 22; round += 1) {
    await button.focus();
    times.push(await timeToPaint(page, () => press(page, "Enter"), table));
    await press(page, "Enter");
    await page.locator(table.selector).first().waitFor({ state: "detached" });
  }
  await timing("a table of 1,092 rows, from the key to the painted table", times.slice(2), 100);
});
