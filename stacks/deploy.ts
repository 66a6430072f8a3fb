import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { runnableCluster } from "../components/local/runnable.ts";
import { local } from "../components/pulumi/index.ts";
import { planFor, readSystem, systemFiles } from "../components/system.ts";
import { type Plan, Problem } from "../sizing/index.ts";
import type { Settings } from "./settings.ts";

/** Where the program runs, and who sees its resources before the engine does; tests choose it. */
export interface Surroundings extends Pick<local.KafkaClusterArgs, "machine" | "stateDir"> {
  readonly transformations?: pulumi.ResourceTransformation[];
}

const root = join(import.meta.dirname, "..");

/**
 * Deploys the system that the settings name to their target, and gives the stack's outputs.
 * @throws Problem before anything is made: files that cannot be read, settings that cannot be, a plan that is refused
 */
export async function deploy(settings: Settings, { transformations = [], ...machine }: Surroundings = {}) {
  const system = await readSystem(systemFiles(resolve(root, settings.system), {}));
  const planned = planFor(system, settings.metadata);
  refuseRefused(planned);
  const cluster = runnableCluster(planned);
  const { basePort, brokerSettings, users, passwords } = settings;
  const kafka = new local.KafkaCluster(
    planned.name,
    {
      ...machine,
      plan: cluster,
      ...(basePort === undefined ? {} : { basePort }),
      brokerSettings,
      users: Object.keys(users).length > 0,
    },
    { protect: settings.protect, transformations },
  );
  const topics = kafka.plannedTopics.map(
    ({ inputs: { name, partitions, replication, config } }) =>
      new local.Topic(name, { cluster: kafka, partitions, replication, config }),
  );
  for (const [user, rights] of Object.entries(users))
    new local.User(user, { ...rights, cluster: kafka, password: passwords[user]! });
  return {
    system: settings.system,
    bootstrap: kafka.bootstrap,
    bootstrapForUsers: kafka.bootstrapForUsers,
    metadata: kafka.metadata,
    brokerIds: kafka.brokerIds,
    // Once the topics are there, so that whoever waits for the topics can wait for this.
    topics: pulumi.all(topics.map(({ urn }) => urn)).apply(() => kafka.plannedTopics.map(({ inputs }) => inputs.name)),
    adapted: kafka.changes,
    plan: { brokers: cluster.brokers, metadata: cluster.metadata, partitions: cluster.partitions },
  };
}

/** A refused plan is told in the refusal's own words. */
function refuseRefused({ name, refusals }: Plan): void {
  const refused = refusals.map(
    ({ code, resource, needed, available, unit, remedy }) =>
      `${code}: ${resource} needs ${needed} ${unit}, ${available} ${unit} are available; ${remedy}`,
  );
  if (refused.length === 0) return;
  const message = `${name} does not fit: ${refused[0]}`;
  throw new Problem("input", "PLM-STACK-102", message, "See `plimsoll plan`", refused.slice(1));
}
