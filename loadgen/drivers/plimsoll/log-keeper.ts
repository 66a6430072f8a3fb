import type { EventDetail } from "../../proof/run-event.ts";
import { errorCode, errorName } from "../../wire/errors.ts";
import type { ConsumerJob } from "../driver.ts";
import type { ClusterClient } from "./cluster-client.ts";
import type { LeaderQueries } from "./leader-queries.ts";
import { checkLog, type LogFinding } from "./log-check.ts";
import type { Position } from "./position.ts";

/** What a keeper tells of a check. */
export interface KeeperWatch {
  /** A partition can be read on from its position. */
  settled(): void;
  /** A check is over, whatever it found. */
  checked(): void;
}

/** Keeps the positions true to the logs: after an election it finds out whether a log still is the one that was read. */
export class LogKeeper {
  readonly #job: Pick<ConsumerJob, "group" | "topic" | "events">;
  readonly #cluster: ClusterClient;
  readonly #leaders: LeaderQueries;
  /** By partition. */
  readonly #positions: ReadonlyMap<number, Position>;
  readonly #watch: KeeperWatch;
  #closed = false;

  constructor(
    job: Pick<ConsumerJob, "group" | "topic" | "events">,
    cluster: ClusterClient,
    leaders: LeaderQueries,
    positions: ReadonlyMap<number, Position>,
    watch: KeeperWatch,
  ) {
    this.#job = job;
    this.#cluster = cluster;
    this.#leaders = leaders;
    this.#positions = positions;
    this.#watch = watch;
  }

  /** Whether the log of `partition` is known to hold what was read, by the last that was heard of its elections. */
  isSettled(partition: number): boolean {
    const { checking, epoch } = this.#positions.get(partition)!;
    return !checking && epoch === this.#cluster.epoch(partition);
  }

  /** Finds out whether the log still is the one that was read, and goes on where it allows it. */
  async check(partition: number): Promise<void> {
    const position = this.#positions.get(partition)!;
    if (position.checking) return;
    position.checking = true;
    await this.#cluster.refresh().catch(() => {});
    const epoch = this.#cluster.epoch(partition);
    const found = await checkLog(partition, position, this.#cluster, this.#leaders);
    position.checking = false;
    if (this.#closed) return;
    this.#goOn(partition, position, found);
    if (found.kind !== "unknown") {
      position.epoch = epoch;
      position.outOfRange = false;
      this.#watch.settled();
    }
    this.#watch.checked();
  }

  close(): void {
    this.#closed = true;
  }

  #goOn(partition: number, position: Position, found: LogFinding): void {
    const { group, topic, events } = this.#job;
    const tell = (kind: "log-cut" | "overtaken" | "log-anew", text: string, detail?: EventDetail) =>
      events.event(kind, `group ${group}: ${text}`, detail);
    switch (found.kind) {
      case "cut": {
        const gone = position.offset - found.at;
        tell(
          "log-cut",
          `log of partition ${partition} of ${topic} was cut at offset ${found.at}: ${gone} messages that were read are gone`,
          { topic, messages: gone },
        );
        position.cutAt(found.at);
        return;
      }
      case "overtaken":
        tell(
          "overtaken",
          `partition ${partition} of ${topic} no longer holds the offset to read (${errorName(errorCode.offsetOutOfRange)})`,
        );
        position.restartAt(found.begin);
        return;
      case "anew":
        tell("log-anew", `partition ${partition} of ${topic} was deleted and made anew`);
        position.restartAt(found.begin);
        return;
      case "same":
      case "unknown":
        return;
      default:
        found satisfies never;
    }
  }
}
