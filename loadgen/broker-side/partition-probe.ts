import { setTimeout as delay } from "node:timers/promises";
import type { Access } from "../access.ts";
import { ClusterClient } from "../drivers/plimsoll/cluster-client.ts";
import { api, type Metadata, type PartitionMetadata, readMetadata, writeMetadata } from "../wire/requests.ts";
import { type BrokerProbe, type BrokerReading, nothingTold } from "./reading.ts";

/** What has no answer by then is not waited for: other readings of the same second are there already. */
const ANSWER_MS = 1000;
/** Brokers are read at the same time, and one answer tells of all. */
const FRESH_MS = 500;

/** Which broker leads how many partitions of some topics, and how many of those lack a replica, as the cluster tells. */
class PartitionView {
  readonly #client: ClusterClient;
  readonly #topics: readonly string[];
  #asked = Number.NEGATIVE_INFINITY;
  #answer: Promise<Metadata | null> = Promise.resolve(null);

  private constructor(client: ClusterClient, topics: readonly string[]) {
    this.#client = client;
    this.#topics = topics;
  }

  /** Of `topics`, which exist, at least one. */
  static async open(access: Access, topics: readonly string[]): Promise<PartitionView> {
    return new PartitionView(await ClusterClient.connect(access, topics[0] ?? ""), topics);
  }

  /** A probe for each broker that the cluster has now, named `broker 1` by its id. */
  async probes(): Promise<BrokerProbe[]> {
    const metadata = await this.#read();
    return (metadata?.brokers ?? []).map(({ id }) => ({
      broker: `broker ${id}`,
      read: async () => partitionsOf(await this.#read(), id),
    }));
  }

  close(): void {
    this.#client.close();
  }

  #read(): Promise<Metadata | null> {
    if (performance.now() - this.#asked < FRESH_MS) return this.#answer;
    this.#asked = performance.now();
    const answer = this.#client
      .anyBroker(api.metadata, (writer) => writeMetadata(writer, this.#topics), readMetadata)
      .catch(() => null);
    this.#answer = Promise.race([answer, delay(ANSWER_MS, null, { ref: false })]);
    return this.#answer;
  }
}

/** What metadata tell of broker `id`. */
export function partitionsOf(metadata: Metadata | null, id: number): BrokerReading | null {
  if (metadata === null) return null;
  const led = metadata.topics.flatMap(({ partitions }) => partitions.filter(({ leader }) => leader === id));
  const lacks = ({ replicas, inSync }: PartitionMetadata) => inSync.length < replicas.length;
  return { ...nothingTold, leaders: led.length, underReplicatedPartitions: led.filter(lacks).length };
}

/** Does work with probes that tell of the partitions of `topics`, by their brokers. */
export async function withPartitionProbes<T>(
  access: Access,
  topics: readonly string[],
  work: (probes: readonly BrokerProbe[]) => Promise<T>,
): Promise<T> {
  const view = await PartitionView.open(access, topics);
  try {
    return await work(await view.probes());
  } finally {
    view.close();
  }
}
