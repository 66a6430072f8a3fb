import { Problem } from "../../../sizing/problem.ts";
import type { Connection } from "../../wire/connection.ts";
import type { ClusterClient } from "./cluster-client.ts";

/** The requests on their way to one broker by one connection, and the partitions that go there. */
export interface Link {
  readonly broker: number;
  readonly lane: number;
  /** Undefined while it is not open. */
  connection: Connection | undefined;
  /** Since when each unanswered request is waited for: it is sent, and none before it is still to be answered. */
  readonly sent: number[];
  mutedUntil: number;
  /** When the link was last found to have no room: not open, muted, or with as much on its way as may be. */
  blockedMicros: number;
  partitions: number[];
  /** Where the next request begins to look for due messages. */
  cursor: number;
}

/** What those who use the links are told. */
export interface LinkWatch {
  /** An open connection has gone. */
  lost(broker: number): void;
  /** A broker does not let us in. */
  refused(problem: Problem): void;
}

/** Leads each partition to its leader, by several connections to each broker. */
export class LeaderLinks {
  readonly #cluster: ClusterClient;
  readonly #partitions: number;
  readonly #lanes: number;
  readonly #watch: LinkWatch;
  readonly #told = new WeakSet<Problem>();
  /** By `broker/lane`. */
  readonly #links = new Map<string, Link>();

  /** A connection that cannot be opened shows in `unserved`. */
  constructor(cluster: ClusterClient, partitions: number, lanes: number, watch: LinkWatch) {
    this.#cluster = cluster;
    this.#partitions = partitions;
    this.#lanes = lanes;
    this.#watch = watch;
  }

  all(): Iterable<Link> {
    return this.#links.values();
  }

  /** Puts each partition under its present leader and opens what connections are missing for that. */
  async follow(): Promise<void> {
    for (const link of this.#links.values()) link.partitions = [];
    for (let partition = 0; partition < this.#partitions; partition++) {
      const broker = this.#cluster.leader(partition);
      if (broker >= 0) this.#link(broker, partition).partitions.push(partition);
    }
    const idle = [...this.#links.values()].filter((link) => !link.connection && link.partitions.length > 0);
    await Promise.all(idle.map((link) => this.#connect(link)));
  }

  /** Whether `partition` has no leader, or none that is connected. */
  unserved(partition: number): boolean {
    const broker = this.#cluster.leader(partition);
    return broker < 0 || !this.#link(broker, partition).connection;
  }

  /** Resolves when every connection that is open now is gone. */
  async gone(): Promise<void> {
    const open = [...this.#links.values()].flatMap(({ connection }) => connection ?? []);
    await Promise.all(open.map((connection) => new Promise<void>((resolve) => connection.onClose(resolve))));
  }

  /** The link that carries `partition` while `broker` leads it: always the same lane, so that order is kept. */
  #link(broker: number, partition: number): Link {
    const lane = partition % this.#lanes;
    const key = `${broker}/${lane}`;
    let link = this.#links.get(key);
    if (!link) {
      link = {
        broker,
        lane,
        connection: undefined,
        sent: [],
        mutedUntil: 0,
        blockedMicros: 0,
        partitions: [],
        cursor: 0,
      };
      this.#links.set(key, link);
    }
    return link;
  }

  async #connect(link: Link): Promise<void> {
    try {
      const connection = await this.#cluster.connection(link.broker, link.lane);
      link.connection = connection;
      connection.onClose(() => {
        link.connection = undefined;
        this.#watch.lost(link.broker);
      });
    } catch (error) {
      // Shows as unserved; whoever asks tries again.
      if (!(error instanceof Problem) || this.#told.has(error)) return;
      this.#told.add(error);
      this.#watch.refused(error);
    }
  }
}
