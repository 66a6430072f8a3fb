import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext } from "../handler.ts";
import type { ClusterView } from "../kafka/cluster-view.ts";
import { viewOf } from "../kafka/metadata-probe.ts";
import { pause } from "../process/pause.ts";
import type { KafkaBrokerInputs } from "../resource.ts";

const inSyncWithinMs = 120_000;
const tellAfterMs = 2000;
/** A broker that is silent for so long serves nobody, and nothing is lost by restarting it. */
const silentForMs = 10_000;

/**
 * Waits until every partition that has a copy on this broker has all its copies in sync, so that the broker can go
 * down without taking the last good copy with it.
 * @throws Problem PLM-BROKER-101 if that does not come about
 */
export async function waitUntilInSync({ signal, log }: HandlerContext, broker: KafkaBrokerInputs): Promise<void> {
  const began = Date.now();
  let told = false;
  for (;;) {
    const view = await viewOf(broker.host, broker.port, { topics: "all" });
    const behind = view === null ? null : partitionsBehind(view, broker.brokerId);
    if (behind?.length === 0) return;
    const waited = Date.now() - began;
    if (behind === null && waited >= silentForMs) return;
    if (waited >= inSyncWithinMs) throw notInSync(broker.node, behind);
    if (!told && waited >= tellAfterMs) {
      told = true;
      log(
        `${broker.node}: waiting for ${behind === null ? "its answer" : `${behind.length} partitions to be in sync`}`,
      );
    }
    await pause(200, signal);
  }
}

/** Partitions with a copy on this broker of which some copy is not in sync, such as `network-events-7`. */
export function partitionsBehind({ topics }: ClusterView, brokerId: number): string[] {
  return topics.flatMap(({ name, partitions }) =>
    partitions
      .filter(({ replicas, inSync }) => replicas.includes(brokerId) && inSync.length < replicas.length)
      .map(({ id }) => `${name}-${id}`),
  );
}

function notInSync(node: string, behind: readonly string[] | null): Problem {
  const what =
    behind === null
      ? `${node} does not answer`
      : `${behind.length} partitions of ${node} have copies that are not in sync, ${behind.slice(0, 3).join(", ")} among them,`;
  return new Problem(
    "environment",
    "PLM-BROKER-101",
    `${what} after ${inSyncWithinMs / 1000} s, so no broker is restarted`,
    "Heal the brokers that are down or behind, and run the command again",
  );
}
