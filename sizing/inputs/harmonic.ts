/** Terms of the sum that are added one by one; the rest is an integral, exact to a part in a million from there. */
const exactTerms = 1000;

/** The generalised harmonic number: the sum of 1 / k^exponent for k up to `terms`. */
export function harmonic(terms: number, exponent: number): number {
  let sum = 0;
  const exact = Math.min(terms, exactTerms);
  for (let k = 1; k <= exact; k++) sum += k ** -exponent;
  if (terms <= exactTerms) return sum;
  const [from, to] = [exact + 0.5, terms + 0.5];
  return exponent === 1
    ? sum + Math.log(to / from)
    : sum + (to ** (1 - exponent) - from ** (1 - exponent)) / (1 - exponent);
}
