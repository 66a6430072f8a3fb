import { Problem } from "../sizing/problem.ts";
import { Crew } from "./agents/crew.ts";
import { checkBrokers } from "./drivers/plimsoll/cluster-client.ts";
import type { Proof } from "./proof/proof.ts";
import { chosenCluster } from "./proof-load.ts";
import type { ProveOptions } from "./proving/options.ts";
import { contextOf } from "./proving/proof-context.ts";
import { runProof } from "./proving/proof-run.ts";
import type { MessageSpec } from "./records/messages.ts";
import { writtenMessages } from "./records/planned.ts";

/**
 * Loads the cluster behind `access` as the plan says, audits every message and judges the run. It makes its own
 * topics and removes them, also when it fails or is interrupted.
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const cluster = chosenCluster(options.plan, options.cluster);
  refuseForeignGroups(options);
  await checkBrokers(options.access);
  const messages = options.written ? await writtenMessages(options.written) : new Map<string, MessageSpec>();
  const crew = options.agents
    ? await Crew.meet(options.agents.addresses, options.agents.key, options.signal)
    : undefined;
  try {
    return await runProof(contextOf(options, { cluster, messages, crew }));
  } finally {
    crew?.close();
  }
}

/**
 * kafkajs reads as a member of a group, which would commit what it read beside the topic's own readers.
 * @throws Problem PLM-LOAD-027
 */
function refuseForeignGroups({ driver, existing = [] }: ProveOptions): void {
  if (driver === "plimsoll" || existing.length === 0) return;
  throw new Problem(
    "input",
    "PLM-LOAD-027",
    `--driver ${driver} reads as a member of a consumer group, which a topic that is not the run's own must be spared`,
    "leave --driver out, or leave --allow-existing out",
  );
}
