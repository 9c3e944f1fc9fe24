// Comparing with others, the printed report and the data dictionary: what an analyst, a manager and a stranger do.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { assertAccessible, assertAccessibleInBothLanguages, LANGUAGES, setLanguage } from "./lib/axe.mjs";
import { ask } from "./lib/clinic.mjs";
import { focusedName, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { print } from "./lib/paper.mjs";
import { enter } from "./lib/prepared.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 1200 });
const ANALYST = "analyst.midtjylland";
const MANAGER = "manager.silkeborg";
const COORDINATOR = "coordinator.silkeborg";

test("an analyst compares clusters and is refused a cell that would reveal a person", async ({ page, password }) => {
  await enter(page, ANALYST, password);
  await page.goto("/sammenlign");
  await page.locator(".compare-figure").waitFor();

  // Clusters by themselves: who belongs to no municipality sees them first.
  assert.equal(await page.locator("#compare-level").inputValue(), "cluster");
  await tabToElement(page, page.locator("#figure-tragt"), "the switch of the figure");
  await press(page, "2");
  await waitForFocus(page, "#figure-skov");
  await page.locator(".chart-forest").waitFor();
  await press(page, "3");
  await waitForFocus(page, "#figure-tabel");
  await page.locator(".chart-table tbody th").first().waitFor();
  const rows = await page.locator(".chart-table tbody th").allTextContents();
  assert.ok(rows.some((name) => /klyngen/i.test(name)), `no cluster in ${rows}`);

  // The table fits, can be taken away as a chart can, and leads to its definition.
  for (const width of [1440, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.locator(".compare-figure .table-scroll").evaluate((box) => box.scrollWidth <= box.clientWidth), `the table at ${width}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await press(page, "d");
  await page.locator('#compare-table-menu[aria-expanded="true"]').waitFor();
  await waitForFocus(page, ".menu-item");
  await press(page, "Escape");
  await waitForFocus(page, "#compare-table-menu");
  await page.locator('.chart-notes a[href^="/data#indicator."]').waitFor();

  // A cell that is hidden is there by name, with the reason.
  const hidden = page.locator("#compare-hidden li");
  const cells = await page.locator(".chart-table tbody tr").allTextContents();
  if (cells.some((cell) => /skjult/.test(cell))) assert.match((await hidden.allTextContents()).join(), /\S+: \S+/);

  // Every table says by which rules and from which snapshot its numbers are.
  assert.match(await page.locator(".compare-rules").textContent(), /regelsæt \d+/i);
  assert.match(await page.locator(".chart-notes").first().textContent(), /Opgjort .+ offentliggjort/);

  // Education is not published across municipalities: choosing it tells why, in the API's own words.
  const split = page.locator("#compare-split");
  await tabToElement(page, split, "the groups of citizens");
  const closed = await split.locator("optgroup").last().locator("option").first().textContent();
  await type(page, closed);
  const refused = page.locator("#compare-refused");
  await refused.waitFor();
  const query = new URL(page.url()).searchParams;
  const [group, level] = query.get("gruppe").split(".");
  const answer = await ask(page, `/benchmarks/${await page.locator("#compare-indicator").inputValue()}?programme=hjertekom&level=cluster&split=${group}&split_level=${level}`, 400);
  assert.equal(answer.code, "not_published");
  const words = await refused.textContent();
  for (const finding of answer.findings) assert.ok(words.includes(finding.message.da), `${words} lacks ${finding.message.da}`);
  await assertAccessibleInBothLanguages(page, "compare refused");

  // And back to what can be shown.
  await refused.waitFor();
  await tabToElement(page, refused.locator("button"), "the way back");
  await press(page, "Enter");
  await page.locator(".compare-figure").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("gruppe"), null);
});

test("a coordinator finds the own municipality in funnel, forest and table, and goes on to the courses", async ({ page, password }) => {
  await enter(page, COORDINATOR, password);
  await page.goto("/sammenlign");
  await page.locator(".chart-picture svg").waitFor();
  const figure = page.locator(".compare-figure");
  await tabToElement(page, page.locator(".chart-picture svg"), "the chart");
  await press(page, "Home");
  // From point to point until the own one, as the arrow keys go.
  const points = await page.locator("[data-point]").count();
  for (let at = 0; at < points; at += 1) {
    if ((await focusedName(page))?.startsWith("Silkeborg")) break;
    await press(page, "ArrowRight");
  }
  const said = await focusedName(page);
  assert.match(said, /^Silkeborg \(jer\): .*%.*omkring \d+ forløb/);
  await press(page, "Enter");
  await figure.locator(".compare-unit").waitFor();
  assert.match(await figure.locator(".compare-unit").textContent(), /Silkeborg/);
  // The same numbers in the table.
  await press(page, "3");
  await waitForFocus(page, "#figure-tabel");
  const row = page.locator(".chart-table tbody tr", { hasText: "Silkeborg" }).first();
  const share = (await row.locator("td").nth(2).textContent()).trim();
  assert.ok(said.includes(share), `${said} lacks ${share}`);
  // Those most alike.
  await tabToElement(page, page.locator("#compare-around"), "whom to highlight");
  await press(page, "ArrowDown");
  await page.waitForURL(/udsnit=ligner/);
  // As counted, adjusted, smoothed: each says what it does.
  for (const [index, view] of [[1, "justeret"], [2, "udjaevnet"]]) {
    // Only what is not adjusted says so; the figure before stays until the new one is there.
    const unadjusted = page.locator(".chart-notes li", { hasText: "Ikke justeret" });
    await unadjusted.waitFor({ state: index === 1 ? "attached" : "detached" });
    const before = await page.locator(".compare-fair-words").textContent();
    await tabToElement(page, page.locator(".compare-fair .tab").nth(index), `the view ${view}`);
    await press(page, "Enter");
    await page.waitForURL(new RegExp(`vis=${view}`));
    assert.notEqual(await page.locator(".compare-fair-words").textContent(), before);
    await page.locator(".compare-figure").waitFor();
  }
  await page.goto("/sammenlign");
  await page.locator(".compare-own").waitFor();
  const courses = page.locator(".compare-own a").last();
  await tabToElement(page, courses, "the courses behind the number");
  await press(page, "Enter");
  await page.waitForURL(/\/indikatorer\/[^/]+\/forloeb/);
});

test("an annual report prints on a few sheets of A4, and no chart goes over an edge", async ({ page, password }) => {
  await enter(page, MANAGER, password);
  await page.goto("/rapporter?periode=sidste-aar");
  await page.locator(".report-table tbody tr").first().waitFor();
  assert.match(await page.locator("h1").textContent(), /Årsrapport/);
  await page.locator(".report-forests .chart-frame").first().waitFor();
  const charts = await page.locator(".report-forests .chart-frame").count();
  assert.ok(charts > 0 && charts <= 12, `${charts} charts`);
  const paper = await print(page, "annual-report");
  assert.ok(paper.isA4, "A4 upright");
  assert.equal(paper.sheets, 3, "overview; comparison of twelve; flow, completeness and comments");
  await page.emulateMedia({ media: "print" });
  const whole = await page.locator(".report-forests .chart-frame").evaluateAll((charts) =>
    charts.every((chart) => getComputedStyle(chart).breakInside === "avoid"));
  assert.ok(whole, "no chart splits over pages");
  await page.emulateMedia({ media: "screen" });

  // A view is kept with its choices and opened again with one key.
  await tabToElement(page, page.locator("#report-name"), "the name of the view");
  await type(page, "Årsmøde");
  await press(page, "Enter");
  const link = page.locator(".report-saved-list a");
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "/rapporter?periode=sidste-aar");
  await page.goto("/rapporter");
  await link.waitFor();
  await tabToElement(page, link, "the saved view");
  await press(page, "Enter");
  await page.waitForURL(/periode=sidste-aar/);

  // It comes every year: with the numbers of one day, the same whenever it is opened.
  await tabToElement(page, page.locator("#report-every-0"), "how often the view comes");
  await page.locator("#report-every-0").selectOption("year");
  const issue = page.locator(".report-issued a").first();
  await issue.waitFor();
  assert.equal(await page.locator(".report-issued .tag").count(), await page.locator(".report-issued a").count());
  await tabToElement(page, issue, "the report that has come");
  await press(page, "Enter");
  await page.waitForURL(/kendt=\d{4}-01-20/);
  await page.locator(".report-known").waitFor();
  assert.equal(await page.locator(".report-issued .tag").count(), 0, "what was opened is no longer new");
});

test("a definition is found by a word and has an address of its own", async ({ page, password }) => {
  await enter(page, ANALYST, password);
  for (const language of LANGUAGES) {
    await page.goto("/data");
    await setLanguage(page, language);
    await page.locator("#dictionary-search").waitFor();
    await press(page, "/");
    await waitForFocus(page, "#dictionary-search");
    await type(page, language === "da" ? "vægt" : "weight");
    const weight = page.locator('[id="start.weight_kg"]');
    await weight.waitFor();
    const found = await page.locator(".entry:not([hidden])").count();
    assert.ok(found > 0 && found < 60, `${found} entries found`);
    await tabToElement(page, weight, "the entry");
    await press(page, "Enter");
    const body = page.locator("details[open] .entry-body").first();
    await body.waitFor();
    assert.match(await body.textContent(), /start\.weight_kg/);
    await tabToElement(page, body.locator('a[href*="#start.weight_kg"]'), "the permanent link");
    await press(page, "Enter");
    await page.waitForURL(/version=hjertekom\/[\d.]+#start\.weight_kg/);
  }
  // The address alone opens the entry.
  await page.goto("/data#indicator.smokefree");
  await waitForFocus(page, '[id="indicator.smokefree"]');
  const body = page.locator("details[open] .entry-body").first();
  await body.waitFor();
});

test("without logging in the definitions are not shown unless the installation says so", async ({ page }) => {
  await page.goto("/data");
  await page.waitForURL(/\?next=/);
  await waitForFocus(page, "#login-name");
});

test("a manager sees how completeness develops, and behind it from quarter to quarter", async ({ page, password }) => {
  await enter(page, MANAGER, password);
  await page.goto("/datakvalitet?variation=vis&regler=nhs");
  await page.locator("#development-ranges svg.chart-svg").waitFor();
  const button = page.getByRole("button", { name: "Vis variation" });
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  await assertAccessible(page, "development-variation");
  await tabToElement(page, button, "the button of the ranges", { most: 120 });
  await press(page, "Enter");
  await page.locator("#development-ranges svg.chart-svg").waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /variation/);
});
