import type { LocalCluster } from "../components/index.ts";
import type { Plan } from "../sizing/plan.ts";
import type { Components } from "./context.ts";
import { estimated } from "./estimate.ts";
import type { LongRunTools } from "./long-run.ts";

/** A plan's clusters under the name of the deployment. */
export type Deployment = Pick<Plan, "name" | "clusters">;

/** What a caller may ask of a local cluster beyond its plan. */
export type LocalSettings = Pick<
  Parameters<Components["up"]>[1],
  "brokerHeapBytes" | "brokerOverrides" | "neededBytes"
>;

/** Brings a planned cluster up on this machine, first what it runs on, and tells what differs from the plan. */
export async function bringUp(
  components: Components,
  deployment: Deployment,
  { log, step, status, signal }: LongRunTools,
  settings: LocalSettings = {},
): Promise<LocalCluster> {
  const kafka = deployment.clusters[0]?.kafka ?? "";
  step(`setting up Kafka ${kafka}`);
  const runtime = await components.ensureRuntime({ kafka, log, signal });
  step(`starting ${deployment.name}`);
  const onDone = estimated(`starting ${deployment.name}`, { status });
  const cluster = await components.up(deployment, { ...settings, runtime, log, onDone, signal });
  for (const change of cluster.changes) log(`adapted: ${change}`);
  return cluster;
}

/**
 * Runs work against a local cluster of its own, which is taken down whatever happens; so is what an earlier run of the
 * same name left behind when it was killed.
 */
export async function withLocalCluster<T>(
  components: Components,
  deployment: Deployment,
  tools: LongRunTools,
  settings: LocalSettings,
  work: (cluster: LocalCluster) => Promise<T>,
): Promise<T> {
  const { name } = deployment;
  const { log, step } = tools;
  if ((await components.down(name)) === "removed") log(`took down ${name}, left from an earlier run`);
  try {
    return await work(await bringUp(components, deployment, tools, settings));
  } finally {
    step(`taking ${name} down`);
    // Without the signal: an interrupted command, too, leaves nothing running.
    await components.down(name);
    log(`${name} is down, its files are removed`);
  }
}
