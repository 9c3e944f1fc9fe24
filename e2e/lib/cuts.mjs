// Every way in which work on a form is cut off, and how a person comes back to it.
import { openForm } from "./clinic.mjs";
import { waitUntilSaved } from "./form.mjs";
import { press, type, waitForFocus } from "./keyboard.mjs";

const MINUTES = 60_000;

/**
 * A cut: `during(at)` happens in the middle of the typing and may go on for a while, `after(at)` when the last field
 * was left. `at` holds the page, its context, the server, the form's address and how to go on typing.
 */
export const CUTS = {
  /**
   * The renderer dies; the browser and its other pages live. Nothing is kept in the browser by default, so what was
   * left within the time a save may take (ux 4.5, E5) can be on its way: `grace`, in ms.
   */
  crash: {
    grace: 1_500,
    after: crash,
  },
  "tab closed": {
    async after({ page }) {
      const gone = page.waitForEvent("close");
      await page.close({ runBeforeUnload: true });
      await gone;
    },
  },
  reload: {
    after: ({ page }) => page.reload(),
  },
  back: {
    async before({ page, course }) {
      await page.goto(course);
      await openForm(page, "Startskema", "initial_meeting_date");
    },
    async after({ page, course }) {
      await page.goBack();
      await page.waitForURL(`**${course}`);
    },
  },
  "offline for ten minutes": {
    before: ({ page }) => page.clock.install(),
    during: ({ context }) => context.setOffline(true),
    async after({ page, context }) {
      await page.clock.fastForward(10 * MINUTES);
      await context.setOffline(false);
      // Whatever the form waits for before it tries again.
      for (let tries = 0; tries < 20 && !(await isSaved(page)); tries += 1) await page.clock.fastForward(2_000);
      await waitUntilSaved(page);
    },
  },
  "session deleted": {
    async during({ context, url }) {
      const [cookie] = await context.cookies();
      await fetch(`${url}/api/v1/session`, {
        method: "DELETE",
        headers: { Cookie: `${cookie.name}=${cookie.value}`, "X-Requested-With": "hjertekom" },
      });
    },
    /** The log-in comes up over the form, and what is typed next would land in it. */
    isModal: true,
    async before({ context }) {
      await context.addInitScript(() => {
        addEventListener("focusin", ({ target }) => {
          if (!target.closest("[role=dialog]")) globalThis.lastFocus = target;
        });
      });
    },
    async after({ page, password }) {
      await waitForFocus(page, "#again-password");
      await press(page, "ControlOrMeta+a"); // Keys that were on their way when the dialog came.
      await type(page, password);
      await press(page, "Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.waitForFunction(() => document.activeElement === globalThis.lastFocus);
      await waitUntilSaved(page);
    },
  },
  "server restarted": {
    async during(at) {
      at.restarted = at.server.restart();
      at.restarted.catch(() => {}); // Judged below.
    },
    async after({ page, restarted }) {
      await restarted;
      await waitUntilSaved(page, 30_000);
    },
  },
  "two tabs": {
    async before(at) {
      at.other = await at.context.newPage();
      await at.other.goto(at.form);
      await waitForFocus(at.other, "[data-variable] *");
      await at.page.bringToFront();
    },
    /** The second half is typed in the other tab. */
    async during(at) {
      await at.other.bringToFront();
      at.typing = at.other;
    },
    async after({ page, other }) {
      await Promise.all([waitUntilSaved(page), waitUntilSaved(other)]);
    },
  },
};

/** Lets the renderer of a page die. */
export async function crash({ page, context }) {
  const session = await context.newCDPSession(page);
  const dead = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {}); // Nobody is left to answer.
  await dead;
}

function isSaved(page) {
  return page.locator(".save-state [role=status]", { hasText: /^Gemt kl/ }).isVisible();
}
