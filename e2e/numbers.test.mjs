// From a number to what changed and why, by keyboard only; and the same number wherever it stands.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { assertAccessible } from "./lib/axe.mjs";
import { ask, day, heading } from "./lib/clinic.mjs";
import { activate, focusedName, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { openListening } from "./lib/network.mjs";
import { begun, enter, FORMS, submit } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 400 });
const INDICATOR = "sessions80";

/** Opens the page of an indicator and waits for its chart. */
async function openIndicator(page, query = "") {
  await page.goto(`/indikatorer/${INDICATOR}${query}`);
  await page.locator(".chart-picture svg").first().waitFor();
}

/** The points of the chart as a screen reader hears them. */
function announced(page) {
  return page.locator(".chart-picture [data-point]").evaluateAll((points) => points.map((point) => point.getAttribute("aria-label")));
}

/** The rows of the table of a chart, header first. */
function tabled(page) {
  return page.locator(".chart-table").first().evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
}

/** Chooses a value of a list as the keyboard does: the letters of its name. */
async function choose(page, id, name) {
  await tabToElement(page, page.locator(`#${id}`), `the list ${id}`, { key: "Shift+Tab" }).catch(() => tabToElement(page, page.locator(`#${id}`), `the list ${id}`));
  await type(page, name);
}

/** Chooses what is taken away from the chart, and gives the file. */
async function download(page, name) {
  await page.locator(".chart-picture svg").first().focus();
  await press(page, "d");
  await waitForFocus(page, '[role="menuitem"]');
  await tabToElement(page, page.getByRole("menuitem", { name }), `the choice ${name}`, { key: "ArrowDown", most: 10 });
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "Enter")]);
  // The button takes the focus back from the choice that went away; only then may the next key come.
  await waitForFocus(page, '[aria-haspopup="menu"]');
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString() };
}

const percent = (share) => `${Math.round(share * 100)}\u00a0%`;

