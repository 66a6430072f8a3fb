import kafkajs, { type Admin, AssignerProtocol } from "kafkajs";
import type { Access } from "../../loadgen/access.ts";
import { connectAdmin } from "../../loadgen/drivers/kafkajs/admin.ts";
import type { Observation } from "./observation.ts";
import { forEachOf, type LogReading, type Offsets } from "./reading.ts";

/** Of a CommonJS module Node.js finds not every name. */
const { ConfigResourceTypes } = kafkajs;

/** Settings of a topic that say something about its workload. */
const settings = ["retention.ms", "retention.bytes", "min.insync.replicas", "cleanup.policy", "compression.type"];

/** A topic as the cluster has it. */
export type TopicThere = {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  readonly settings: ReadonlyMap<string, string>;
};

/** A group with where it stands in each topic that it has read. */
export type GroupThere = {
  readonly group: string;
  readonly offsets: ReadonlyMap<string, Offsets>;
  /** How many members have partitions of a topic; null where the group does not tell. */
  readonly members: ReadonlyMap<string, number> | null;
};

/** Runs `use` with a client that asks a cluster about itself, and changes nothing. */
export async function withCluster<T>(access: Access, use: (cluster: Cluster) => Promise<T>): Promise<T> {
  const admin = await connectAdmin(access, 3);
  try {
    return await use(new Cluster(admin));
  } finally {
    await admin.disconnect();
  }
}

/** What a cluster tells of itself, its topics and their readers. */
export class Cluster {
  readonly #admin: Admin;

  constructor(admin: Admin) {
    this.#admin = admin;
  }

  /** From the settings of one broker, where they may be read; else what is new is taken for granted. */
  async about(): Promise<Pick<Observation, "brokers" | "metadata" | "release">> {
    const { brokers } = await this.#admin.describeCluster();
    const names = ["zookeeper.connect", "inter.broker.protocol.version"];
    const told = await this.#settings(ConfigResourceTypes.BROKER, [String(brokers[0]?.nodeId)], names).catch(() => []);
    return {
      brokers: brokers.length,
      metadata: told[0]?.get("zookeeper.connect") ? "zookeeper" : "kraft",
      release: /^\d+\.\d+/.exec(told[0]?.get("inter.broker.protocol.version") ?? "")?.[0] ?? null,
    };
  }

  /** All but Kafka's own. */
  async topics(): Promise<TopicThere[]> {
    const names = (await this.#admin.listTopics()).filter((name) => !name.startsWith("__")).toSorted();
    if (names.length === 0) return [];
    const { topics } = await this.#admin.fetchTopicMetadata({ topics: names });
    const found = await this.#settings(ConfigResourceTypes.TOPIC, names, settings);
    const partitionsOf = new Map(topics.map(({ name, partitions }) => [name, partitions]));
    return names.map((name, i) => {
      const partitions = partitionsOf.get(name) ?? [];
      const replication = Math.max(...partitions.map(({ replicas }) => replicas.length));
      return { name, partitions: partitions.length, replication, settings: found[i]! };
    });
  }

  /** Where the log of a topic begins and ends now. */
  async log(topic: string): Promise<LogReading> {
    const offsets = await this.#admin.fetchTopicOffsets(topic);
    return {
      begins: new Map(offsets.map(({ partition, low }) => [partition, Number(low)])),
      ends: new Map(offsets.map(({ partition, high }) => [partition, Number(high)])),
      at: performance.now(),
    };
  }

  /** Those that have read anything, or are about to. */
  async groups(): Promise<GroupThere[]> {
    const { groups } = await this.#admin.listGroups();
    return forEachOf(groups, async ({ groupId: group }) => {
      const topics = await this.#admin.fetchOffsets({ groupId: group });
      const offsets = topics.map(({ topic, partitions }): [string, Offsets] => [topic, committed(partitions)]);
      return { group, offsets: new Map(offsets), members: await this.#members(group) };
    });
  }

  async #members(group: string): Promise<Map<string, number> | null> {
    const { groups } = await this.#admin.describeGroups([group]).catch(() => ({ groups: [] }));
    const found = groups[0];
    if (found?.protocolType !== "consumer" || found.state === "Dead") return null;
    const count = new Map<string, number>();
    for (const { memberAssignment } of found.members) {
      const assigned = AssignerProtocol.MemberAssignment.decode(memberAssignment)?.assignment ?? {};
      for (const topic of Object.keys(assigned)) count.set(topic, (count.get(topic) ?? 0) + 1);
    }
    return count;
  }

  /** Some settings of brokers or topics, in the order of their names. */
  async #settings(
    type: kafkajs.ConfigResourceTypes,
    names: readonly string[],
    configNames: string[],
  ): Promise<Map<string, string>[]> {
    const { resources } = await this.#admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({ type, name, configNames })),
    });
    const ofName = new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
    return names.map(
      (name) => new Map((ofName.get(name) ?? []).map(({ configName, configValue }) => [configName, configValue])),
    );
  }
}

/** What a group has committed; -1 stands for nothing. */
const committed = (partitions: readonly { partition: number; offset: string }[]): Offsets =>
  new Map(
    partitions
      .map(({ partition, offset }): [number, number] => [partition, Number(offset)])
      .filter(([, offset]) => offset >= 0),
  );
