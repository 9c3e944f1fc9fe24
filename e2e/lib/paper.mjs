// What comes out of the printer.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { results } from "./paths.mjs";

/** A sheet of A4 in points. */
const A4 = { width: 595, height: 842 };

/** Prints the page to `test-results/<name>.pdf`; returns how many sheets it takes and whether each is A4 upright. */
export async function print(page, name) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: false });
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `${name}.pdf`), pdf);
  const text = pdf.toString("latin1");
  const sheets = text.match(/\/Type\s*\/Page(?![a-zA-Z])/g)?.length ?? 0;
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  const isA4 = boxes.every(
    ([, width, height]) => Math.abs(width - A4.width) < 2 && Math.abs(height - A4.height) < 2,
  );
  return { sheets, isA4: boxes.length > 0 && isA4 };
}
