import type { Interval } from "../../statistics/interval.ts";
import { percent } from "../figures.ts";

/** A mean with the interval about it: `24,250 msg/s, give or take 31 msg/s (95 % confidence)`. */
export function spreadText({ mean, halfWidth, confidence }: Interval, text: (value: number) => string): string {
  if (halfWidth === null) return text(mean);
  return `${text(mean)}, give or take ${text(halfWidth)} (${percent(confidence)} confidence)`;
}

/** The same where there is little room: `24,250 msg/s ± 31 msg/s`. */
export function shortSpreadText({ mean, halfWidth }: Interval, text: (value: number) => string): string {
  return halfWidth === null ? text(mean) : `${text(mean)} ± ${text(halfWidth)}`;
}
