import type { SizeShare } from "./messages.ts";
import { MAX_RECORDS } from "./stamp.ts";

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Sizes of messages in a fixed, well-mixed order: message `i` takes the size at which the shares, added up from the
 * smallest size on, reach the fraction of `phase` + i x the golden ratio. Of any run of messages each size has its
 * share to within a message or two (the sequence is of low discrepancy). Phase 0 begins with the smallest size.
 */
export function sizeOrder(sizes: readonly SizeShare[], phase: number): (i: number) => number {
  const ascending = [...sizes].sort((a, b) => a.bytes - b.bytes);
  const ends = runningSums(ascending.map(({ share }) => share));
  const total = ends.at(-1)!;
  return (i) => {
    const at = ((phase + i * GOLDEN) % 1) * total;
    return ascending[ends.findIndex((end) => at < end)]!.bytes;
  };
}

/** Phases that are tried for an order that begins small. */
const CANDIDATES = 128;

/**
 * Phases of orders between whose beginnings the mean lies, whatever their length: one that begins with the largest
 * size, one that goes above the mean as late as the sequence allows, and `between` others.
 */
export function phasesAround(sizes: readonly SizeShare[], between: number): number[] {
  const mean = sizes.reduce((sum, { bytes, share }) => sum + bytes * share, 0);
  const candidates = Array.from({ length: CANDIDATES }, (_, i) => i / CANDIDATES);
  const excesses = candidates.map((phase) => {
    const order = sizeOrder(sizes, phase);
    let [excess, most] = [0, 0];
    for (let i = 0; i < MAX_RECORDS; i++) {
      excess += order(i) - mean;
      most = Math.max(most, excess);
    }
    return most;
  });
  const small = candidates[excesses.indexOf(Math.min(...excesses))]!;
  return [1 - Number.EPSILON, small, ...Array.from({ length: between }, (_, i) => (i + 1) / (between + 1))];
}

/** The sum of the first value, of the first two, and so on. */
export function runningSums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
