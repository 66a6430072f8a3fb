import { type Basis, type Derived, derive } from "../derivation.ts";
import type { ClusterLoad } from "./load.ts";

const basis: Basis = {
  name: "networkFullDuplex",
  source:
    "Kafka's replication: followers fetch from leaders; each direction has the full speed (Cloudera, Kafka sizing)",
};

/** Bytes per second that a broker receives: from producers for the partitions it leads, from leaders for those it follows. */
export const networkIn = (load: ClusterLoad): Derived =>
  derive(
    "B/s",
    "(from producers + from leaders to followers) / brokers x unevenness",
    basis,
    {
      producedBytesPerSecond: load.produced,
      replicatedBytesPerSecond: load.replicated,
      brokers: load.brokers,
      unevenness: load.written.unevenness,
    },
    (given) => ((given.producedBytesPerSecond + given.replicatedBytesPerSecond) / given.brokers) * given.unevenness,
  );

/**
 * Bytes per second that a broker sends: to every consumer group and to the followers of the partitions it leads.
 * Groups that catch up read `catchUpFactor` times what comes in.
 */
export const networkOut = (load: ClusterLoad, catchUpFactor: number): Derived =>
  derive(
    "B/s",
    "(to every consumer group, more while they catch up, + from leaders to followers) / brokers x unevenness",
    basis,
    {
      consumedBytesPerSecond: load.consumed,
      caughtUpBytesPerSecond: load.tail.total * (catchUpFactor - 1),
      replicatedBytesPerSecond: load.replicated,
      brokers: load.brokers,
      unevenness: load.sent.unevenness,
    },
    (given) =>
      ((given.consumedBytesPerSecond + given.caughtUpBytesPerSecond + given.replicatedBytesPerSecond) / given.brokers) *
      given.unevenness,
  );
