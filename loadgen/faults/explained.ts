import type { FaultReport } from "../proof/fault-report.ts";
import type { Proof } from "../proof/proof.ts";
import type { EventKind } from "../proof/run-event.ts";
import { nextBegan } from "./fault.ts";

/** After a recovery connections may still be lost and made for so long. */
const AFTERMATH_SECONDS = 15;
/**
 * A broker that is back leads nothing until the controller gives back what it prefers it to lead: it looks every five
 * minutes (leader.imbalance.check.interval.seconds, 300 by default).
 */
const LEADERS_SECONDS = 300 + AFTERMATH_SECONDS;
/** What the run itself does. */
const OWN: ReadonlySet<EventKind> = new Set(["fault", "consumers-restarted", "stopped-early"]);

/** The events of a run that it has not made and no fault explains: none was felt or lasted at the time, nor shortly before. */
export function unexplained({ events, faults }: Pick<Proof, "events" | "faults">): Proof["events"] {
  const spans = faults.flatMap((fault) => spanOf(fault, faults));
  return events.filter(({ t, kind }) => {
    const aftermath = kind === "leader-moved" ? LEADERS_SECONDS : AFTERMATH_SECONDS;
    return !OWN.has(kind) && !spans.some(([from, to]) => t >= from - 0.1 && t <= to + aftermath);
  });
}

/** From when to when a fault explains what happens; none where it never began. */
function spanOf({ began, ended, recovered }: FaultReport, all: readonly FaultReport[]): [from: number, to: number][] {
  if (began === null) return [];
  // Not taken back: it lasts to the end. Not recovered from before the next one: that one explains what follows.
  return [[began, Math.max(ended ?? Infinity, recovered ?? nextBegan(all, began))]];
}
