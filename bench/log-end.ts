import { setTimeout as delay } from "node:timers/promises";
import { plaintext } from "../loadgen/access.ts";
import { ClusterClient } from "../loadgen/drivers/plimsoll/cluster-client.ts";
import { errorCode, errorName } from "../loadgen/wire/errors.ts";
import { api, readListOffsets, writeListOffsets } from "../loadgen/wire/requests.ts";

/** Asks for the offset after the last message that consumers may read. */
const latest = -1;
const answersWithinMs = 10_000;

/** The brokers' own count of the messages that a topic got: the same yardstick for every peer. */
export class LogEnd {
  readonly #cluster: ClusterClient;

  private constructor(cluster: ClusterClient) {
    this.#cluster = cluster;
  }

  /** Opens the log of a topic as soon as the leaders of all its partitions answer, which of a new one takes a moment. */
  static async open(bootstrap: readonly string[], topic: string): Promise<LogEnd> {
    const log = new LogEnd(await ClusterClient.connect(plaintext(bootstrap), topic));
    for (const deadline = performance.now() + answersWithinMs; ; await delay(100))
      try {
        await log.read();
        return log;
      } catch (error) {
        if (performance.now() < deadline) continue;
        log.close();
        throw error;
      }
  }

  /** Messages stored so far, whether retention has removed them or not; and when that was, on `performance.now()`. */
  async read(): Promise<{ messages: number; atMs: number }> {
    const before = performance.now();
    const counts = await Promise.all([...this.#partitionsByLeader()].map(([broker, own]) => this.#count(broker, own)));
    return {
      messages: counts.reduce((sum, count) => sum + count, 0),
      // Somewhere between question and answer; the same at both ends of a measurement.
      atMs: (before + performance.now()) / 2,
    };
  }

  close(): void {
    this.#cluster.close();
  }

  #partitionsByLeader(): Map<number, number[]> {
    const partitions = Array.from({ length: this.#cluster.partitions }, (_, partition) => partition);
    return Map.groupBy(partitions, (partition) => this.#cluster.leader(partition));
  }

  async #count(broker: number, partitions: readonly number[]): Promise<number> {
    const connection = await this.#cluster.connection(broker);
    const answers = await connection.call(
      api.listOffsets,
      (writer) => writeListOffsets(writer, this.#cluster.topic, partitions, latest),
      readListOffsets,
    );
    const refused = answers.find(({ error }) => error !== errorCode.none);
    if (refused) throw new Error(`${this.#cluster.topic}, partition ${refused.partition}: ${errorName(refused.error)}`);
    return answers.reduce((sum, { offset }) => sum + offset, 0);
  }
}
