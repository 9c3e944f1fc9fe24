// The network of one page: as DevTools change it, and whether the server can reach it.

/** What was asked of a page through one session is taken back through the same. */
const sessions = new WeakMap();
/** Contexts whose connection was taken away: what is fetched ahead there fails, and says so in the console. */
const disconnected = new WeakSet();

/** Whether a message in the console is of a fetch that a test made fail. */
export function isOwnDoing(context, text) {
  return disconnected.has(context) && text.startsWith("TypeError: Failed to fetch");
}

/** Makes a round trip so many milliseconds long, or takes the connection away; without either all is as it was. */
export async function setNetwork(context, page, { offline = false, latency = 0 } = {}) {
  const session = sessions.get(page) ?? (await context.newCDPSession(page));
  sessions.set(page, session);
  if (offline) disconnected.add(context);
  await session.send("Network.enable");
  const conditions = { offline, latency, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send("Network.emulateNetworkConditions", conditions);
}

/** Opens an address anew and waits until the server tells its page of changes. */
export async function openListening(page, open) {
  const connected = page.waitForResponse((response) => new URL(response.url()).pathname === "/api/v1/events");
  await open();
  await connected;
}
