/**
 * The middle one of the values in order, or the mean of the middle two.
 * @throws Error if there is none
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("no value, so no median");
  return (lower + upper) / 2;
}
