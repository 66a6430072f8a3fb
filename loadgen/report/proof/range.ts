/** The least and the most of some values, whatever their number; the most is 0 for none. */
export function range(values: readonly number[]): { least: number; most: number } {
  return {
    least: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    most: values.reduce((a, b) => Math.max(a, b), 0),
  };
}