test("a manager finds what changed since last quarter and why", async ({ page, password }) => {
  await enter(page, "manager.silkeborg", password);
  await page.goto("/overblik");
  await heading(page, /^Overblik · Silkeborg/);
  await page.locator("tr[data-indicator]").first().waitFor();

  // From row to row with the arrow keys; every row says how it varies and what that means for its target.
  const links = page.locator("a.overview-link");
  await tabToElement(page, links.first(), "the first indicator");
  await press(page, "ArrowDown", "ArrowUp");
  assert.ok(await links.first().evaluate((link) => link === document.activeElement), "the arrow keys come back");
  for (const row of await page.locator("tr[data-indicator]").all()) {
    assert.match(await row.locator("[data-variation]").innerText(), /\S/);
  }
  await tabToElement(page, page.locator(`tr[data-indicator="${INDICATOR}"] a`), "the indicator", { key: "ArrowDown", most: 20 });
  await press(page, "Enter");
  await page.waitForURL(new RegExp(`/indikatorer/${INDICATOR}`));
  await page.locator(".chart-picture svg").first().waitFor();

  // The title is the finding; the last quarters are read point by point.
  assert.match(await page.locator(".chart-frame h2").innerText(), /\d+\u00a0%|[Ff]or få|Ingen/);
  await tabToElement(page, page.locator(".chart-picture svg").first(), "the chart");
  await press(page, "End");
  await waitForFocus(page, "[data-point]");
  const points = await announced(page);
  assert.equal(await focusedName(page), points.at(-1), "End reaches the newest quarter");
  await press(page, "ArrowLeft");
  assert.equal(await focusedName(page), points.at(-2), "the arrow key reaches the quarter before");
  assert.match(points.at(-2), /^\d\. kvartal \d{4}: (\d+\s%, \d+ af \d+|ingen forløb)/);

  // Enter says what is behind the point, and closing returns to it.
  await press(page, "Enter");
  await waitForFocus(page, "#point-detail");
  const quarter = points.at(-2).split(":")[0];
  assert.match(await page.locator("#point-detail").innerText(), new RegExp(`^${quarter}`));
  await activate(page, "button", "Luk");
  assert.equal(await focusedName(page), points.at(-2), "the focus is back on the point");

  // Who it is about: the same quarters for women and men.
  await choose(page, "filter-split", "Køn");
  await page.locator(".chart-parts .chart-frame").nth(1).waitFor();
  assert.match(page.url(), /fordelt=/, "a link shows the same");
  // … and for each of the municipality's own units.
  await choose(page, "filter-split", "Enhed");
  await page.locator(".chart-parts .chart-frame", { hasText: /SOR 9900740/ }).nth(1).waitFor();

  // Why: a comment on the day stands in the chart and in its table.
  await openIndicator(page);
  await tabToElement(page, page.locator("#comment-add"), "the button that comments");
  await press(page, "Enter");
  await waitForFocus(page, "#comment-on");
  await assertAccessible(page, "indicator-comment");
  await press(page, "ControlOrMeta+a");
  await type(page, "-100");
  await press(page, "Tab");
  await type(page, "Nyt aftenhold på Søholt");
  await activate(page, "button", "Gem");
  await page.locator(".annotations", { hasText: "Nyt aftenhold på Søholt" }).waitFor();
  await page.locator(".chart-picture", { hasText: "Nyt aftenhold på Søholt" }).waitFor();
  await press(page, "t");
  await page.locator(".chart-table td", { hasText: "Nyt aftenhold på Søholt" }).waitFor();

  // An aim that is no number is refused where it stands.
  await tabToElement(page, page.locator("#aim-set"), "the button of the aim", { key: "Shift+Tab" });
  await press(page, "Enter");
  await waitForFocus(page, "#aim-percent");
  await press(page, "Enter");
  await page.locator("#aim-percent-message").waitFor();
  await assertAccessible(page, "indicator-aim-refused");
  await type(page, "85");
  await press(page, "Enter");
  await page.locator(".aim-verdict").waitFor();
  await page.locator(".chart-picture", { hasText: "Jeres mål 85" }).waitFor({ state: "attached" });

  // A manager sees numbers, never citizens.
  assert.equal(await page.locator('a[href^="/forloeb/"], a[href*="/forloeb?"]').count(), 0, "no way to the courses");
});

test("a manager looks back to what was known on an earlier day, and comes back", async ({ page, password }) => {
  await enter(page, "manager.silkeborg", password);
  await page.goto("/overblik");
  const rows = page.locator("tr[data-indicator]");
  await rows.first().waitFor();
  // The invented registry has been imported today. So that there is something to see, it was known before.
  await page.route(/as_of=/, async (route) => {
    const url = new URL(route.request().url());
    const day = url.searchParams.get("as_of");
    url.searchParams.delete("as_of");
    const response = await route.fetch({ url: url.href });
    return route.fulfill({ response, json: { ...(await response.json()), as_of: day } });
  });
  const field = page.locator("#filter-as-of");
  await tabToElement(page, field, "the day to look back to");
  await type(page, "-5");
  await press(page, "Tab");
  const notice = page.locator(".alert", { hasText: "som de var kendt den" });
  await notice.waitFor();
  assert.match(page.url(), new RegExp(`kendt=${day(-5)}`), "a link shows the same");
  await page.locator(".page-head", { hasText: "Som kendt den" }).waitFor();
  assert.equal(await page.locator(".overview-improve").count(), 0, "what was missing then is no task of today");
  await assertAccessible(page, "overview-as-of");

  // The page of the indicator looks at the same day, and so does the way back.
  await tabToElement(page, page.locator("a.overview-link").first(), "the first indicator");
  await press(page, "Enter");
  await page.waitForURL(new RegExp(`/indikatorer/.*kendt=${day(-5)}`));
  await notice.waitFor();
  await tabToElement(page, page.locator(".crumbs a").first(), "the way back", { key: "Shift+Tab" });
  await press(page, "Enter");
  await page.waitForURL(new RegExp(`/overblik.*kendt=${day(-5)}`));
  await notice.waitFor();
  await activate(page, "button", "Vis tallene i dag");
  await notice.waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /kendt=/);

  // The focus is in the field again; what is no day is refused where it stands.
  await waitForFocus(page, "#filter-as-of");
  await type(page, "sludder");
  await press(page, "Tab");
  await page.locator("#filter-as-of-message").waitFor();
});

