// What every page has around it: the word that the connection is gone, the offer of a newer version, a computer that several share.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { choose, press, tabToElement, type, waitForFocus } from "./lib/keyboard.mjs";
import { heading, logIn, logOut, openMenu } from "./lib/clinic.mjs";
import { setNetwork } from "./lib/network.mjs";
import { world } from "./lib/world.mjs";

const NURSE = "clinician.silkeborg";
const ABOUT = "**/api/v1/installation";
const test = world(fileURLToPath(import.meta.url), { courses: 60 });

test("that the connection is gone is said once, with the time of what is shown, and goes when it is back", async ({ page, context, password }) => {
  await logIn(page, NURSE, password);
  await page.locator(".footer").getByText(/^Data opdateret kl\. \d\d\.\d\d$/).waitFor();
  await page.waitForLoadState("networkidle"); // The parts of the program that are fetched ahead are there.
  await setNetwork(context, page, { offline: true });
  const lost = page.getByRole("status").filter({ hasText: /^Ingen forbindelse til serveren\. Det, du ser, er hentet kl\. \d\d\.\d\d\.$/ });
  await lost.waitFor();
  assert.equal(await lost.count(), 1);
  await setNetwork(context, page);
  await lost.waitFor({ state: "detached" });
  await page.getByRole("status").filter({ hasText: "Forbindelsen er tilbage." }).waitFor({ state: "attached" });
});

test("a newer version is offered, but not while something is typed, and is never loaded by itself", async ({ page, context, password }) => {
  await logIn(page, NURSE, password);
  await page.waitForLoadState("networkidle");
  await page.route(ABOUT, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), build: "another" } });
  });
  await page.evaluate(() => { window.isTheSame = true; });
  await page.evaluate(() => window.dispatchEvent(new Event("online"))); // Asks at once.
  const offer = page.locator(".frame-strip-news button");
  await offer.waitFor();
  await openMenu(page, "Borgere");
  await offer.waitFor();
  await waitForFocus(page, "#search");
  await type(page, "Pr");
  await offer.waitFor({ state: "detached" });
  await openMenu(page, "Arbejdsliste");
  await offer.waitFor();
  assert.equal(await page.evaluate(() => window.isTheSame), true, "nothing was loaded anew");
  await tabToElement(page, offer, "the offer");
  const loaded = page.waitForEvent("load");
  await press(page, "Enter");
  await loaded;
  await heading(page, "Arbejdsliste");
  assert.equal(await offer.count(), 0, "this is the newer one");
});

test("a shared computer keeps nothing but that it is shared", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await page.goto("/profil");
  await heading(page, "Indstillinger");
  await choose(page, "Farver", "Mørke");
  assert.deepEqual(await kept(page), ["hjertekom.theme"]);
  await choose(page, "Fælles computer", "Til");
  assert.deepEqual(await kept(page), ["hjertekom.shared"]);
  await logOut(page);
  await page.waitForTimeout(1000); // What the log-out clears is cleared.
  assert.deepEqual(await kept(page), ["hjertekom.shared"]);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined, "the next person chooses for themselves");
});

test("what is chosen on a computer of one's own is there after logging out", async ({ page, password }) => {
  await logIn(page, NURSE, password);
  await page.goto("/profil");
  await heading(page, "Indstillinger");
  await choose(page, "Farver", "Mørke");
  await logOut(page);
  await page.waitForTimeout(1000);
  await page.reload();
  assert.deepEqual(await kept(page), ["hjertekom.theme"]);
});

/** The names of what the application keeps beyond the window. */
function kept(page) {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("hjertekom.")).sort());
}
