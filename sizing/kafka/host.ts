import { type Explained, given } from "../derivation.ts";
import type { DiskGroup } from "../inputs/disks.ts";
import type { BrokerHost } from "../planned/broker.ts";
import type { Site } from "./candidate.ts";

/** From where a host's figures are: the inventory's file, or an offer of a catalogue. */
export interface HostSource {
  readonly offer: string;
  readonly source: string;
}

const nameOf = ({ type, raid }: DiskGroup, at: number): string =>
  `${at + 1}-${type ?? "disk"}${raid === "jbod" ? "" : `-raid${raid}`}`;

/** The host of each broker as a part of the plan. */
export function hostOf({ inventory: { brokers } }: Site, { offer, source }: HostSource): Explained<BrokerHost> {
  const of = <Value extends number | null>(key: string, unit: string, value: Value) => given(source, key, unit, value);
  return {
    offer,
    cores: of("brokers.cores", "cores", brokers.cores),
    memoryBytes: of("brokers.memory", "B", brokers.memory),
    networkBytesPerSecond: of("brokers.network", "B/s", brokers.network),
    disks: brokers.disks.map((group, at) => ({
      name: nameOf(group, at),
      count: of(`brokers.disks.${at}.count`, "disks", group.count),
      sizeBytes: of(`brokers.disks.${at}.size`, "B", group.size),
      writeBytesPerSecond: of(`brokers.disks.${at}.write`, "B/s", group.write ?? null),
      iops: of(`brokers.disks.${at}.iops`, "1/s", group.iops ?? null),
    })),
  };
}
