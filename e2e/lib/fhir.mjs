// Reads published FHIR examples that lie beside the clone. They are not ours to copy, so nothing of them is in it.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { root } from "./paths.mjs";

const FOLDER = process.env.HJERTEKOM_FHIR_DIR ?? resolve(root, "../shared/fhir");

/** A reader of one guide's examples: `read("Patient-…")` gives the resource. Fails when the files are not there. */
export function examples(guide) {
  const folder = resolve(FOLDER, guide, "examples");
  if (!existsSync(folder)) {
    throw new Error(`KL's published examples are not in ${folder}: name the folder that holds ${guide} in HJERTEKOM_FHIR_DIR`);
  }
  return async (name) => JSON.parse(await readFile(resolve(folder, `${name}.json`), "utf8"));
}

/** The calendar day in Denmark of a FHIR date or instant: `2026-01-09`. */
export function danishDay(value) {
  if (!value.includes("T")) return value;
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date(value));
}

/** A day as it is typed: `ddmmåå`. */
export function typed(day) {
  const [year, month, date] = day.split("-");
  return `${date}${month}${year.slice(2)}`;
}
