/** A carried factor may fall short of the true largest one by this part of it. */
export const tolerance = 1e-6;

const step = Math.log1p(tolerance);
/** The factors that are tried are powers of 1 + tolerance, 1 itself among them, up to a million million. */
const factorAt = (power: number): number => Math.exp(power * step);
const powerOf = (factor: number): number => Math.round(Math.log(factor) / step);
const last = powerOf(1e12);

export type Largest =
  | { readonly outcome: "bounded"; readonly carried: number; readonly refused: number }
  /** Holds for every factor that is worth asking about. */
  | { readonly outcome: "unlimited"; readonly carried: number }
  /** Holds for none. */
  | { readonly outcome: "never"; readonly refused: number };

/**
 * The largest factor for which `holds`, to the tolerance: `carried` holds, the next factor, `refused`, does not.
 * What holds for a factor must hold for every smaller one. The answer does not depend on the `guess`, which only makes
 * it faster: the search goes from there in growing strides until it has passed the edge, and then halves the stretch.
 */
export function largestFactor(holds: (factor: number) => boolean, guess = 1): Largest {
  const holdsAt = (power: number) => holds(factorAt(power));
  const within = (power: number) => Math.max(-last, Math.min(last, power));
  let near = within(powerOf(guess));
  const up = holdsAt(near);
  const way = up ? 1 : -1;
  let stride = 1;
  let far = within(near + way);
  while (holdsAt(far) === up) {
    if (far === way * last) {
      return up ? { outcome: "unlimited", carried: factorAt(far) } : { outcome: "never", refused: factorAt(far) };
    }
    stride *= 2;
    near = far;
    far = within(near + way * stride);
  }
  let [low, high] = up ? [near, far] : [far, near];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holdsAt(middle)) low = middle;
    else high = middle;
  }
  return { outcome: "bounded", carried: factorAt(low), refused: factorAt(high) };
}
