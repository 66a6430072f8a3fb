import type { CaseResult } from "./case-result.ts";
import type { FigureName } from "./figures.ts";

type Bound = { readonly atLeast: number } | { readonly atMost: number };

/** What is aimed at: a ratio to the best of some peers in the same rounds, or a limit by itself. */
export type Target =
  | {
      readonly kind: "ratio";
      readonly case: string;
      readonly figure: FigureName;
      readonly peer: string;
      readonly against: readonly string[];
      readonly bound: Bound;
    }
  | {
      readonly kind: "limit";
      readonly case: string;
      readonly figure: FigureName;
      readonly peer: string;
      readonly bound: Bound;
    };

/** A target with what was reached. */
export interface JudgedTarget {
  readonly target: Target;
  /** The ratio of the medians, or the median. */
  readonly value: number;
  /** The peer that it was held against; null for a limit. */
  readonly against: string | null;
  readonly outcome: "met" | "missed";
}

/** Judges the targets of those cases that were measured, where a peer to hold against took part. A target that is missed is a result, not an error. */
export function judge(targets: readonly Target[], cases: readonly CaseResult[]): JudgedTarget[] {
  return targets.flatMap((target): JudgedTarget[] => {
    const result = cases.find(({ id }) => id === target.case);
    if (result === undefined) return [];
    const own = medianOf(result, target.peer, target.figure);
    const tookPart = new Set(result.summary.map(({ peer }) => peer));
    if (target.kind === "limit") return [{ target, value: own, against: null, outcome: outcome(target.bound, own) }];
    const [hardest] = target.against
      .filter((against) => tookPart.has(against))
      .map((against) => ({ against, value: own / medianOf(result, against, target.figure) }))
      .sort((a, b) => ("atLeast" in target.bound ? a.value - b.value : b.value - a.value));
    if (hardest === undefined) return [];
    return [{ target, ...hardest, outcome: outcome(target.bound, hardest.value) }];
  });
}

function medianOf({ id, summary }: CaseResult, peer: string, figure: FigureName): number {
  const value = summary.find((row) => row.peer === peer)?.medians[figure];
  if (value === undefined) throw new Error(`${id}: no ${figure} of ${peer}`);
  return value;
}

function outcome(bound: Bound, value: number): JudgedTarget["outcome"] {
  const holds = "atLeast" in bound ? value >= bound.atLeast : value <= bound.atMost;
  return holds ? "met" : "missed";
}
