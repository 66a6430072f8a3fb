/**
 * The numbers at the marks of a chart over `xs`, beside which `fit` numbers have room: marks that stand closer share one
 * at the first of them, such as `1-3`, and the others have none.
 */
export function markNumbers(marks: readonly number[], xs: readonly number[], fit: number): string[] {
  const room = (xs.at(-1)! - xs[0]!) / fit;
  const numbers: string[] = [];
  for (let first = 0; first < marks.length; ) {
    let end = first + 1;
    while (end < marks.length && marks[end]! - marks[first]! <= room) end++;
    numbers.push(end - first === 1 ? String(first + 1) : `${first + 1}-${end}`);
    while (numbers.length < end) numbers.push("");
    first = end;
  }
  return numbers;
}
