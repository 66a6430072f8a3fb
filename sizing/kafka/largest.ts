/** A carried factor may fall short of the true largest one by this part of it. */
export const tolerance = 1e-6;

/** Beyond these a factor is no answer to a question about hardware. */
const [least, most] = [1e-12, 1e12];

export type Largest =
  | { readonly outcome: "bounded"; readonly carried: number; readonly refused: number }
  /** Holds for every factor that is worth asking about. */
  | { readonly outcome: "unlimited"; readonly carried: number }
  /** Holds for none. */
  | { readonly outcome: "never"; readonly refused: number };

/**
 * The largest factor for which `holds`, by bisection: `carried` holds, `refused` does not, and they are no further
 * apart than the tolerance. What holds for a factor must hold for every smaller one; then whatever makes more
 * factors hold never gives a smaller answer, since the factors that are tried do not depend on it. 1 is tried first,
 * so that what holds as it is never comes out below 1.
 */
export function largestFactor(holds: (factor: number) => boolean): Largest {
  const now = holds(1);
  if (now && holds(most)) return { outcome: "unlimited", carried: most };
  if (!now && !holds(least)) return { outcome: "never", refused: least };
  let [carried, refused] = now ? [1, most] : [least, 1];
  while (refused > carried * (1 + tolerance)) {
    const middle = Math.sqrt(carried * refused);
    if (holds(middle)) carried = middle;
    else refused = middle;
  }
  return { outcome: "bounded", carried, refused };
}
