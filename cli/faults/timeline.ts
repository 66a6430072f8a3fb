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

/** The network that all nodes share, narrowed from one time to another. */
export interface NarrowedNetwork {
  readonly action: "narrow";
  readonly bytesPerSecond: number;
  readonly at: number;
  readonly until: number | null;
}

export type Harm = PlannedFault | NarrowedNetwork;

/** As people say it: `broker 2`, `network`. */
const subjectOf = (harmed: Harm | Statement): string => ("node" in harmed ? nodeText(harmed.node) : "network");

/**
 * Joins statements to faults: a `restart` after a `kill` or a `stop` of the same node, and a `resume` after its
 * `pause`, and `widen network`, are their ends. A `restart` of a node that runs is a fault by itself.
 * @throws Problem PLM-FAULT-003 for a time outside the run, -004 for faults of one node that overlap, -005 for an end
 * of what was not begun
 */
export function timeline(statements: readonly TimedStatement[], runSeconds: number): Harm[] {
  const faults: Harm[] = [];
  for (const { at, statement, where } of statements.toSorted((a, b) => a.at - b.at)) {
    const subject = subjectOf(statement);
    requireWithin(at, runSeconds, where);
    const last = faults.findLastIndex((fault) => subjectOf(fault) === subject);
    const before = faults[last];
    const open = before !== undefined && before.until === null ? before : null;
    if (before?.until != null && before.until > at) throw overlapping(before, where);
    if (open && isEndOf(statement, open)) {
      faults[last] = { ...open, until: at };
      continue;
    }
    if (open) throw overlapping(open, where);
    const begun = beginningOf(statement, at);
    if (begun === null) throw nothingToEnd(statement, where);
    if (begun.until !== null && begun.until > at) requireWithin(begun.until, runSeconds, where);
    faults.push(begun);
  }
  return faults;
}

/** The fault that a statement begins; null for one that can only end another. */
function beginningOf(statement: Statement, at: number): Harm | null {
  const until = (forSeconds: number | null) => (forSeconds === null ? null : at + forSeconds);
  switch (statement.action) {
    case "resume":
    case "widen":
      return null;
    case "restart":
      return { action: "restart", node: statement.node, at, until: at };
    case "narrow":
      return { action: "narrow", bytesPerSecond: statement.bytesPerSecond, at, until: until(statement.forSeconds) };
    case "kill":
    case "stop":
    case "pause":
      return { action: statement.action, node: statement.node, at, until: until(statement.forSeconds) };
    default:
      return statement satisfies never;
  }
}

function isEndOf({ action }: Statement, open: Harm): boolean {
  if (open.action === "narrow") return action === "widen";
  return open.action === "pause" ? action === "resume" : action === "restart";
}

function requireWithin(at: number, runSeconds: number, where: string): void {
  if (at >= 0 && at < runSeconds) return;
  throw new Problem(
    "input",
    "PLM-FAULT-003",
    `${where}: ${at} s is not within the ${runSeconds} s that are measured`,
    "let it begin and end earlier, or give a longer --duration",
  );
}

function overlapping(fault: Harm, where: string): Problem {
  return new Problem(
    "input",
    "PLM-FAULT-004",
    `${where}: the \`${fault.action}\` of ${subjectOf(fault)} at ${fault.at} s is not over by then`,
    "let one end before the other begins; faults of different nodes may overlap",
  );
}

function nothingToEnd(statement: Statement, where: string): Problem {
  const text =
    statement.action === "widen"
      ? "the network is to be widened, but nothing has narrowed it"
      : `${subjectOf(statement)} is to be resumed, but nothing has paused it`;
  return new Problem("input", "PLM-FAULT-005", `${where}: ${text}`, "begin the fault before, or leave that out");
}
