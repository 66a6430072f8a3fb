/** Compares versions such as `3.246.0`, with or without a `v`; what follows the third number is left out. */
export function isAtLeast(version: string, least: string): boolean {
  const [a, b] = [numbers(version), numbers(least)];
  for (const [index, wanted] of b.entries()) {
    const found = a[index] ?? -1;
    if (found !== wanted) return found > wanted;
  }
  return a.length > 0;
}

function numbers(version: string): number[] {
  const [, ...parts] = version.match(/^v?(\d+)\.(\d+)\.(\d+)/) ?? [];
  return parts.map(Number);
}
