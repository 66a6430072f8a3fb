import type { Access } from "../access.ts";
import { ClusterClient } from "./plimsoll/cluster-client.ts";
import { LeaderQueries } from "./plimsoll/leader-queries.ts";

/**
 * Where the log of each partition of `topic` ends at its leader, which is more than can be read of it while a replica
 * in sync lacks the rest; undefined if not all leaders have told it in time. For clients that tell only how far one can read.
 */
export async function logEnds(
  access: Access,
  topic: string,
  timeoutMs: number,
): Promise<Map<number, number> | undefined> {
  const cluster = await ClusterClient.connect(access, topic);
  const partitions = Array.from({ length: cluster.partitions }, (_, partition) => partition);
  try {
    return await new LeaderQueries(cluster).logEnds(partitions, timeoutMs);
  } finally {
    cluster.close();
  }
}
