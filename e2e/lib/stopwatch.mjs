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
