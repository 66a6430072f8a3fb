import { harmonic } from "../../sizing/inputs/harmonic.ts";

/** With this exponent the most frequent key of a Zipf distribution has all messages but one in a million. */
const MOST = 20;
const HALVINGS = 50;

/**
 * The exponent of the Zipf distribution over `count` keys whose most frequent key has the part `share` of all messages;
 * 0 where that is no more than an even share.
 */
export function skewFor(share: number, count: number): number {
  let [low, high] = [0, MOST];
  if (share * count <= 1) return 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (1 / harmonic(count, middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
