import { parseSeconds } from "./options.ts";

/** How long a load warms up before it is measured. */
export interface WarmUp {
  warmupSeconds: number;
  /** Until the latency is steady, but no longer; undefined where the time was told. */
  mostWarmupSeconds?: number | undefined;
}

/** Kafka's brokers and their JVM compile what they are busy with in the first seconds. */
export const autoWarmUp: WarmUp = { warmupSeconds: 5, mostWarmupSeconds: 60 };

/**
 * What `--warmup` says: a time, or `auto`.
 * @throws Problem PLM-UNIT-001 or PLM-CLI-002
 */
export function parseWarmUp(text: string): WarmUp {
  return text === "auto" ? autoWarmUp : { warmupSeconds: parseSeconds(text, "--warmup", 0) };
}
