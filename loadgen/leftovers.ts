/** Topics of a load are called by what it is for and its run, which begins with the time in base 36. */
const own = /^plimsoll-(?:proof|mark|find-max|calibrate)-([0-9a-z]{8})[0-9a-f]{4}(?:-|$)/;
const DAY_MS = 86_400_000;

/** Those of `topics` that a load made more than a day ago and did not remove: it was killed, or its brokers were gone. */
export function leftovers(topics: readonly string[], nowMs: number): string[] {
  return topics.filter((topic) => {
    const run = own.exec(topic)?.[1];
    return run !== undefined && nowMs - Number.parseInt(run, 36) > DAY_MS;
  });
}

/** What to say of them; null if there are none. */
export function leftoversHint(topics: readonly string[], nowMs: number): string | null {
  const left = leftovers(topics, nowMs);
  if (left.length === 0) return null;
  const names = `${left.slice(0, 3).join(", ")}${left.length > 3 ? ", ..." : ""}`;
  return `${left.length} topics of former runs were never removed (${names}); remove them with kafka-topics --delete`;
}
