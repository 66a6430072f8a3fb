/**
 * The two-sided quantile of Student's t distribution: the multiple of the standard error that `confidence` of all
 * means lie within, with so many degrees of freedom. By Hill, Algorithm 396, Communications of the ACM 13 (1970);
 * exact for one and two degrees of freedom, else to some six digits.
 */
export function studentQuantile(confidence: number, degrees: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence of ${confidence}; it is between 0 and 1`);
  if (!(degrees >= 1)) throw new RangeError(`${degrees} degrees of freedom; at least 1 is needed`);
  const outside = 1 - confidence;
  if (degrees === 1) return 1 / Math.tan((outside * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (outside * (2 - outside)) - 2);
  const a = 1 / (degrees - 0.5);
  const b = 48 / a ** 2;
  let c = ((20700 * a) / b - 98) * a - 16;
  c = c * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * degrees;
  let y = (d * outside) ** (2 / degrees);
  if (y > 0.05 + a) {
    const x = normalQuantile(1 - outside / 2);
    y = x ** 2;
    if (degrees < 5) c += 0.3 * (degrees - 4.5) * (x + 0.6);
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x;
    y = Math.expm1(a * y ** 2);
  } else {
    const tail = ((degrees + 6) / (degrees * y) - 0.089 * d - 0.822) * (degrees + 2) * 3;
    y = ((1 / tail + 0.5 / (degrees + 4)) * y - 1) * ((degrees + 1) / (degrees + 2)) + 1 / y;
  }
  return Math.sqrt(degrees * y);
}

/**
 * The quantile of the standard normal distribution, by Acklam's rational approximation (2003), to 1.2e-9 of itself.
 * `probability` is between 0.02425 and 0.97575, or in the tails beyond.
 */
export function normalQuantile(probability: number): number {
  const tail = 0.02425;
  if (probability < tail) return -upper(probability);
  if (probability > 1 - tail) return upper(1 - probability);
  const q = probability - 0.5;
  const r = q * q;
  const above =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return above / below;
}

/** How far out the upper tail of that probability begins. */
function upper(probability: number): number {
  const q = Math.sqrt(-2 * Math.log(probability));
  const above =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
  return -above / below;
}
