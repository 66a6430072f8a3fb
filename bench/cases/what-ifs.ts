import { alternate } from "../alternation.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import { planReport } from "../peers/plan-report.ts";
import { plimsollPlanners } from "../peers/plimsoll-planner.ts";
import type { BenchTools } from "../tools.ts";

export const whatIfsId = "what-ifs-telco";

const title = "10,000 what-ifs of the telco on its five hosts";
const method =
  "Per round a new process: 20 rates, 10 sizes, 10 retentions and 5 replications in every combination, each checked as a workload and planned, from the first to the last without any call before; the memory is the most that the process had.";

/** Plans the telco's workload in 10,000 other ways. */
export async function benchWhatIfs({ options: { rounds }, directory, step, signal }: BenchTools): Promise<CaseResult> {
  const peers = plimsollPlanners(directory);
  const measured = await alternate(peers, rounds, (peer, round) => {
    step(`${title}: round ${round} of ${rounds}, ${peer.name}`);
    return planReport(peer.name, peer.whatIfs(), signal);
  });
  return summarised({ id: whatIfsId, title, method, conditions: {}, compared: "peers", peers }, measured);
}
