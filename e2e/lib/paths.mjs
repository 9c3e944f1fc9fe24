// Folders of the clone.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the clone. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Pictures and logs; ignored by git. */
export const results = resolve(root, "e2e/test-results");
