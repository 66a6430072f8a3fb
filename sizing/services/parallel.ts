import { type Derived, derive } from "../derivation.ts";
import { inBytes, type Rate } from "../inputs/rate.ts";
import { roundUp } from "../kafka/rounding.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rule } from "../rules/rule.ts";
import type { ServiceKind } from "./hosts.ts";
import { codeOf } from "./shortage.ts";
import type { Traffic } from "./traffic.ts";

/** Tasks, slots or agents that a load takes, and what one of them does in bytes per second. */
export interface Parallel {
  readonly count: Derived;
  readonly bytesPerSecondEach: number;
}

/**
 * How many `units` a load takes when each does `written` (as the user wrote it at `key`), else what the rule says.
 * A rule in messages counts the job's own messages.
 */
export function parallelFor(
  units: string,
  workBytesPerSecond: Derived,
  traffic: Traffic,
  written: { readonly rate: Rate | undefined; readonly key: string },
  rule: Rule,
): Parallel {
  const ruleBytes = rule.unit === "msg/s" ? rule.value * traffic.messageBytes : rule.value;
  const bytesPerSecondEach = written.rate === undefined ? ruleBytes : inBytes(written.rate, traffic.messageBytes);
  const basis = written.rate === undefined ? rule : { name: "given", source: `workload: ${written.key}` };
  const count = derive(
    units,
    "work / work that one does, rounded up",
    basis,
    { workBytesPerSecond: workBytesPerSecond.value, bytesPerSecondEach },
    (inputs) => roundUp(inputs.workBytesPerSecond / inputs.bytesPerSecondEach, 1),
  );
  return { count, bytesPerSecondEach };
}

/** Kafka and most sources give each partition (or table) to one reader only: a refusal when more readers are needed. */
export function beyondLimit(
  kind: ServiceKind,
  job: string,
  units: string,
  needed: number,
  limit: { readonly of: string; readonly value: number | null },
): Refusal[] {
  if (limit.value === null || needed <= limit.value) return [];
  return [
    {
      code: codeOf(kind, "010"),
      resource: units,
      needed,
      available: limit.value,
      unit: units,
      remedy: `${job}: have ${needed} ${limit.of}, since each is read by one of the ${units} only, or faster ${units}`,
    },
  ];
}
