import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { PerBroker, ResourceName } from "../plan.ts";
import type { Rules } from "../rules/overrides.ts";
import { cpuCores } from "./cpu.ts";
import { diskRead, diskUsed, diskWrite } from "./disk.ts";
import { fileHandles, memoryMaps } from "./files.ts";
import type { ClusterLoad, Spread } from "./load.ts";
import { heap, memory, pageCache } from "./memory.ts";
import { networkIn, networkOut } from "./network.ts";

const placement: Basis = {
  name: "evenPlacement",
  source: "Kafka's assignment deals partitions and replicas to brokers in turn",
};

const dealt = (unit: string, { total, unevenness }: Spread, brokers: number): Derived =>
  derive(
    unit,
    "total / brokers x unevenness",
    placement,
    { total, brokers, unevenness },
    (given) => (given.total / given.brokers) * given.unevenness,
  );

/** The load of the busiest broker: the numbers that a plan shows, and the use of each resource. */
export interface BrokerLoad {
  readonly perBroker: Explained<PerBroker>;
  readonly uses: Readonly<Record<ResourceName, Derived>>;
}

/** The load of the busiest broker of a cluster. */
export function brokerLoad(load: ClusterLoad, rules: Rules): BrokerLoad {
  const writes = diskWrite(load);
  const heapBytes = heap(rules);
  const pageCacheBytes = pageCache(writes, rules);
  const perBroker = {
    networkInBytesPerSecond: networkIn(load),
    networkOutBytesPerSecond: networkOut(load),
    diskWriteBytesPerSecond: writes,
    diskReadBytesPerSecond: diskRead(),
    diskUsedBytes: diskUsed(load),
    cpuCores: cpuCores(load, rules),
    heapBytes,
    pageCacheBytes,
    partitions: dealt("partitions", load.partitions, load.brokers),
    replicas: dealt("replicas", load.replicas, load.brokers),
  };
  const uses = {
    disk: perBroker.diskUsedBytes,
    diskWrite: writes,
    diskRead: perBroker.diskReadBytesPerSecond,
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
