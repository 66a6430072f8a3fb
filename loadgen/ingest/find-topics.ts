import kafkajs, { type Admin } from "kafkajs";
import { Problem } from "../../sizing/problem.ts";
import type { Acks } from "../drivers/driver.ts";
import type { IngestTopic } from "./topic.ts";

/** A topic as the user names it, with the acknowledgement that it wants. */
export interface WantedTopic {
  readonly name: string;
  readonly acks: Acks;
}

/** Kafka's own default of `max.message.bytes`. */
const USUAL_MAX_MESSAGE_BYTES = 1_048_588;
/** Of the header of a record batch, generously. */
const BATCH_HEADER_BYTES = 100;

/**
 * Looks the topics up in the cluster; none is created.
 * @throws Problem PLM-INGEST-001 if the cluster does not have one of them
 */
export async function findTopics(admin: Admin, wanted: readonly WantedTopic[]): Promise<IngestTopic[]> {
  const known = await admin.listTopics();
  for (const { name } of wanted)
    if (!known.includes(name))
      throw new Problem(
        "input",
        "PLM-INGEST-001",
        `the cluster has no topic \`${name}\``,
        "create it first, or leave it out of --topics",
      );
  const { topics } = await admin.fetchTopicMetadata({ topics: wanted.map(({ name }) => name) });
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions.length]));
  return Promise.all(
    wanted.map(async ({ name, acks }) => ({
      name,
      acks,
      partitions: partitions.get(name)!,
      batchBytes: (await maxMessageBytes(admin, name)) - BATCH_HEADER_BYTES,
    })),
  );
}

async function maxMessageBytes(admin: Admin, name: string): Promise<number> {
  const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames: ["max.message.bytes"] };
  try {
    const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
    return Number(resources[0]!.configEntries[0]!.configValue);
  } catch {
    // A client that may write to a topic need not be allowed to read its configuration.
    return USUAL_MAX_MESSAGE_BYTES;
  }
}
