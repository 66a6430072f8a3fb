/** The means of `size` values each, in their order; what fills no batch at the end is left out. */
export function batchMeans(values: readonly number[], size: number): number[] {
  const means: number[] = [];
  for (let at = 0; at + size <= values.length; at += size) {
    let sum = 0;
    for (let i = at; i < at + size; i++) sum += values[i]!;
    means.push(sum / size);
  }
  return means;
}
