import type { SystemFiles } from "../../components/system.ts";
import { alternate } from "../alternation.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import { streamDemand } from "../peers/netflix/demand.ts";
import type { NetflixPackage } from "../peers/netflix/package.ts";
import { netflixPlanners } from "../peers/netflix/planner.ts";
import type { PlanPeer } from "../peers/peer.ts";
import { planReport } from "../peers/plan-report.ts";
import { plimsollPlanners } from "../peers/plimsoll-planner.ts";
import { planningInput } from "../planning-input.ts";
import type { BenchTools } from "../tools.ts";

export const telcoEc2Id = "plan-telco-ec2";
export const keystoneId = "plan-keystone-ec2";

const calls = { warmUpCalls: 5, measuredCalls: 11 };
const method = `Per round and planner a new process that has read its files and its catalogue: the first call, then the median of ${calls.measuredCalls} calls after ${calls.warmUpCalls}; the memory is the most that the process had. All choose from the same families of hosts.`;

interface CatalogueCase {
  readonly id: string;
  readonly title: string;
  readonly files: SystemFiles;
  /** Limits of nodes under which Netflix's planner is asked. */
  readonly limits: Parameters<typeof netflixPlanners>[1];
}

/** Plans a system over a catalogue, beside Netflix's planner where that can be had. */
export async function benchCatalogue(
  { id, title, files, limits }: CatalogueCase,
  netflix: NetflixPackage,
  { options: { rounds }, directory, step, signal }: BenchTools,
): Promise<CaseResult> {
  const { workload, market } = await planningInput(files);
  if (market === null) throw new Error(`${files.inventory} names no catalogue`);
  const demand = streamDemand(workload);
  const current = market.catalogue.families.filter(({ generation }) => generation === "current");
  const families = current.map(({ name }) => name);
  const peers: PlanPeer[] = [
    ...plimsollPlanners(directory),
    ...(netflix.state === "ready" ? netflixPlanners(netflix.python, limits) : []),
  ];
  const measured = await alternate(peers, rounds, (peer, round) => {
    step(`${title}: round ${round} of ${rounds}, ${peer.name}`);
    return planReport(peer.name, peer.command({ files, demand, families, ...calls }), signal);
  });
  const conditions = {
    topics: workload.topics.length,
    ...demand,
    families: families.join(", "),
    ...(netflix.state === "ready" ? {} : { netflixLeftOut: netflix.reason }),
  };
  return summarised({ id, title, method, conditions, compared: "peers", peers }, measured);
}
