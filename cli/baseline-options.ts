import type { ProveOptions } from "../loadgen/index.ts";
import { Problem } from "../sizing/problem.ts";

/** The options that compare a run with an earlier one. */
export type BaselineOptions = {
  readonly baseline?: string;
  readonly tolerance: number;
};

/**
 * The part that `--tolerance` names, such as `20%` or `0.2`.
 * @throws Problem PLM-CLI-002
 */
export function parseTolerance(text: string): number {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = Number(digits) / (percent === "%" ? 100 : 1);
  if (value >= 0 && value <= 10) return value;
  throw new Problem(
    "input",
    "PLM-CLI-002",
    `--tolerance \`${text}\` is no part of a figure`,
    "write for example `20%`",
  );
}

/** The earlier run that is asked for, read before anything is loaded. */
export async function baselineOf({ baseline, tolerance }: BaselineOptions): Promise<ProveOptions["baseline"]> {
  if (baseline === undefined) return undefined;
  const { readBaseline } = await import("../loadgen/baseline/read.ts");
  return { proof: await readBaseline(baseline), tolerance };
}