test("screen, table, picture, file and interface show identical numbers", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  await openIndicator(page);
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name).find((name) => name.includes("/series")));
  const series = await ask(page, asked.split("/api/v1")[1]);
  const [group] = series.groups;
  const spoken = await announced(page);
  assert.equal(spoken.length, group.points.length);

  await press(page, "t");
  await page.locator(".chart-table").waitFor();
  const [head, ...rows] = await tabled(page);
  await press(page, "t");
  const danish = await download(page, /dansk/);
  const international = await download(page, /internationalt/);
  const picture = await download(page, /SVG/);

  assert.ok(danish.text.startsWith("\ufeff"), "Excel is told that it is UTF-8");
  assert.match(danish.name, new RegExp(`^hjertekom-${INDICATOR}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
  const cells = (file, separator) => file.text.replace("\ufeff", "").trimEnd().split("\r\n").map((line) => split(line, separator));
  const [danishHead, ...danishRows] = cells(danish, ";");
  const [, ...internationalRows] = cells(international, ",");
  assert.equal(danishHead.length, head.length, "a file has the columns of the table");
  assert.equal(danishRows.length, rows.length);

  group.points.forEach((point, index) => {
    const shown = point.value === null ? "–" : percent(point.value);
    const number = point.value === null ? "" : String(Math.round(point.value * 100));
    const expected = [point.label.da, shown, String(point.numerator), String(point.denominator)];
    assert.deepEqual(rows[index].slice(0, 4), expected, "the table");
    assert.deepEqual(danishRows[index].slice(1, 4), [number, expected[2], expected[3]], "the Danish file");
    assert.deepEqual(internationalRows[index].slice(1, 4), [number, expected[2], expected[3]], "the international file");
    if (point.value !== null) {
      assert.ok(spoken[index].startsWith(`${point.label.da}: ${shown}, ${point.numerator} af ${point.denominator}`), spoken[index]);
    }
    const [last] = danishRows[index].slice(-1);
    assert.equal(last, point.to.split("-").reverse().join("-"), "dates as Excel reads them in Denmark");
    assert.equal(internationalRows[index].at(-1), point.to);
  });
  assert.match(picture.text, /^<svg [^>]*role="img"/);
  assert.ok(picture.text.includes("<title>") && picture.text.includes("<desc>"), "the picture says what it is");
  assert.ok(picture.text.includes("Kilde: HjerteKom"), "and where it is from");

  // The server draws the same picture and writes the same file; only the two clocks may differ.
  const there = (file) => page.evaluate(async (path) => (await fetch(path)).text(), asked.replace("/series", `/${file}`));
  const untimed = (text) => text.replaceAll(/[\d.]+ kl\. \d\d\.\d\d/g, "");
  assert.equal(untimed(await there("chart.svg")), untimed(picture.text), "the picture of the server");
  assert.equal(await there("chart.csv"), danish.text.replace("\ufeff", ""), "the file of the server");

  // The share of the whole period: the page's figure, the overview's row and the interface.
  const figure = await page.locator(".indicator-standing").innerText();
  if (group.total.value !== null) {
    assert.ok(figure.includes(percent(group.total.value)), figure);
    assert.ok(figure.includes(`${group.total.numerator} af ${group.total.denominator}`), figure);
  }
  const days = `${series.from}_${series.to}`;
  await page.goto(`/overblik?periode=${days}`);
  const row = page.locator(`tr[data-indicator="${INDICATOR}"]`);
  await row.waitFor();
  assert.ok((await row.innerText()).includes(`${group.total.numerator} af ${group.total.denominator}`), "the overview of the same days");

  // A picture as PNG is drawn twice as large on white.
  await openIndicator(page);
  const { bytes } = await download(page, /PNG/);
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(bytes.readUInt32BE(16) >= 1900, "twice the width of the file");
});

test("a number moves on an open screen within a second of a save, and leads to what is missing", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  // A course that counts as soon as its end form is saved.
  const course = await begun(page, 61, "Tilde");

  await openListening(page, () => page.goto("/overblik?periode=kvartal"));
  const row = page.locator(`tr[data-indicator="${INDICATOR}"]`);
  await row.waitFor();
  const before = await row.locator("td").first().innerText();
  const denominator = Number(before.match(/af (\d+)/)?.[1] ?? 0);
  await page.evaluate((selector) => {
    const cell = document.querySelector(selector);
    globalThis.changedAt = new Promise((done) => new MutationObserver(() => done(Date.now())).observe(cell, { childList: true, subtree: true, characterData: true }));
  }, `tr[data-indicator="${INDICATOR}"] td`);
  await submit(page, course, "end", { ...FORMS.end, final_meeting_date: day(0) });
  const saved = Date.now();
  const moved = (await page.evaluate(() => globalThis.changedAt)) - saved;
  assert.ok(moved < 3_000, `the number moved after ${moved} ms`);
  assert.match(await row.locator("td").first().innerText(), new RegExp(`af ${denominator + 1}`));
  console.log(`# a saved form is seen on an open overview after ${Math.max(0, moved)} ms`);

  // From the number to the courses behind it, and from a course that lacks an answer to its field.
  const lacking = await begun(page, 63, "Thea");
  await submit(page, lacking, "end", { ...FORMS.end, sessions_attended: { missing: "unknown" } });
  await openIndicator(page);
  await tabToElement(page, page.locator('.states [data-state="missing"] a'), "the courses that lack an answer");
  await press(page, "Enter");
  const listed = page.locator(`.behind-row[data-course="${lacking}"]`);
  await listed.waitFor();
  assert.match(await listed.locator(".behind-reason").innerText(), /svar mangler/);
  await tabToElement(page, listed.locator('a.missing-answer[href$="#f-sessions_attended"]'), "the field that is missing");
  await press(page, "Enter");
  await waitForFocus(page, '[data-variable="sessions_attended"] *');

  // And from the course back to the indicator.
  await page.goto(`/forloeb/${lacking}`);
  const outcome = page.locator(`details[data-indicator="${INDICATOR}"]`);
  await tabToElement(page, outcome.locator("> summary"), "the outcome");
  await press(page, "Enter");
  await tabToElement(page, outcome.locator(`a[href="/indikatorer/${INDICATOR}"]`), "the way to the indicator");
});

test("new numbers wait while the user is inside the chart", async ({ page, password }) => {
  await enter(page, "coordinator.silkeborg", password);
  const course = await begun(page, 62, "Tyra");
  await openListening(page, () => openIndicator(page));
  await tabToElement(page, page.locator(".chart-picture svg").first(), "the chart");
  await press(page, "End");
  const before = await announced(page);
  await submit(page, course, "end", { ...FORMS.end, final_meeting_date: day(0) });
  const button = page.locator(".chart-fresh button");
  await button.waitFor();
  assert.match(await button.innerText(), /^(1 nyt forløb|Nye tal) – opdatér$/);
  assert.deepEqual(await announced(page), before, "the picture stays");
  assert.ok(await page.evaluate(() => document.activeElement.hasAttribute("data-point")), "and so does the focus");
  await tabToElement(page, button, "the button that updates");
  await press(page, "Enter");
  await waitForFocus(page, "[data-point]");
  assert.notDeepEqual(await announced(page), before, "the new numbers are there");
});

/** The cells of a line of CSV. */
function split(line, separator) {
  const cells = [];
  let cell = "";
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) cells.push(cell), (cell = "");
    else cell += sign;
  }
  return [...cells, cell];
}
