// What failed and why, short: `npm test` shows it again at the end of its three parts.

/** A reporter of node's test runner. */
export default async function* failures(source) {
  for await (const { type, data } of source) {
    const error = data?.details?.error;
    if (type !== "test:fail" || error?.failureType === "subtestsFailed") continue;
    const why = String(error?.cause?.message ?? error?.cause ?? error?.message).trimEnd();
    yield `✖ ${data.name}\n${why.replaceAll(/^/gm, "    ")}\n`;
  }
}
