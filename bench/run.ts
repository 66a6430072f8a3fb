import type { BenchReport } from "./bench-report.ts";
import type { CaseResult } from "./case-result.ts";
import { benchConsume } from "./cases/consume.ts";
import { benchCosts } from "./cases/cost-curves.ts";
import { benchPlanner } from "./cases/planner.ts";
import { benchProduce } from "./cases/produce.ts";
import { benchPulumi } from "./cases/pulumi.ts";
import { benchUp } from "./cases/up.ts";
import { machineFacts } from "./machine-facts.ts";
import type { Section } from "./options.ts";
import { judge } from "./target.ts";
import { targets } from "./targets.ts";
import type { BenchTools } from "./tools.ts";

const benches: Record<Section, (tools: BenchTools) => Promise<CaseResult[]>> = {
  produce: benchProduce,
  consume: benchConsume,
  costs: benchCosts,
  planner: benchPlanner,
  up: benchUp,
  pulumi: benchPulumi,
};

/**
 * Measures what the options ask for, one section after the other.
 * @param keep gets the report after each section, so that one that fails does not take the others with it
 */
export async function run(tools: BenchTools, keep: (report: BenchReport) => Promise<void>): Promise<void> {
  const { rounds, only, cases: named, quick } = tools.options;
  const began = new Date();
  const machine = machineFacts(tools.runtime);
  const cases: CaseResult[] = [];
  for (const [at, section] of only.entries()) {
    cases.push(...(await benches[section](tools)));
    await keep({
      schema: "plimsoll/bench@1",
      startedAt: began.toISOString(),
      seconds: (Date.now() - began.getTime()) / 1000,
      options: { rounds, only: only.slice(0, at + 1), cases: named, quick },
      machine,
      cases: [...cases],
      targets: judge(targets, cases),
    });
  }
}
