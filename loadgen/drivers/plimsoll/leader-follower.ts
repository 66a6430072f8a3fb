import type { ProducerJob } from "../driver.ts";
import type { ClusterClient } from "./cluster-client.ts";
import { LeaderLinks, type Link } from "./leader-links.ts";
import { LeaderMoves } from "./leader-moves.ts";

const REFRESH_MS = 100;

/** What a follower of leaders asks and tells. */
export interface FollowerWatch {
  /** Whether a partition is not at rest, though its leader is connected. */
  isUnsettled(partition: number): boolean;
  /** The leaders have been looked for; told before it is decided whether to look again. */
  looked(): void;
  /** The links are what they can be for now. */
  linked(): void;
}

/** Keeps the links to the partitions' leaders, which may move, die and come back. */
export class LeaderFollower {
  readonly #job: Pick<ProducerJob, "topic" | "partitions" | "connections" | "events">;
  readonly #cluster: ClusterClient;
  readonly #watch: FollowerWatch;
  readonly #links: LeaderLinks;
  readonly #moves: LeaderMoves;
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(
    job: Pick<ProducerJob, "topic" | "partitions" | "connections" | "events">,
    cluster: ClusterClient,
    watch: FollowerWatch,
  ) {
    this.#job = job;
    this.#cluster = cluster;
    this.#watch = watch;
    this.#moves = new LeaderMoves(job.partitions);
    this.#moves.since((partition) => cluster.leader(partition));
    this.#links = new LeaderLinks(cluster, job.partitions, job.connections, {
      lost: (broker) => {
        if (this.#closed) return;
        job.events.event("connection-lost", `connection to broker ${broker} lost`);
        this.refreshSoon();
      },
      refused: ({ message }) => job.events.event("refused", message),
    });
  }

  links(): Iterable<Link> {
    return this.#links.all();
  }

  /** Opens the links to the present leaders; those that cannot be had are tried again. */
  async follow(): Promise<void> {
    await this.#links.follow();
    if (this.#isUnsettled()) this.refreshSoon();
  }

  /** Looks for the leaders again after a short while, and goes on until every partition has one that answers. */
  refreshSoon(): void {
    if (this.#refresh || this.#closed) return;
    this.#refresh = setTimeout(async () => {
      try {
        await this.#cluster.refresh();
        this.#tellMoves();
        await this.#links.follow();
      } catch {
        // No broker answers now: tried again below.
      }
      this.#refresh = undefined;
      this.#watch.looked();
      if (this.#isUnsettled()) this.refreshSoon();
      this.#watch.linked();
    }, REFRESH_MS);
  }

  /** Stops, and resolves when every connection is gone; whoever calls this closes them. */
  async stop(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    await this.#links.gone();
  }

  #tellMoves(): void {
    const moved = this.#moves.since((partition) => this.#cluster.leader(partition));
    if (moved.length === 0) return;
    const what = moved.length === 1 ? `leader of partition ${moved[0]}` : `leaders of ${moved.length} partitions`;
    this.#job.events.event("leader-moved", `${what} of ${this.#job.topic} moved`);
  }

  #isUnsettled(): boolean {
    for (let partition = 0; partition < this.#job.partitions; partition++)
      if (this.#watch.isUnsettled(partition) || this.#links.unserved(partition)) return true;
    return false;
  }
}
