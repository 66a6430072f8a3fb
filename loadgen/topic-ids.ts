import { setTimeout as delay } from "node:timers/promises";
import type { Access } from "./access.ts";
import { ClusterClient } from "./drivers/plimsoll/cluster-client.ts";
import { api, readApiVersions } from "./wire/requests.ts";
import { readTopicIds, topicIdsApi, writeTopicIds } from "./wire/topic-ids.ts";

/** What has no answer by then is asked again the next time. */
const ANSWER_MS = 1000;

/** The id of each topic that exists, by its name; null where nothing answers. */
export type ReadTopicIds = () => Promise<ReadonlyMap<string, string> | null>;

/**
 * Does work with what reads the ids of `topics`: a topic that is deleted and made anew gets another. It reads nothing
 * from brokers before Kafka 2.8, which give none.
 */
export async function withTopicIds<T>(
  access: Access,
  topics: readonly string[],
  work: (read: ReadTopicIds) => Promise<T>,
): Promise<T> {
  const client = new ClusterClient(access, topics[0] ?? "");
  try {
    const spoken = await client.anyBroker(api.apiVersions, () => {}, readApiVersions).catch(() => null);
    const given = (spoken?.versions.get(topicIdsApi.key)?.[1] ?? 0) >= topicIdsApi.version;
    const ask = () =>
      client.anyBroker(topicIdsApi, (writer) => writeTopicIds(writer, topics), readTopicIds).catch(() => null);
    const read = () => Promise.race([ask(), delay(ANSWER_MS, null, { ref: false })]);
    return await work(given ? read : async () => null);
  } finally {
    client.close();
  }
}
