import type { DiffLine } from "./contract.ts";

/** Lengths of the longest common subsequence of every two rests of the lines. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      rows[i]![j] = before[i] === after[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}

const linesOf = (text: string): string[] => {
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

/** The lines of two texts as one list: those of both, those that go, and those that come, with as few changes as can be. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  const common = commonLengths(old, next);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      lines.push({ kind: "same", text: old[i]! });
      i++;
      j++;
    } else if (i < old.length && (j === next.length || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ kind: "removed", text: old[i++]! });
    } else {
      lines.push({ kind: "added", text: next[j++]! });
    }
  }
  return lines;
}

/** A diff with only so many unchanged lines around each change; the others are counted. */
export function around(lines: readonly DiffLine[], context: number): DiffLine[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== "same"),
  );
  const kept: DiffLine[] = [];
  let skipped = 0;
  const close = (): void => {
    if (skipped > 0) kept.push({ kind: "left out", text: `${skipped} ${skipped === 1 ? "line" : "lines"} as before` });
    skipped = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (!near[at]) {
      skipped++;
      continue;
    }
    close();
    kept.push(line);
  }
  close();
  return kept;
}
