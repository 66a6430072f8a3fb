import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { Problem } from "../../sizing/problem.ts";
import { localChoices, localModeOf, localVersions } from "../kafka/version.ts";

/**
 * The cluster of a plan, if this machine can run it.
 * @throws Problem PLM-LOCAL-101 with what to write instead
 */
export function runnableCluster({ name, clusters }: Pick<Plan, "name" | "clusters">): PlannedCluster {
  const cannot = (what: string, remedy: string) => new Problem("input", "PLM-LOCAL-101", `${name}: ${what}`, remedy);
  const [cluster, ...more] = clusters;
  if (cluster === undefined) throw cannot("the plan has no cluster", "See with `plimsoll plan` why it was refused");
  if (more.length > 0)
    throw cannot(`the plan has ${clusters.length} clusters`, "Plan a smaller workload: this machine runs one");
  const { kafka, metadata } = cluster;
  if (!localVersions.includes(kafka)) throw cannot(`Kafka ${kafka} cannot be run on this machine`, localChoices());
  if (metadata.mode !== localModeOf(kafka))
    throw cannot(`this machine runs Kafka ${kafka} with \`metadata: ${localModeOf(kafka)}\` only`, localChoices());
  return cluster;
}
