// Times inside the page, where the round trip to the test does not count.

/** Installs the stopwatch in every page of a context; call it before the first address. */
export async function installStopwatch(context) {
  await context.addInitScript(() => {
    const watch = { keys: [], opened: [], painted: [], saving: [], saved: [] };
    globalThis.stopwatch = watch;
    let pressedAt = 0;
    let changedAt = 0;
    let heading = "";

    // What the application's own handlers take for one key: from the first listener of the event to the last, with the
    // microtasks between them, summed over the events of the key.
    for (const kind of ["keydown", "beforeinput", "input", "change", "keyup"]) {
      addEventListener(kind, (event) => {
        const begin = performance.now();
        if (kind === "keydown") {
          watch.keys.push(0);
          pressedAt = begin;
          heading = document.querySelector("h1")?.textContent?.trim() ?? "";
        }
        if (kind === "input" || kind === "change") changedAt ||= begin;
        const index = watch.keys.length - 1;
        // Added now, so that it is the last of all, also of those the application has put on the window.
        addEventListener(kind, (end) => end === event && (watch.keys[index] += performance.now() - begin), { once: true });
      }, { capture: true });
    }

    addEventListener("focusin", (event) => {
      if (pressedAt && event.target.closest?.("[data-variable]") && !watch.isOpen) {
        watch.isOpen = true;
        watch.opened.push(performance.now() - pressedAt);
      }
    });

    const afterPaint = (then) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = then;
        channel.port2.postMessage(null);
      });

    /** When so many elements are there and painted. */
    watch.drawn = (selector, count) => new Promise((done) => {
      const observer = new MutationObserver(() => {
        if (document.querySelectorAll(selector).length !== count) return;
        observer.disconnect();
        afterPaint(() => done(performance.now()));
      });
      observer.observe(document, { subtree: true, childList: true });
    });
    /** When the last answer from one of these addresses was there. */
    watch.arrived = (addresses) => {
      const ofThese = (entry) => addresses.some((address) => new URL(entry.name).pathname.endsWith(address));
      return Math.max(...performance.getEntriesByType("resource").filter(ofThese).map((entry) => entry.responseEnd));
    };
    watch.pressed = () => pressedAt;

    let line = "";
    new MutationObserver(() => {
      const now = document.querySelector("h1")?.textContent?.trim() ?? "";
      if (heading && now && now !== heading) {
        const begin = pressedAt;
        heading = "";
        watch.isOpen = false;
        afterPaint(() => watch.painted.push(performance.now() - begin));
      }
      const state = document.querySelector(".save-state [role=status]")?.textContent?.trim() ?? "";
      if (state === line) return;
      line = state;
      if (!changedAt) return;
      if (state.startsWith("Gemmer")) watch.saving.push(performance.now() - changedAt);
      if (state.startsWith("Gemt")) {
        watch.saved.push(performance.now() - changedAt);
        changedAt = 0;
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** From the last answer of these addresses, or from the last key where none is named, until so many elements are painted. */
export async function timeToPaint(page, act, { selector, count, answers }) {
  await page.evaluate(([selector, count]) => {
    performance.clearResourceTimings();
    globalThis.stopwatch.painting = globalThis.stopwatch.drawn(selector, count);
  }, [selector, count]);
  await act();
  return page.evaluate(async (answers) => {
    const watch = globalThis.stopwatch;
    const painted = await watch.painting;
    return painted - (answers ? watch.arrived(answers) : watch.pressed());
  }, answers);
}

/** Takes the times of one kind and begins anew. */
export function takeTimes(page, kind) {
  return page.evaluate((kind) => globalThis.stopwatch[kind].splice(0), kind);
}

/** Makes the page's processor slower by a factor, as DevTools do. */
export async function slowProcessor(context, page, rate) {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}
