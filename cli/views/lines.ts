import { wrap } from "../../loadgen/report/text.ts";

/** Columns that every line of a view keeps to, where a narrower screen does not ask for fewer. */
export const width = 80;

const label = 12;

/** A named value as lines; what follows the first stands under the value. */
export function field(name: string, text: string, mostLines = 3, columns = width): string[] {
  return wrap(text, columns - label - 2, mostLines).map((line, i) =>
    `  ${(i === 0 ? name : "").padEnd(label)}${line}`.trimEnd(),
  );
}

/** Text as lines from the edge. */
export function wrapped(text: string, mostLines = 2, columns = width): string[] {
  return wrap(text, columns, mostLines);
}

/** Text as lines that stand in by two columns. */
export function indented(text: string, mostLines = 6, columns = width): string[] {
  return wrap(text, columns - 2, mostLines).map((line) => `  ${line}`);
}

/** A text cut to so many columns in its middle, since names tell apart by their ends. */
export function cut(text: string, columns: number): string {
  const [line] = wrap(text, text.length + 1, 1) as [string];
  if (line.length <= columns) return line;
  const tail = Math.floor((columns - 1) / 2);
  return `${line.slice(0, columns - 1 - tail)}…${tail === 0 ? "" : line.slice(-tail)}`;
}
