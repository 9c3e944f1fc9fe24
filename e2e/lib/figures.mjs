// What was measured: printed, kept in test-results/figures-<test>.md, and held against a budget in the full run only.
import assert from "node:assert/strict";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { results } from "./paths.mjs";

/** Every test file is a process of its own and writes a file of its own. */
const file = join(results, `figures-${basename(process.argv[1] ?? "", ".test.mjs")}.md`);
let isBegun = false;

/** Whether timings must hold: on a machine that does nothing else. Elsewhere they are reported. */
export const isFull = process.env.HJERTEKOM_FULL === "1";

/** The value below which so many per cent of the values are. */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

/** Prints a figure. One that is exact on every machine fails above its budget at once, a timing in the full run. */
export async function figure(name, value, budget, { unit = "", exact = false, note = "" } = {}) {
  const shown = typeof value === "number" ? Math.round(value * 10) / 10 : value;
  const isOver = budget !== undefined && value > budget;
  const limit = budget === undefined ? "" : ` (budget ${budget}${unit && ` ${unit}`}${isOver ? ", OVER" : ""})`;
  const line = `${name}: ${shown}${unit && ` ${unit}`}${limit}${note && `  ${note}`}`;
  console.log(`    ${line}`);
  await mkdir(results, { recursive: true });
  await (isBegun ? appendFile : writeFile)(file, `- ${line}\n`);
  isBegun = true;
  if (isOver && (exact || isFull)) assert.fail(line);
}

/** The 95th percentile of timings in ms as a figure, with the median and how many there were. */
export function timing(name, values, budget) {
  const note = `median ${Math.round(percentile(values, 50) * 10) / 10} ms, n = ${values.length}`;
  return figure(`${name}, p95`, percentile(values, 95), budget, { unit: "ms", note });
}
