import { type Admin, Kafka, logLevel } from "kafkajs";
import { Problem } from "../sizing/problem.ts";

/** A topic that a load makes for itself. */
export interface LoadTopic {
  topic: string;
  partitions: number;
  replication: number;
  config: Record<string, string>;
}

/** Creates and removes the topics of a load. */
export class KafkaAdmin {
  readonly #admin: Admin;

  private constructor(admin: Admin) {
    this.#admin = admin;
  }

  static async connect(bootstrap: readonly string[]): Promise<KafkaAdmin> {
    const kafka = new Kafka({
      clientId: "plimsoll",
      brokers: [...bootstrap],
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3000,
      retry: { retries: 5, initialRetryTime: 200 },
    });
    const admin = kafka.admin();
    await admin.connect();
    return new KafkaAdmin(admin);
  }

  async brokers(): Promise<number> {
    return (await this.#admin.describeCluster()).brokers.length;
  }

  /** Creates `topics` and waits until each partition has a leader. */
  async create(topics: readonly LoadTopic[]): Promise<void> {
    try {
      await this.#admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: topics.map(({ topic, partitions, replication, config }) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
        })),
      });
    } catch (error) {
      throw new Problem(
        "environment",
        "PLM-LOAD-006",
        `the topics of the load could not be created: ${(error as Error).message}`,
        "check that enough brokers run for the replication, and that this client may create topics",
      );
    }
  }

  async remove(topics: readonly string[]): Promise<void> {
    await this.#admin.deleteTopics({ topics: [...topics], timeout: 30_000 });
  }

  async topics(): Promise<string[]> {
    return this.#admin.listTopics();
  }

  async close(): Promise<void> {
    await this.#admin.disconnect();
  }
}
