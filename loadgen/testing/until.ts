import { setTimeout as delay } from "node:timers/promises";

/** Looks every millisecond whether `done`; throws after 8 s. */
export async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 8_000; !done(); await delay(1)) if (Date.now() > end) throw new Error("not in time");
}
