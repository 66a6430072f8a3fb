import { setTimeout as delay } from "node:timers/promises";
import kafkajs, { type Admin } from "kafkajs";
import { Problem } from "../sizing/problem.ts";
import type { Access } from "./access.ts";
import { isRefusal } from "./access-problem.ts";
import { connectAdmin } from "./drivers/kafkajs/admin.ts";
import { ClusterClient } from "./drivers/plimsoll/cluster-client.ts";

const KNOWN_WITHIN_MS = 30_000;
/** Of one topic, in one request: a ZooKeeper controller takes some 5 s for them, and a KRaft one no more than 10,000. */
const MOST_AT_ONCE = 1000;
const EXISTS = "PLM-LOAD-015";

/** A topic that a load makes for itself. */
export interface LoadTopic {
  topic: string;
  partitions: number;
  replication: number;
  config: Record<string, string>;
}

/** A topic as the brokers have it. */
export interface TopicThere {
  partitions: number;
  replication: number;
  /** Those of its settings that were asked for. */
  settings: ReadonlyMap<string, string>;
}

/** Creates and removes the topics of a load. */
export class KafkaAdmin {
  readonly #access: Access;
  readonly #admin: Admin;

  private constructor(access: Access, admin: Admin) {
    this.#access = access;
    this.#admin = admin;
  }

  static async connect(access: Access): Promise<KafkaAdmin> {
    return new KafkaAdmin(access, await connectAdmin(access, 5));
  }

  async brokers(): Promise<number> {
    return (await this.#admin.describeCluster()).brokers.length;
  }

  /** Creates `topics` and waits until every broker knows a leader for each partition. */
  async create(topics: readonly LoadTopic[]): Promise<void> {
    if (!(await this.#make(topics))) throw existing(topics);
    for (const topic of topics) await this.#grow(topic);
    const { brokers } = await this.#admin.describeCluster();
    for (const { host, port } of brokers)
      for (const { topic } of topics) await untilKnown({ ...this.#access, bootstrap: [`${host}:${port}`] }, topic);
  }

  /** False if one of them exists. What is too large for one request is left smaller than it is to be. */
  #make(topics: readonly LoadTopic[]): Promise<boolean> {
    return creating(
      this.#admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: topics.map(({ topic, partitions, replication, config }) => ({
          topic,
          numPartitions: Math.min(partitions, MOST_AT_ONCE),
          replicationFactor: replication,
          configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
        })),
      }),
    );
  }

  async #grow({ topic, partitions }: LoadTopic): Promise<void> {
    for (let have = MOST_AT_ONCE; have < partitions; have += MOST_AT_ONCE) {
      const count = Math.min(partitions, have + MOST_AT_ONCE);
      await creating(this.#admin.createPartitions({ topicPartitions: [{ topic, count }], timeout: 30_000 }));
    }
  }

  /**
   * Runs `body` with `topics`, which are removed after it whatever happens; `log` is told if they cannot be.
   * @throws Problem PLM-LOAD-015 if one of them exists: it is not ours, and neither written to nor removed
   */
  async withTopics<T>(topics: readonly LoadTopic[], log: (line: string) => void, body: () => Promise<T>): Promise<T> {
    if (topics.length === 0) return body();
    const there = new Set(await this.topics());
    if (topics.some(({ topic }) => there.has(topic))) throw existing(topics);
    let ours = true;
    try {
      await this.create(topics).catch((error: Problem) => {
        ours = error.code !== EXISTS;
        throw error;
      });
      return await body();
    } finally {
      if (ours) await this.#cleanUp(topics, log);
    }
  }

  async #cleanUp(topics: readonly LoadTopic[], log: (line: string) => void): Promise<void> {
    // What went wrong before is what the caller has to hear of.
    await this.remove(topics.map(({ topic }) => topic)).catch((error: Error) => {
      log(`the topics of the load could not be removed: ${error.message}`);
    });
  }

  async remove(topics: readonly string[]): Promise<void> {
    await this.#admin.deleteTopics({ topics: [...topics], timeout: 30_000 });
  }

  async topics(): Promise<string[]> {
    return this.#admin.listTopics();
  }

  /** What `topic`, which must exist, is like, with its `settings`. */
  async describe(topic: string, settings: readonly string[]): Promise<TopicThere> {
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: [topic] });
    const partitions = topics[0]?.partitions ?? [];
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configNames: [...settings] };
    const { resources } = await this.#admin.describeConfigs({ includeSynonyms: false, resources: [resource] });
    const entries = resources[0]?.configEntries ?? [];
    return {
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      settings: new Map(entries.map(({ configName, configValue }) => [configName, configValue])),
    };
  }

  async close(): Promise<void> {
    await this.#admin.disconnect();
  }
}

/** @throws Problem PLM-LOAD-006 where `request` fails */
async function creating<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw new Problem(
      "environment",
      "PLM-LOAD-006",
      `the topics of the load could not be created: ${(error as Error).message}`,
      "check that enough brokers run for the replication, and that this client may create topics",
    );
  }
}

function existing(topics: readonly LoadTopic[]): Problem {
  return new Problem(
    "environment",
    EXISTS,
    `one of the topics ${topics.map(({ topic }) => topic).join(", ")} exists already; a load writes to topics of its own only`,
    "run it again: its topics get other names",
  );
}

/** Brokers that did not create a topic learn of it a little later; whoever asks them before is told there is none. */
async function untilKnown(broker: Access, topic: string): Promise<void> {
  for (const deadline = performance.now() + KNOWN_WITHIN_MS; !(await isKnown(broker, topic)); await delay(50)) {
    if (performance.now() > deadline)
      throw new Problem(
        "environment",
        "PLM-LOAD-014",
        `broker ${broker.bootstrap.join(",")} knows no leader for every partition of ${topic} after ${KNOWN_WITHIN_MS / 1000} s`,
        "check that all brokers run",
      );
  }
}

async function isKnown(broker: Access, topic: string): Promise<boolean> {
  const client = await ClusterClient.connect(broker, topic).catch((error) => {
    // Such as a certificate of this broker alone: it will not be right the next time.
    if (isRefusal(error)) throw error;
    return undefined;
  });
  client?.close();
  if (!client) return false;
  return Array.from({ length: client.partitions }, (_, p) => client.leader(p)).every((leader) => leader >= 0);
}
