import { setTimeout as delay } from "node:timers/promises";
import type { Writer } from "../../wire/codec.ts";
import { errorCode } from "../../wire/errors.ts";
import {
  type Asker,
  api,
  asker,
  type EpochEnd,
  readListOffsets,
  readOffsetForLeaderEpoch,
  writeListOffsets,
  writeOffsetForLeaderEpoch,
} from "../../wire/requests.ts";
import { type ClusterClient, within } from "./cluster-client.ts";

const RETRY_MS = 100;

/** Asks the leaders of a topic's partitions about their logs. */
export class LeaderQueries {
  readonly #cluster: ClusterClient;
  #closed = false;

  constructor(cluster: ClusterClient) {
    this.#cluster = cluster;
  }

  /** Partitions by their leader; those without are left out. */
  byLeader(partitions: Iterable<number>): Map<number, number[]> {
    const groups = new Map<number, number[]>();
    for (const partition of partitions) {
      const leader = this.#cluster.leader(partition);
      if (leader < 0) continue;
      const group = groups.get(leader);
      if (group) group.push(partition);
      else groups.set(leader, [partition]);
    }
    return groups;
  }

  /**
   * The beginning (-2) of each partition, or the end (-1) of what can be read of it; undefined if not all leaders have
   * told it in time.
   */
  offsets(time: -1 | -2, partitions: readonly number[], timeoutMs: number): Promise<Map<number, number> | undefined> {
    return this.#ask(time, asker.consumer, partitions, timeoutMs);
  }

  /**
   * Where the log of each partition ends at its leader: beyond what can be read of it, while a replica in sync lacks the
   * rest. Undefined if not all leaders have told it in time.
   */
  logEnds(partitions: readonly number[], timeoutMs: number): Promise<Map<number, number> | undefined> {
    return this.#ask(-1, asker.debugger, partitions, timeoutMs);
  }

  /** Where that ends in the log of `partition` which was written after election `epoch`; undefined without an answer. */
  async epochEnd(partition: number, epoch: number): Promise<EpochEnd | undefined> {
    try {
      const connection = await this.#cluster.controlConnection(this.#cluster.leader(partition));
      const asked = { partition, currentEpoch: this.#cluster.epoch(partition), epoch };
      const write = (writer: Writer) => writeOffsetForLeaderEpoch(writer, this.#cluster.topic, asked);
      const call = connection.call(api.offsetForLeaderEpoch, write, readOffsetForLeaderEpoch);
      const [answer] = await within(call, connection);
      return answer?.error === errorCode.none ? answer : undefined;
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#closed = true;
  }

  async #ask(
    time: -1 | -2,
    who: Asker,
    partitions: readonly number[],
    timeoutMs: number,
  ): Promise<Map<number, number> | undefined> {
    const found = new Map<number, number>();
    const until = performance.now() + timeoutMs;
    for (let attempt = 0; found.size < partitions.length; attempt++) {
      if (attempt > 0) {
        if (performance.now() > until || this.#closed) return undefined;
        await delay(RETRY_MS);
        await this.#cluster.refresh().catch(() => {});
      }
      const missing = partitions.filter((partition) => !found.has(partition));
      // As of the same look as the leaders: one that has been deposed meanwhile is to refuse.
      const epochs = new Map(missing.map((partition) => [partition, this.#cluster.epoch(partition)]));
      const epochOf = (partition: number) => epochs.get(partition)!;
      for (const [broker, led] of this.byLeader(missing)) {
        try {
          const connection = await this.#cluster.controlConnection(broker);
          const write = (writer: Writer) => writeListOffsets(writer, this.#cluster.topic, led, time, epochOf, who);
          const answers = within(connection.call(api.listOffsets, write, readListOffsets), connection);
          for (const answer of await answers)
            if (answer.error === errorCode.none) found.set(answer.partition, answer.offset);
        } catch {
          // Asked again above, perhaps of another leader.
        }
      }
    }
    return found;
  }
}
