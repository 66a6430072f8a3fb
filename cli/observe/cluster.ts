import kafkajs, { type Admin, AssignerProtocol } from "kafkajs";
import type { Access } from "../../loadgen/access.ts";
import { connectAdmin } from "../../loadgen/drivers/kafkajs/admin.ts";
import { isDenied, orDenied } from "./denied.ts";
import type { Observation, Unread } from "./observation.ts";
import { forEachOf, type LogReading, type Offsets } from "./reading.ts";
import { UnreadList } from "./unread-list.ts";

/** Of a CommonJS module Node.js finds not every name. */
const { ConfigResourceTypes } = kafkajs;

/** Settings of a topic that say something about its workload. */
const settings = ["retention.ms", "retention.bytes", "min.insync.replicas", "cleanup.policy", "compression.type"];

/** A topic as the cluster has it. */
export type TopicThere = {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  /** Null where they may not be read. */
  readonly settings: Record<string, string> | null;
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
  readonly #unread = new UnreadList();

  constructor(admin: Admin) {
    this.#admin = admin;
  }

  /** What was asked for and not given so far. */
  get unread(): Unread[] {
    return this.#unread.all;
  }

  /** From the settings of one broker; nothing is told of what keeps the metadata where they may not be read. */
  async about(): Promise<Pick<Observation, "brokers" | "metadata" | "release">> {
    const { brokers } = await this.#admin.describeCluster();
    const names = ["zookeeper.connect", "inter.broker.protocol.version"];
    const broker = String(brokers[0]?.nodeId);
    const told = (await this.#settings(ConfigResourceTypes.BROKER, [broker], names))[0] ?? null;
    if (told === null) {
      this.#unread.add("settings of brokers", broker);
      return { brokers: brokers.length, metadata: null, release: null };
    }
    return {
      brokers: brokers.length,
      metadata: told["zookeeper.connect"] ? "zookeeper" : "kraft",
      release: /^\d+\.\d+/.exec(told["inter.broker.protocol.version"] ?? "")?.[0] ?? null,
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
      if (found[i] === null) this.#unread.add("settings of topics", name);
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

  /** Those that have read anything, or are about to; brokers leave out those that this client may not describe. */
  async groups(): Promise<GroupThere[]> {
    const { groups } = await this.#admin.listGroups();
    const found = await forEachOf(groups, async ({ groupId: group }) => {
      const topics = await orDenied(this.#admin.fetchOffsets({ groupId: group }));
      if (topics === null) {
        this.#unread.add("offsets of consumer groups", group);
        return [];
      }
      const offsets = topics.map(({ topic, partitions }): [string, Offsets] => [topic, committed(partitions)]);
      return [{ group, offsets: new Map(offsets), members: await this.#members(group) }];
    });
    return found.flat();
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

  /** Some settings of brokers or topics, in the order of their names; null for those whose may not be read. */
  async #settings(
    type: kafkajs.ConfigResourceTypes,
    names: readonly string[],
    configNames: string[],
  ): Promise<(Record<string, string> | null)[]> {
    try {
      const { resources } = await this.#admin.describeConfigs({
        includeSynonyms: false,
        resources: names.map((name) => ({ type, name, configNames })),
      });
      const ofName = new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
      return names.map((name) =>
        Object.fromEntries((ofName.get(name) ?? []).map(({ configName, configValue }) => [configName, configValue])),
      );
    } catch (error) {
      if (!isDenied(error)) throw error;
      // One that is denied takes the answer for the others with it.
      if (names.length === 1) return [null];
      return (await forEachOf(names, (name) => this.#settings(type, [name], configNames))).flat();
    }
  }
}

/** What a group has committed; -1 stands for nothing. */
const committed = (partitions: readonly { partition: number; offset: string }[]): Offsets =>
  new Map(
    partitions
      .map(({ partition, offset }): [number, number] => [partition, Number(offset)])
      .filter(([, offset]) => offset >= 0),
  );
