import { Problem } from "../../sizing/problem.ts";
import { type Piece, type Profile, peakOf } from "./profile.ts";

const remedy = "write rows of `seconds,rate`: when, counted from any moment and rising, and messages/s from then on";

/**
 * Reads recorded rates: CSV with a row `seconds,rate` for each change (a head line and empty lines are left out), or
 * JSON with an array of `[seconds, rate]` or `{ "seconds", "rate" }`. Each rate holds until the next row; the last for
 * as long as the one before it.
 * @throws Problem PLM-LOAD-031 with the line or the place in the array
 */
export function readRecorded(text: string, file: string): Profile {
  const rows = /^\s*\[/.test(text) ? jsonRows(text, file) : csvRows(text, file);
  if (rows.length < 2) throw bad(file, `has ${rows.length} rows; a rate needs at least two`);
  const pieces = rows.map((row, i): Piece => {
    const end = rows[i + 1]?.seconds ?? 2 * row.seconds - rows[i - 1]!.seconds;
    if (!(end > row.seconds)) throw bad(rows[i + 1]!.where, `is at ${end} s, not after ${row.seconds} s`);
    return { seconds: end - row.seconds, from: row.rate, to: row.rate };
  });
  if (peakOf(pieces) === 0) throw bad(file, "has no rate above 0");
  return pieces;
}

interface Row {
  where: string;
  seconds: number;
  rate: number;
}

function csvRows(text: string, file: string): Row[] {
  const rows: Row[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
    const isHead = rows.length === 0 && cells.every((cell) => /^[a-z_ /]+$/i.test(cell));
    if (line.trim() === "" || isHead) continue;
    rows.push(rowOf(`${file}, line ${at + 1}`, cells.map(numberOf)));
  }
  return rows;
}

function jsonRows(text: string, file: string): Row[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw bad(file, `is no JSON: ${(error as Error).message}`);
  }
  return (data as unknown[]).map((row, at) => {
    const { seconds, rate } = (row ?? {}) as { seconds?: unknown; rate?: unknown };
    return rowOf(`${file}, row ${at + 1}`, Array.isArray(row) ? row : [seconds, rate]);
  });
}

function rowOf(where: string, cells: readonly unknown[]): Row {
  const [seconds, rate] = cells;
  if (cells.length !== 2 || !isAmount(seconds) || !isAmount(rate))
    throw bad(where, `is \`${cells.map(String).join(",")}\`, not two numbers from 0 on`);
  return { where, seconds, rate };
}

const numberOf = (cell: string): unknown => (cell === "" || Number.isNaN(Number(cell)) ? cell : Number(cell));

const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;

function bad(where: string, what: string): Problem {
  return new Problem("input", "PLM-LOAD-031", `${where} ${what}`, remedy);
}
