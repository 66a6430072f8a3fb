import type { PlannedFault } from "../../cli/faults/timeline.ts";

/** Kills, stops, pauses and restarts of brokers at random times. */
export interface ChaosWish {
  readonly brokers: number;
  readonly seconds: number;
  readonly seed: number;
}

/** Fewer than the copies of a partition that may be missing before nothing can be written. */
const AT_ONCE = 2;
/** The last of the run is left in peace, so that it ends recovered. */
const REST_SECONDS = 25;
const ACTIONS = ["kill", "kill", "pause", "pause", "stop", "restart"] as const;

/**
 * Random faults for a run: one every 6 to 20 s, each for 2 to 15 s, two brokers at once at most. A broker that was
 * killed has time to come back before it is harmed again. The same seed gives the same plan.
 */
export function chaosPlan({ brokers, seconds, seed }: ChaosWish): PlannedFault[] {
  const random = randomOf(seed);
  const between = (low: number, high: number) => Math.round(10 * (low + random() * (high - low))) / 10;
  const faults: PlannedFault[] = [];
  const freeFrom = Array.from({ length: brokers }, () => 0);
  for (let at = between(3, 8); at < seconds - REST_SECONDS; at += between(6, 20)) {
    const harmed = freeFrom.filter((free) => free > at).length;
    const free = freeFrom.flatMap((from, broker) => (from <= at ? [broker] : []));
    if (harmed >= AT_ONCE || free.length === 0) continue;
    const broker = free[Math.floor(random() * free.length)]!;
    const action = ACTIONS[Math.floor(random() * ACTIONS.length)]!;
    const until = action === "restart" ? at : Math.min(at + between(2, 15), seconds - REST_SECONDS / 2);
    faults.push({ action, node: { kind: "broker", number: broker + 1 }, at, until });
    freeFrom[broker] = until + (action === "pause" ? 5 : 20);
  }
  return faults;
}

/** Numbers from 0 to 1 that a seed fixes (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
