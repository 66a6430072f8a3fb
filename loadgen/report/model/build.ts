import { formatBytes, formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { Mark } from "../../proof/mark.ts";
import type { Proof } from "../../proof/proof.ts";
import { count, messageRate, milliseconds, percent, seconds } from "../figures.ts";
import { markPart } from "../mark/part.ts";
import { planParts } from "../plan/part.ts";
import { money } from "../plan-figures.ts";
import { proofParts } from "../proof/part.ts";
import { fullestOf, markVerdict, planVerdict, proofVerdict, resourceTitles } from "../verdict.ts";
import type { Fact } from "./block.ts";
import type { ReportModel } from "./report.ts";

/** What a report is made of; the later parts are left out where they were not run. */
export interface ReportParts {
  readonly plan: Plan;
  readonly proof?: Proof;
  readonly mark?: Mark;
}

/** The report of a plan, with the proof and the mark where there are any. The same parts give the same report. */
export function reportOf({ plan, proof, mark }: ReportParts): ReportModel {
  const planned = planVerdict(plan);
  return {
    schema: "plimsoll/report@1",
    subject: proof ? "proof" : "plan",
    name: plan.name,
    title: `${plan.name}: ${proof ? "plan and proof" : "plan"}`,
    verdict: proof ? proofVerdict(proof) : planned,
    besides: [
      proof
        ? { part: "plan", sentence: planned.sentence }
        : { part: null, sentence: "Not proven: no load has been run against this plan." },
      ...(mark ? [{ part: "mark", sentence: markVerdict(mark).sentence }] : []),
    ],
    highlights: proof ? proofHighlights(proof) : planHighlights(plan),
    parts: [...(proof ? proofParts(proof) : []), ...planParts(plan), ...(mark ? [markPart(mark)] : [])],
  };
}

function planHighlights(plan: Plan): Fact[] {
  const { totals, cost, clusters } = plan;
  const asked: Fact[] = [
    ["at the peak", messageRate(totals.messagesPerSecond)],
    ["in", formatBytesPerSecond(totals.ingressBytesPerSecond)],
  ];
  if (clusters.length === 0) return asked;
  const { bottleneck } = fullestOf(clusters);
  return [
    ["brokers", count(totals.brokers)],
    ...(totals.clusters > 1 ? [["clusters", count(totals.clusters)] as const] : []),
    ...asked,
    ["out", formatBytesPerSecond(totals.egressBytesPerSecond)],
    ["stored, all replicas", formatBytes(totals.storageBytes)],
    [`fullest: ${resourceTitles[bottleneck.resource]}`, percent(bottleneck.utilisation)],
    ...(cost === null ? [] : [["a month", `${money(cost.perMonth)} ${cost.currency}`] as const]),
  ];
}

function proofHighlights({ produce, audit, faults }: Proof): Fact[] {
  return [
    ["held", messageRate(produce.messagesPerSecond)],
    ["99 % acknowledged in", produce.latency.count > 0 ? milliseconds(produce.latency.p99) : "none"],
    ["lost", `${count(audit.lost)} of ${count(audit.acknowledged)}`],
    ["repeated", count(audit.repeated)],
    ...recoveryFact(faults),
  ];
}

/** The slowest recovery: one that did not come about by the end is slower than any. */
function recoveryFact(faults: Proof["faults"]): Fact[] {
  if (faults.length === 0) return [];
  const slowest = Math.max(...faults.map(({ recoverySeconds }) => recoverySeconds ?? Number.POSITIVE_INFINITY));
  const of = faults.length === 1 ? "recovered in" : `slowest of ${faults.length} recoveries`;
  return [[of, Number.isFinite(slowest) ? seconds(slowest) : "not recovered"]];
}
