// The product starts, shows its first screen, and keeps to itself.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { assertAccessibleInBothLanguages } from "./lib/axe.mjs";
import { assertFits } from "./lib/screens.mjs";
import { world } from "./lib/world.mjs";

const test = world(fileURLToPath(import.meta.url), { courses: 60 });

test("the server says that it is ready", async ({ url }) => {
  for (const path of ["/health/live", "/health/ready"]) {
    assert.equal((await fetch(url + path)).status, 200, path);
  }
});

test("the first screen has one heading and is accessible in both themes and languages", async ({ page }) => {
  await page.goto("/");
  await page.locator("h1").waitFor();
  assert.equal(await page.locator("h1").count(), 1);
  await assertAccessibleInBothLanguages(page, "first screen");
  await assertFits(page, "first-screen");
});

test("a file that is not there is not answered with the page", async ({ url }) => {
  assert.equal((await fetch(`${url}/assets/missing.js`)).status, 404);
  assert.equal((await fetch(`${url}/favicon.png`)).status, 404);
});

test("the application's files are compressed, unchangeable and may not be framed", async ({ page, url }) => {
  const files = [];
  page.on("response", (response) => files.push(response));
  await page.goto("/");
  await page.locator("h1").waitFor();
  const wasm = files.find((response) => response.url().endsWith(".wasm"));
  assert.ok(wasm, "the page loads a module");
  const headers = await wasm.allHeaders();
  assert.equal(headers["content-type"], "application/wasm");
  assert.match(headers["cache-control"], /immutable/);
  assert.ok(["br", "gzip"].includes(headers["content-encoding"]), "compressed at build time");
  const policy = (await fetch(url)).headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /'unsafe-(inline|eval)'/);
});
