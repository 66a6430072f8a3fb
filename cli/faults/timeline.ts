import { Problem } from "../../sizing/problem.ts";
import { type FaultNode, nodeText, type Statement } from "./statement.ts";

/** A statement and when it is due, in seconds from the start of the measured part. */
export interface TimedStatement {
  readonly at: number;
  readonly statement: Statement;
  /** Where it was written, for messages. */
  readonly where: string;
}

/** Harm to a node from one time to another; null where nobody takes it back before the end of the run. */
export interface PlannedFault {
  readonly action: "kill" | "stop" | "pause" | "restart";
  readonly node: FaultNode;
  readonly at: number;
  readonly until: number | null;
}

/**
 * Joins statements to faults: a `restart` after a `kill` or a `stop` of the same node, and a `resume` after its
 * `pause`, are their ends. A `restart` of a node that runs is a fault by itself.
 * @throws Problem PLM-FAULT-003 for a time outside the run, -004 for faults of one node that overlap, -005 for an end
 * of what was not begun
 */
export function timeline(statements: readonly TimedStatement[], runSeconds: number): PlannedFault[] {
  const faults: PlannedFault[] = [];
  for (const { at, statement, where } of statements.toSorted((a, b) => a.at - b.at)) {
    const { node } = statement;
    requireWithin(at, runSeconds, where);
    const last = faults.findLastIndex((fault) => nodeText(fault.node) === nodeText(node));
    const before = faults[last];
    const open = before !== undefined && before.until === null ? before : null;
    if (before?.until != null && before.until > at) throw overlapping(before, node, where);
    if (isEndOf(statement, open)) {
      faults[last] = { ...open, until: at };
      continue;
    }
    if (open) throw overlapping(open, node, where);
    if (statement.action === "resume")
      throw new Problem(
        "input",
        "PLM-FAULT-005",
        `${where}: ${nodeText(node)} is to be resumed, but nothing has paused it`,
        `pause it before, or leave that out`,
      );
    if (statement.action === "restart") {
      faults.push({ action: "restart", node, at, until: at });
      continue;
    }
    const { action, forSeconds } = statement;
    const until = forSeconds === null ? null : at + forSeconds;
    if (until !== null) requireWithin(until, runSeconds, where);
    faults.push({ action, node, at, until });
  }
  return faults;
}

function isEndOf({ action }: Statement, open: PlannedFault | null): open is PlannedFault {
  if (!open) return false;
  return open.action === "pause" ? action === "resume" : action === "restart";
}

function requireWithin(at: number, runSeconds: number, where: string): void {
  if (at < runSeconds) return;
  throw new Problem(
    "input",
    "PLM-FAULT-003",
    `${where}: ${at} s is not within the ${runSeconds} s that are measured`,
    "let it begin and end earlier, or give a longer --duration",
  );
}

function overlapping({ action, at }: PlannedFault, node: FaultNode, where: string): Problem {
  return new Problem(
    "input",
    "PLM-FAULT-004",
    `${where}: the \`${action}\` of ${nodeText(node)} at ${at} s is not over by then`,
    "let one end before the other begins; faults of different nodes may overlap",
  );
}
