import { type Basis, type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
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
export const diskWrite = (load: ClusterLoad, rules: Rules): Derived =>
  derive(
    "B/s",
    "(bytes appended by leaders and followers x unevenness + bytes appended to compacted logs x what the cleaner writes anew) / brokers",
    written,
    {
      writtenBytesPerSecond: load.written.total,
      unevenness: load.written.unevenness,
      compactedBytesPerSecond: load.compacted.total * load.compacted.unevenness,
      cleanerWrites: rules.cleanerWrites.value,
      brokers: load.brokers,
    },
    (given) =>
      (given.writtenBytesPerSecond * given.unevenness + given.compactedBytesPerSecond * given.cleanerWrites) /
      given.brokers,
  );

/**
 * Bytes per second that a broker reads from its disks: groups that lag further behind than the page cache reaches,
 * what is reread from long ago, and the cleaner. `catchUp` is told while groups catch up after an outage: longer than
 * the page cache reaches, and all that they read comes from the disks.
 */
export function diskRead(
  load: ClusterLoad,
  tailSeconds: number,
  catchUp: { readonly outageSeconds: number; readonly factor: number } | null,
  rules: Rules,
): Derived {
  const lagging = load.lagging.reduce(
    (total, { lagSeconds, bytesPerSecond }) => total + (lagSeconds > tailSeconds ? bytesPerSecond : 0),
    0,
  );
  const fromDisk = catchUp !== null && catchUp.outageSeconds > tailSeconds;
  return derive(
    "B/s",
    "(groups that lag behind the page cache x catch-up + history) / brokers x unevenness, and bytes appended to compacted logs x what the cleaner reads / brokers",
    read,
    {
      laggingBytesPerSecond: fromDisk ? load.tail.total : lagging,
      catchUp: fromDisk ? catchUp.factor : 1,
      historyBytesPerSecond: load.history.total,
      unevenness: load.sent.unevenness,
      compactedBytesPerSecond: load.compacted.total * load.compacted.unevenness,
      cleanerReads: rules.cleanerReads.value,
      pageCacheReachSeconds: tailSeconds,
      outageSeconds: catchUp?.outageSeconds ?? null,
      brokers: load.brokers,
    },
    (given) =>
      ((given.laggingBytesPerSecond * given.catchUp + given.historyBytesPerSecond) * given.unevenness +
        given.compactedBytesPerSecond * given.cleanerReads) /
      given.brokers,
  );
}

/** Bytes on a broker's disks: what retention keeps of each replica, and one segment that cannot be deleted yet. */
export const diskUsed = (load: ClusterLoad): Derived =>
  derive(
    "B",
    "(retained bytes + one segment) of every replica / brokers x unevenness",
    used,
    { storedBytes: load.stored.total, brokers: load.brokers, unevenness: load.stored.unevenness },
    (given) => (given.storedBytes / given.brokers) * given.unevenness,
  );
