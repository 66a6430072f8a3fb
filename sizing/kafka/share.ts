import { type Basis, type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import { cpuCores } from "./cpu.ts";
import { diskUsed, diskWrite } from "./disk.ts";
import { fileHandles, memoryMaps } from "./files.ts";
import type { ClusterLoad } from "./load.ts";
import { pageCache } from "./memory.ts";
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

/** What brokers do beside their share of the traffic. */
export interface Conditions {
  readonly tls: boolean;
  /** All groups catch up after an outage, reading so many times what comes in; null while none does. */
  readonly catchUp: { readonly outageSeconds: number; readonly factor: number } | null;
}

/** What the busiest broker has of its cluster's load, whatever its host is. */
export interface BrokerShare {
  readonly load: ClusterLoad;
  readonly conditions: Conditions;
  readonly networkIn: Derived;
  readonly networkOut: Derived;
  readonly diskWrite: Derived;
  readonly diskUsed: Derived;
  readonly cpu: Derived;
  readonly pageCache: Derived;
  readonly partitions: Derived;
  readonly replicas: Derived;
  readonly fileHandles: Derived;
  readonly memoryMaps: Derived;
}

export function brokerShare(load: ClusterLoad, conditions: Conditions, rules: Rules): BrokerShare {
  const { tls, catchUp } = conditions;
  const factor = catchUp?.factor ?? 1;
  const writes = diskWrite(load, rules);
  return {
    load,
    conditions,
    networkIn: networkIn(load),
    networkOut: networkOut(load, factor),
    diskWrite: writes,
    diskUsed: diskUsed(load),
    cpu: cpuCores(load, factor, tls, rules),
    pageCache: pageCache(writes, rules),
    partitions: dealtTo("partitions", load.partitions, load.brokers),
    replicas: dealtTo("replicas", load.replicas, load.brokers),
    fileHandles: fileHandles(load, rules),
    memoryMaps: memoryMaps(load, rules),
  };
}
