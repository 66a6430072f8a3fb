import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { PerBroker, ResourceName } from "../plan.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Capacities } from "./capacity.ts";
import { cpuCores } from "./cpu.ts";
import { diskRead, diskUsed, diskWrite } from "./disk.ts";
import { fileHandles, memoryMaps } from "./files.ts";
import type { ClusterLoad } from "./load.ts";
import { heap, memory, pageCache, tail } from "./memory.ts";
import { networkIn, networkOut } from "./network.ts";
import type { Spread } from "./spread.ts";

const placement: Basis = {
  name: "evenPlacement",
  source: "Kafka's assignment deals partitions and replicas to brokers in turn",
};

const dealtTo = (unit: string, { total, unevenness }: Spread, brokers: number): Derived =>
  derive(
    unit,
    "total / brokers x unevenness",
    placement,
    { total, brokers, unevenness },
    (given) => (given.total / given.brokers) * given.unevenness,
  );

export type Uses = Readonly<Record<ResourceName, Derived>>;

/** The load of the busiest broker: the numbers that a plan shows, and the use of each resource. */
export interface BrokerLoad {
  readonly perBroker: Explained<PerBroker>;
  readonly uses: Uses;
}

/** What brokers do beside their share of the traffic. */
export interface Conditions {
  readonly tls: boolean;
  /** All groups catch up after an outage, reading so many times what comes in; null while none does. */
  readonly catchUp: { readonly outageSeconds: number; readonly factor: number } | null;
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

/** The load of the busiest broker of a cluster on hosts of such capacities. */
export function brokerLoad(
  load: ClusterLoad,
  conditions: Conditions,
  capacities: Capacities,
  rules: Rules,
): BrokerLoad {
  const { tls, catchUp } = conditions;
  const factor = catchUp?.factor ?? 1;
  const writes = diskWrite(load, rules);
  const heapBytes = heap(capacities, rules);
  const pageCacheBytes = pageCache(writes, rules);
  const tailSeconds = tail(heapBytes, writes, capacities, rules);
  const reads = diskRead(load, tailSeconds.value, catchUp, rules);
  const perBroker = {
    networkInBytesPerSecond: networkIn(load),
    networkOutBytesPerSecond: networkOut(load, factor),
    diskWriteBytesPerSecond: writes,
    diskReadBytesPerSecond: reads,
    diskUsedBytes: diskUsed(load),
    cpuCores: cpuCores(load, factor, tls, rules),
    heapBytes,
    pageCacheBytes,
    pageCacheReachSeconds: tailSeconds,
    partitions: dealtTo("partitions", load.partitions, load.brokers),
    replicas: dealtTo("replicas", load.replicas, load.brokers),
  };
  const both = capacities.disksShared ? together(writes, reads) : null;
  const uses = {
    disk: perBroker.diskUsedBytes,
    diskWrite: both ?? writes,
    diskRead: both ?? reads,
    networkIn: perBroker.networkInBytesPerSecond,
    networkOut: perBroker.networkOutBytesPerSecond,
    cpu: perBroker.cpuCores,
    memory: memory(heapBytes, pageCacheBytes),
    replicas: perBroker.replicas,
    fileHandles: fileHandles(load, rules),
    memoryMaps: memoryMaps(load, rules),
  };
  return { perBroker, uses };
}
