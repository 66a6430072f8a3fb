import { type Basis, type Derived, derive } from "../derivation.ts";
import type { ClusterLoad } from "./load.ts";

const written: Basis = { name: "replicatedWrites", source: "Kafka: every replica appends what its leader received" };
const read: Basis = {
  name: "tailFromPageCache",
  source: "Apache Kafka documentation: readers at the tail are served from the page cache",
};
const used: Basis = {
  name: "retention",
  source: "Kafka: a log keeps its retention and, since whole segments are deleted, up to one segment more",
};

/** Bytes per second that a broker appends to its disks. */
export const diskWrite = (load: ClusterLoad): Derived =>
  derive(
    "B/s",
    "bytes appended by leaders and followers / brokers x unevenness",
    written,
    { writtenBytesPerSecond: load.written.total, brokers: load.brokers, unevenness: load.written.unevenness },
    (given) => (given.writtenBytesPerSecond / given.brokers) * given.unevenness,
  );

/** Bytes per second that a broker reads from its disks: none while every reader is at the tail. */
export const diskRead = (): Derived =>
  derive(
    "B/s",
    "readers that fell out of the page cache: none",
    read,
    { laggingBytesPerSecond: 0 },
    (given) => given.laggingBytesPerSecond,
  );

/** Bytes on a broker's disks: what retention keeps of each replica, and one segment that cannot be deleted yet. */
export const diskUsed = (load: ClusterLoad): Derived =>
  derive(
    "B",
    "(retained bytes + one segment) of every replica / brokers x unevenness",
    used,
    { storedBytes: load.stored.total, brokers: load.brokers, unevenness: load.stored.unevenness },
    (given) => (given.storedBytes / given.brokers) * given.unevenness,
  );
