/** Sweeps after which a fit that still moves is given up; far more than well-posed ones take. */
const MOST_SWEEPS = 100_000;
const STILL = 1e-12;

/**
 * The non-negative coefficients that come nearest to `targets` in the sum of squares: one row of `rows` for each
 * target, one coefficient for each column. Coordinate descent (Franc, Hlavac and Navara, 2005): each step sets one
 * coefficient to its best value with the others held, or to zero. A column of zeros gets zero.
 */
export function nonNegative(rows: readonly (readonly number[])[], targets: readonly number[]): number[] {
  const columns = rows[0]?.length ?? 0;
  const dot = (a: (row: number) => number, b: (row: number) => number) =>
    rows.reduce((sum, _, row) => sum + a(row) * b(row), 0);
  const gram = Array.from({ length: columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      dot(
        (row) => rows[row]![i]!,
        (row) => rows[row]![j]!,
      ),
    ),
  );
  const gradient = Array.from(
    { length: columns },
    (_, i) =>
      -dot(
        (row) => rows[row]![i]!,
        (row) => targets[row]!,
      ),
  );
  const found = new Array<number>(columns).fill(0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    for (let i = 0; i < columns; i++) {
      const own = gram[i]![i]!;
      if (own === 0) continue;
      const next = Math.max(0, found[i]! - gradient[i]! / own);
      const step = next - found[i]!;
      if (step === 0) continue;
      found[i] = next;
      for (let j = 0; j < columns; j++) gradient[j]! += step * gram[j]![i]!;
      moved = Math.max(moved, Math.abs(step) * Math.sqrt(own));
    }
    if (moved < STILL) break;
  }
  return found;
}
