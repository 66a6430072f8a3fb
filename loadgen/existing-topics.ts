import type { PlannedTopic } from "../sizing/planned/topic.ts";
import { Problem } from "../sizing/problem.ts";
import type { KafkaAdmin, TopicThere } from "./kafka-admin.ts";

const POLICY = "cleanup.policy";
const LARGEST = "max.message.bytes";

/** What a load needs to know of a topic that it writes to and that is not its own. */
export type ExistingTopic = Pick<TopicThere, "partitions" | "replication">;

/**
 * The topics of `named` as they are on the cluster, by their name, which is that of a planned topic.
 * @param batchBytes of the largest batch that the load sends
 * @throws Problem PLM-LOAD-024 for one that is not planned, -025 for one that is not there, -026 for one that such a
 * load would harm or that cannot take it, -028 for one whose settings are not told
 */
export async function existingTopics(
  admin: Pick<KafkaAdmin, "topics" | "describe">,
  named: readonly string[],
  planned: readonly Pick<PlannedTopic, "name">[],
  batchBytes: number,
): Promise<ReadonlyMap<string, ExistingTopic>> {
  for (const name of named) if (planned.every((topic) => topic.name !== name)) throw unplanned(name, planned);
  const there = new Set(named.length > 0 ? await admin.topics() : []);
  const found = new Map<string, ExistingTopic>();
  for (const name of named) {
    // Asking a broker of a topic that is not there may make it.
    if (!there.has(name)) throw missing(name);
    const topic = await admin.describe(name, [POLICY, LARGEST]).catch((error: Error) => {
      throw hidden(name, error);
    });
    refuseUnfit(name, topic, batchBytes);
    found.set(name, topic);
  }
  return found;
}

function refuseUnfit(name: string, { settings }: TopicThere, batchBytes: number): void {
  if (settings.get(POLICY)?.includes("compact"))
    throw unfit(
      name,
      "is compacted: the keys of the load would take the place of records that it holds",
      "leave it out, so that the load makes a topic of its own",
    );
  const largest = Number(settings.get(LARGEST) ?? Number.POSITIVE_INFINITY);
  if (largest < batchBytes)
    throw unfit(
      name,
      `takes batches of at most ${largest} B (${LARGEST}), and the load sends ${batchBytes} B`,
      `raise its ${LARGEST}, or leave it out`,
    );
}

function unplanned(name: string, planned: readonly Pick<PlannedTopic, "name">[]): Problem {
  return new Problem(
    "input",
    "PLM-LOAD-024",
    `--allow-existing ${name}: the workload has no such topic`,
    `name one of ${planned.map((topic) => topic.name).join(", ")}`,
  );
}

function missing(name: string): Problem {
  return new Problem(
    "input",
    "PLM-LOAD-025",
    `--allow-existing ${name}: the cluster has no such topic`,
    "leave it out, and the load makes a topic of its own and removes it",
  );
}

function hidden(name: string, { message }: Error): Problem {
  return new Problem(
    "environment",
    "PLM-LOAD-028",
    `--allow-existing ${name}: what the topic is like is not told: ${message}`,
    "let this client describe the topic and its configuration",
  );
}

function unfit(name: string, why: string, remedy: string): Problem {
  return new Problem("input", "PLM-LOAD-026", `--allow-existing ${name}: the topic ${why}`, remedy);
}
