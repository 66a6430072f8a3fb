/** Products of decimal factors such as 1.1 x 10^9 may be a few bits too large; that must not cost a whole unit. */
const tolerance = 1e-12;

/** The smallest multiple of `step` that is not below `value`, and at least one step. */
export const roundUp = (value: number, step: number): number =>
  Math.max(1, Math.ceil((value / step) * (1 - tolerance))) * step;

/** True for a part of a limit that is within it; a sum that is above its limit by rounding alone is not beyond it. */
export const keepsLimit = (part: number): boolean => part <= 1 + 1e-9;
