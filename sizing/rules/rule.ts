import type { Dimension } from "../units/dimensions.ts";

/** Unit of a rule's value; the first four are written as quantities (`1 MB/s`), the others as plain numbers. */
export type RuleUnit =
  | "B/s"
  | "msg/s"
  | "B"
  | "s"
  | "fraction"
  | "count"
  | "factor"
  | "op/s"
  | "CPU-s/M msg"
  | "CPU-s/M batches"
  | "CPU-s/GB";

export const ruleDimension: Partial<Record<RuleUnit, Dimension>> = {
  "B/s": "bytesPerSecond",
  "msg/s": "messagesPerSecond",
  B: "bytes",
  s: "duration",
};

/** A number that the planner follows. A user overrides it under `rules:` in the workload. */
export interface Rule {
  readonly name: string;
  readonly value: number;
  readonly unit: RuleUnit;
  readonly about: string;
  /** Who says so, and as of when. */
  readonly source: string;
}

/** A rule before it has its name: an entry of a table of rules. */
export type RuleEntry = Omit<Rule, "name">;
