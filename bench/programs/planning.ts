import { median } from "../../loadgen/statistics/median.ts";
import { type Plan, plan } from "../../sizing/index.ts";
import type { PlanJob, PlanReport } from "../peers/peer.ts";
import { planningInput } from "../planning-input.ts";
import { ownPeakBytes } from "../process-memory.ts";

function answer({ verdict, totals, choice, refusals }: Plan): string {
  if (verdict === "refused") return `no plan: ${refusals.map(({ code }) => code).join(", ")}`;
  return [
    `${totals.clusters} ${totals.clusters === 1 ? "cluster" : "clusters"}`,
    `${totals.brokers} brokers`,
    ...(choice === null ? [] : [choice.offer]),
  ].join(", ");
}

const job: PlanJob = JSON.parse(process.argv[2]!);
const { workload, inventory, market } = await planningInput(job.files);

function callMs(): number {
  const began = performance.now();
  plan(workload, inventory, market);
  return performance.now() - began;
}

const firstCallMs = callMs();
for (let i = 0; i < job.warmUpCalls; i++) callMs();
const figures = { firstCallMs, callMs: median(Array.from({ length: job.measuredCalls }, callMs)) };
const report: PlanReport = {
  figures: { ...figures, peakBytes: ownPeakBytes() },
  answer: answer(plan(workload, inventory, market)),
};
console.log(JSON.stringify(report));
