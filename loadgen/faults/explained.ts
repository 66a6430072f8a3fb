import type { FaultReport } from "../proof/fault-report.ts";
import type { Proof } from "../proof/proof.ts";
import { nextBegan } from "./fault.ts";

/** After a recovery connections and leaders may still move for so long. */
const AFTERMATH_SECONDS = 15;

/** The events of a run that no fault explains: none was felt or lasted at the time, nor shortly before. */
export function unexplained({ events, faults }: Pick<Proof, "events" | "faults">): Proof["events"] {
  const spans = faults.flatMap((fault) => spanOf(fault, faults));
  return events.filter(({ t }) => !spans.some(([from, to]) => t >= from - 0.1 && t <= to + AFTERMATH_SECONDS));
}

/** From when to when a fault explains what happens; none where it never began. */
function spanOf({ began, ended, recovered }: FaultReport, all: readonly FaultReport[]): [from: number, to: number][] {
  if (began === null) return [];
  // Not taken back: it lasts to the end. Not recovered from before the next one: that one explains what follows.
  return [[began, Math.max(ended ?? Infinity, recovered ?? nextBegan(all, began))]];
}
