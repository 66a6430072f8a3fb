import { type Derived, derive, type Explained } from "../derivation.ts";
import type { PerBroker } from "../planned/broker.ts";
import type { ResourceName } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Capacities } from "./capacity.ts";
import { diskRead } from "./disk.ts";
import { onLogDirs } from "./log-dirs.ts";
import { heap, memory, tail } from "./memory.ts";
import type { BrokerShare } from "./share.ts";

export type Uses = Readonly<Record<ResourceName, Derived>>;

/** The load of the busiest broker: the numbers that a plan shows, and the use of each resource. */
export interface BrokerLoad {
  readonly perBroker: Explained<PerBroker>;
  readonly uses: Uses;
}

/** Written and read bytes of disks that do one or the other. */
const together = (write: Derived, read: Derived): Derived =>
  derive(
    "B/s",
    `written + read, since the disks do one or the other; written = ${write.formula}; read = ${read.formula}`,
    write.basis,
    { writtenBytesPerSecond: write.value, readBytesPerSecond: read.value },
    (given) => given.writtenBytesPerSecond + given.readBytesPerSecond,
  );

/** The load of the busiest broker with its share of a cluster's load on a host of such capacities. */
export function brokerLoad(share: BrokerShare, capacities: Capacities, rules: Rules): BrokerLoad {
  const { load, conditions, diskWrite: writes } = share;
  const heapBytes = heap(capacities, rules);
  const tailSeconds = tail(heapBytes, writes, capacities, rules);
  const reads = diskRead(load, tailSeconds.value, conditions.catchUp, rules);
  const perBroker = {
    networkInBytesPerSecond: share.networkIn,
    networkOutBytesPerSecond: share.networkOut,
    diskWriteBytesPerSecond: writes,
    diskReadBytesPerSecond: reads,
    diskUsedBytes: share.diskUsed,
    cpuCores: share.cpu,
    heapBytes,
    pageCacheBytes: share.pageCache,
    pageCacheReachSeconds: tailSeconds,
    partitions: share.partitions,
    replicas: share.replicas,
  };
  const onDisks = onLogDirs({ used: share.diskUsed, write: writes, read: reads }, load, capacities.logDirs);
  const both = capacities.disksShared ? together(onDisks.write, onDisks.read) : null;
  const uses = {
    disk: onDisks.used,
    diskWrite: both ?? onDisks.write,
    diskRead: both ?? onDisks.read,
    networkIn: share.networkIn,
    networkOut: share.networkOut,
    cpu: share.cpu,
    memory: memory(heapBytes, share.pageCache),
    replicas: share.replicas,
    fileHandles: share.fileHandles,
    memoryMaps: share.memoryMaps,
  };
  return { perBroker, uses };
}
