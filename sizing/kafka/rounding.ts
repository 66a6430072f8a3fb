/** Products of decimal factors such as 1.1 x 10^9 may be a few bits too large; that must not cost a whole unit. */
const tolerance = 1e-12;

/** The smallest multiple of `step` that is not below `value`, and at least one step. */
export const roundUp = (value: number, step: number): number =>
  Math.max(1, Math.ceil((value / step) * (1 - tolerance))) * step;
