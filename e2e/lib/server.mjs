// Starts the product as a user would, on a port of its own choice and with an empty data folder.
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { results, root } from "./paths.mjs";

/** How long the invented registry may take to load, in a debug build on a busy machine. */
const READY_WITHIN_MS = 240_000;

/**
 * A running server: `url`, the demo users' `password`, `restart()` and `stop()`. `courses` is the size of the invented
 * registry: a small one is ready sooner; `settings` are further variables of its environment.
 */
export async function startServer(name, { courses, settings } = {}) {
  const binary = process.env.HJERTEKOM_SERVER ?? resolve(root, "target/debug/hjertekom");
  const folder = await mkdtemp(join(tmpdir(), "hjertekom-e2e-"));
  let url;
  const password = "opdigtet-kodeord-til-prøver";
  await mkdir(results, { recursive: true });
  const logFile = join(results, `${name}-server.log`);
  const log = createWriteStream(logFile);
  let server;
  let end;
  let ended;
  const kill = () => server?.kill("SIGKILL");
  process.once("exit", kill); // A failed test must not leave a server behind.

  async function start() {
    end = undefined;
    let serving; // What this process says itself: whoever answers on a port may be somebody else's server.
    server = spawn(binary, ["serve", "--demo"], {
      cwd: folder,
      env: {
        ...process.env,
        HJERTEKOM_LISTEN: url ? new URL(url).host : "127.0.0.1:0",
        HJERTEKOM_DATA_DIR: folder,
        HJERTEKOM_FRONTEND_DIR: process.env.HJERTEKOM_FRONTEND_DIR ?? resolve(root, "dist"),
        HJERTEKOM_DEMO_PASSWORD: password,
        ...(courses && { HJERTEKOM_DEMO_COURSES: String(courses) }),
        ...settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    server.stdout.pipe(log, { end: false });
    createInterface({ input: server.stdout }).on("line", (line) => {
      serving ??= line.match(/^serving on (http:\S+)$/)?.[1];
    });
    server.stderr.pipe(log, { end: false });
    ended = new Promise((done) => {
      server.once("error", (error) => done((end = `could not be started: ${error.message}`)));
      server.once("exit", (code, signal) => done((end = `ended with ${signal ?? code}`)));
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(serving && (await isReady(serving)))) {
      const late = Date.now() > deadline;
      if (end || late) {
        await stop();
        throw new Error(`The server ${end ?? "was not ready in time"}; its log is ${logFile}`);
      }
      await wait(100);
    }
    url = serving;
  }

  /** As a power cut and a supervisor do: killed at once, started again on the same data and port. */
  async function restart() {
    kill();
    await ended;
    await start();
  }

  async function stop() {
    process.removeListener("exit", kill);
    server.kill("SIGTERM");
    const late = setTimeout(kill, 5_000);
    await ended;
    clearTimeout(late);
    log.end();
    await rm(folder, { recursive: true, force: true });
  }

  await start();
  return { url, password, restart, stop };
}

async function isReady(url) {
  try {
    const response = await fetch(`${url}/health/ready`);
    return response.ok;
  } catch {
    return false; // Not listening yet.
  }
}
