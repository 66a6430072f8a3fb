import type { FindMax } from "../../loadgen/index.ts";
import { mean } from "../../loadgen/statistics/interval.ts";

/** Furthest apart that repeats of a search may be, as a part of their mean. */
const AGREED = 0.05;
/** Part of the network's width below which a search has not found the network: headers take a few hundredths. */
const LEAST_OF_WIDTH = 0.9;

/** Whether repeats of a search agree with each other, and with the bytes/s that the network leaves to producers. */
export function repeatable(results: readonly FindMax[], widthBytesPerSecond: number): { good: boolean; text: string } {
  const rates = results.flatMap((result) => (result.verdict === "found" ? [result.bytesPerSecond] : []));
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB/s`;
  const invalid = results.flatMap((result) => (result.verdict === "invalid" ? [result.why] : []));
  if (rates.length === 0 || rates.length < results.length)
    return {
      good: false,
      text: `FAIL: ${rates.length} of ${results.length} searches found a rate; ${invalid.join("; ")}`,
    };
  const centre = mean(rates);
  const spread = (Math.max(...rates) - Math.min(...rates)) / centre;
  const ofWidth = centre / widthBytesPerSecond;
  const good = spread <= AGREED && ofWidth >= LEAST_OF_WIDTH && ofWidth <= 1;
  const text =
    `${good ? "PASS" : "FAIL"}: ${rates.map(mb).join(", ")}; ${(100 * spread).toFixed(1)} % of their mean apart, ` +
    `which is ${(100 * ofWidth).toFixed(1)} % of the ${mb(widthBytesPerSecond)} that the network leaves to producers`;
  return { good, text };
}
