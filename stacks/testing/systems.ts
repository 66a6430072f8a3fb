import { join } from "node:path";
import { readSystem, type System } from "../../components/system.ts";
import { capacity, type Plan, type PlannedCluster } from "../../sizing/index.ts";

export const root = join(import.meta.dirname, "../..");

/**
 * The files of a case: a folder of `stacks`, and where they are not `workload.yaml` and `inventory.yaml` the middle parts
 * of their names: `claro`, `claro one-copy`, `keystone half-rate/2016`.
 */
export function filesOf(name: string) {
  const [folder = "", variant = ""] = name.split(" ");
  const [workload = "", inventory = ""] = variant.split("/");
  const file = (kind: string, part: string) =>
    join("stacks", folder, part === "" ? `${kind}.yaml` : `${kind}.${part}.yaml`);
  return { workload: file("workload", workload), inventory: file("inventory", inventory) };
}

const known = new Map<string, Promise<System>>();

/** A case as {@link filesOf} names it, read and planned once. */
export function system(name: string): Promise<System> {
  const { workload, inventory } = filesOf(name);
  const found = known.get(name) ?? readSystem({ workload: join(root, workload), inventory: join(root, inventory) });
  known.set(name, found);
  return found;
}

export const planOf = async (name: string): Promise<Plan> => (await system(name)).plan;

/** The cluster of a plan that has one. */
export function main({ clusters }: Plan): PlannedCluster {
  const [cluster, ...others] = clusters;
  if (cluster === undefined || others.length > 0) throw new Error(`${clusters.length} clusters where one is expected`);
  return cluster;
}

type Service = Plan["services"][number];

/** The service of a kind, with its nodes. */
export function serviceOf<Kind extends Service["kind"]>({ services }: Plan, kind: Kind) {
  const service = services.find((one): one is Extract<Service, { kind: Kind }> => one.kind === kind);
  if (service === undefined) throw new Error(`the plan has no ${kind}`);
  const { fleet } = service;
  return { service, nodes: fleet.hosts === "given" ? fleet.nodes : fleet.leastNodes };
}

/** The state in which {@link largestLoad} and {@link longestRetention} hold. */
type Kept = "normal" | "objectivesKept";

async function stepOf(name: string) {
  const { workload, inventory, market } = await system(name);
  return capacity(workload, inventory, 0, market).steps[0]!;
}

/** How many times its load the inventory of a case carries. */
export async function largestLoad(name: string, kept: Kept) {
  const load = (await stepOf(name)).load[kept];
  if (load.outcome !== "bounded") throw new Error(`the load of ${name} is ${load.outcome}`);
  return load;
}

/** For how long the inventory of a case can keep its first topic, in seconds. */
export async function longestRetention(name: string, kept: Kept): Promise<number> {
  const retention = (await stepOf(name)).retention[kept];
  if (retention.outcome !== "bounded") throw new Error(`the retention of ${name} is ${retention.outcome}`);
  return retention.topics[0]!.retentionHours! * 3600;
}
