import { calibrated } from "../../sizing/calibration/calibration.ts";
import { rules } from "../../sizing/rules/limits.ts";
import { type Counted, type Point, workOf } from "./point.ts";

/** What the generator and a reader take beside a broker on a small machine. */
const MOST_MESSAGES = 400_000;
/** Written on all replicas: what any disk takes for some seconds. */
const MOST_WRITTEN_BYTES = 150e6;

/**
 * Messages/s of a point that keep the brokers `cores` busy together by the planner's default costs: a guess that need
 * not be right, since the CPU time is measured.
 */
export function rateFor(point: Point, messagesPerBatch: number, cores: number): number {
  const { messageBytes, readers, replication } = point;
  const one: Counted = { messages: 1, messagesPerBatch, readBytes: readers * messageBytes };
  const work = workOf(point, one);
  const cpuSeconds = calibrated.reduce((sum, cost) => sum + (work[cost] ?? 0) * rules[cost].value, 0);
  return Math.min(cores / cpuSeconds, MOST_MESSAGES, MOST_WRITTEN_BYTES / (messageBytes * replication));
}
