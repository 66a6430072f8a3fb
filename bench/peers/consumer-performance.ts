import type { ConsumeReport } from "./peer.ts";

/**
 * Reads what kafka-consumer-perf-test prints: a line of column names and one of values.
 * @throws Error if a column is missing
 */
export function parseConsumerPerformance(output: string): ConsumeReport {
  const lines = output.split("\n").map((line) => line.split(",").map((cell) => cell.trim()));
  const at = lines.findIndex((cells) => cells.includes("fetch.time.ms"));
  const value = (column: string): number => {
    const cell = lines[at + 1]?.[lines[at]?.indexOf(column) ?? -1];
    if (cell === undefined || !/^\d+$/.test(cell))
      throw new Error(`no ${column} in what the tool printed: ${output.slice(-300)}`);
    return Number(cell);
  };
  return { messages: value("data.consumed.in.nMsg"), seconds: value("fetch.time.ms") / 1000 };
}
