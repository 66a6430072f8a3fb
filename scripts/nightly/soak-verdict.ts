import type { AuditResult } from "../../loadgen/proof/audit-result.ts";
import { mean } from "../../loadgen/statistics/interval.ts";
import { trendOf } from "../../loadgen/statistics/trend.ts";

/** What a soak found. */
export interface SoakEvidence {
  readonly audit: Pick<AuditResult, "clean" | "acknowledged" | "lost">;
  readonly heldBytesPerSecond: number;
  readonly wantedBytesPerSecond: number;
  /** Bytes in use, a reading every second. */
  readonly resident: readonly number[];
}

const MOST_BYTES = 300e6;
/** Growth over the second half that is still called flat: what garbage collection leaves from one time to the next. */
const FLAT = 0.1;
/** Seconds in a reading of the trend: the teeth of the garbage collector's saw are averaged away. */
const WINDOW = 10;

/** Whether memory stayed under 300 MB and flat over the second half, the rate was held and nothing was lost. */
export function soakVerdict({ audit, heldBytesPerSecond, wantedBytesPerSecond, resident }: SoakEvidence): {
  good: boolean;
  text: string;
} {
  const peak = resident.reduce((most, bytes) => Math.max(most, bytes), 0);
  const later = resident.slice(Math.floor(resident.length / 2));
  const windows = Array.from({ length: Math.floor(later.length / WINDOW) }, (_, at) =>
    mean(later.slice(at * WINDOW, (at + 1) * WINDOW)),
  );
  const { slope, significant } = trendOf(windows);
  const growth = windows.length > 0 ? (slope * windows.length) / mean(windows) : 0;
  const flat = !(significant && growth > FLAT);
  const held = heldBytesPerSecond >= 0.99 * wantedBytesPerSecond;
  const good = audit.clean && held && flat && peak > 0 && peak <= MOST_BYTES;
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  const text =
    `${good ? "PASS" : "FAIL"}: ${mb(heldBytesPerSecond)}/s held of ${mb(wantedBytesPerSecond)}/s, ` +
    `${audit.acknowledged} messages acknowledged, ${audit.lost} lost; memory at most ${mb(peak)} of ${mb(MOST_BYTES)}, ` +
    `${flat ? "flat" : "growing"} over the second half (${(100 * growth).toFixed(1)} %)`;
  return { good, text };
}
