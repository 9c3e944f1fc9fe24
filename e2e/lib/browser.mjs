// Starts Chromium and opens pages that report everything that goes wrong in them.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { isOwnDoing } from "./network.mjs";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
// Without these Chromium asks its maker's servers for updates at every start.
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function startBrowser() {
  const executablePath = process.env.HJERTEKOM_CHROMIUM ?? CHROMIUM.find(existsSync);
  if (!executablePath) throw new Error("There is no Chromium: `apt-get install chromium`, or name one in HJERTEKOM_CHROMIUM");
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens a page of its own session. `faults` fills with whatever a user should never meet.
 * The page can be used by keyboard only: its pointer methods throw, and a pointer event is a fault.
 */
export async function openPage(browser, url) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    reducedMotion: "reduce",
  });
  const faults = [];
  await context.exposeBinding("reportPointer", (_, kind) => faults.push(`pointer event ${kind}`));
  await context.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
      addEventListener(kind, () => globalThis.reportPointer(kind), { capture: true });
    }
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on("console", (message) => {
    // The browser writes one line per failed request; requests are judged below.
    const isRequest = message.text().startsWith("Failed to load resource");
    const isExpected = isRequest || isOwnDoing(context, message.text());
    if (["error", "warning"].includes(message.type()) && !isExpected) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol !== "data:" && protocol !== "blob:") faults.push(`asks another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    const isFile = pathname.startsWith("/assets/");
    if (response.status() >= 500 || (isFile && response.status() >= 400)) faults.push(`${response.status()} ${pathname}`);
  });
  return { page: withoutPointer(page), context, faults };
}

/** The same page, refusing whatever needs a mouse or a finger. */
function withoutPointer(page) {
  const pointer = new Set(["click", "dblclick", "tap", "hover", "dragAndDrop", "mouse", "touchscreen", "check", "uncheck"]);
  return new Proxy(page, {
    get(target, key) {
      if (pointer.has(key)) throw new Error(`page.${String(key)} needs a pointer: journeys use the keyboard only`);
      const value = target[key];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
