/** Numbers from 0 to below 1 in steps of 2^-53, repeatable: two words of xorshift32 each. */
export function uniform(seed: number): () => number {
  const word = words(seed);
  return () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) * 2 ** -53;
}

/** Words of xorshift32 (Marsaglia 2003), repeatable; signed. */
export function words(seed: number): () => number {
  let x = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x;
  };
}
