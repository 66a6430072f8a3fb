import { Problem } from "../../../sizing/problem.ts";
import type { ProducerJob } from "../driver.ts";
import type { ClusterClient } from "./cluster-client.ts";
import { newIdentity } from "./identity.ts";
import type { PartitionQueue } from "./partition-queue.ts";

/** New producer ids for partitions whose broker does not take the next sequence. */
export class IdentityRenewal {
  readonly #job: Pick<ProducerJob, "deliveryTimeoutMs" | "events">;
  readonly #cluster: ClusterClient;
  readonly #waiting = new Set<PartitionQueue>();

  constructor(job: Pick<ProducerJob, "deliveryTimeoutMs" | "events">, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
  }

  /** Whether a partition waits for its new id. */
  awaits(queue: PartitionQueue): boolean {
    return this.#waiting.has(queue);
  }

  /** Starts again under a new id, from the sequence reached. */
  renew(queue: PartitionQueue, why: string): void {
    if (this.#waiting.has(queue)) return;
    this.#waiting.add(queue);
    this.#job.events.event("producer-renewed", `new producer id after ${why}`);
    newIdentity(this.#cluster, this.#job.deliveryTimeoutMs)
      .then((identity) => {
        queue.identity = identity;
        queue.known = false;
      })
      .catch((error: Error) =>
        this.#job.events.event(error instanceof Problem ? "refused" : "connection-lost", error.message),
      )
      .finally(() => this.#waiting.delete(queue));
  }
}
