import type { Disks } from "./fit.ts";
import type { Offer } from "./offer.ts";
import type { VolumePrice } from "./tariff.ts";
import type { VolumeKind } from "./volume.ts";

const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** What a broker costs a month, in the currency of its price, by line. */
export interface Cost {
  readonly host: number;
  readonly storage: number;
  /** Throughput and IOPS beyond what is included. */
  readonly throughput: number;
  readonly iops: number;
}

/** What each line of a broker's storage is worked out from. */
export interface StorageLines {
  readonly storage: { readonly volumes: number; readonly bytesOfEach: number; readonly priceOfGib: number };
  readonly throughput: {
    readonly volumes: number;
    readonly bytesPerSecondOfEach: number;
    readonly included: number;
    readonly priceOfMib: number;
  };
  readonly iops: { readonly volumes: number; readonly costOfEach: number };
}

export const storageLine = (line: StorageLines["storage"]): number =>
  line.volumes * (line.bytesOfEach / gib) * line.priceOfGib;

export const throughputLine = (line: StorageLines["throughput"]): number =>
  line.volumes * (Math.max(0, line.bytesPerSecondOfEach - line.included) / mib) * line.priceOfMib;

export const iopsLine = (line: StorageLines["iops"]): number => line.volumes * line.costOfEach;

type Tiers = NonNullable<VolumePrice["iopsMonth"]>;

/** Price of one volume's IOPS beyond those included, each at the price of its tier. */
export function iopsOfOne(iops: number, included: number, tiers: Tiers): number {
  let cost = 0;
  for (const [at, { above, price }] of tiers.entries()) {
    const end = Math.min(iops, tiers[at + 1]?.above ?? iops);
    cost += Math.max(0, end - Math.max(above, included)) * price;
  }
  return cost;
}

/** Throughput and IOPS that come with a volume's space. Only those of `bought` and `by-iops` volumes can be paid for. */
export function includedIn(volume: VolumeKind): { readonly throughput: number; readonly iops: number } {
  switch (volume.performance) {
    case "bought":
      return { throughput: volume.includedThroughput, iops: volume.includedIops ?? 0 };
    case "by-iops":
      return { throughput: volume.mostThroughput, iops: 0 };
    case "by-size":
    case "fixed":
      return { throughput: volume.mostThroughput, iops: volume.mostIops ?? 0 };
  }
}

/** The lines of a broker's storage; null where it comes with the host. */
export function storageLines(
  storage: Offer["storage"],
  { gibMonth, throughputMonth = 0, iopsMonth = [] }: VolumePrice,
  disks: Disks,
): StorageLines | null {
  if (disks.kind === "managed")
    return {
      storage: { volumes: 1, bytesOfEach: disks.size, priceOfGib: gibMonth },
      throughput: { volumes: 1, bytesPerSecondOfEach: 0, included: 0, priceOfMib: throughputMonth },
      iops: { volumes: 1, costOfEach: 0 },
    };
  if (disks.kind === "local" || storage.kind !== "volumes") return null;
  const { count: volumes, size, throughput, iops } = disks;
  const included = includedIn(storage.volume);
  return {
    storage: { volumes, bytesOfEach: size, priceOfGib: gibMonth },
    throughput: {
      volumes,
      bytesPerSecondOfEach: throughput,
      included: included.throughput,
      priceOfMib: throughputMonth,
    },
    iops: { volumes, costOfEach: iops === null ? 0 : iopsOfOne(iops, included.iops, iopsMonth) },
  };
}

/** What a broker with these disks costs a month, by line; null where a price is missing. Plain numbers, for searches. */
export function costOf({ storage, price }: Pick<Offer, "storage" | "price">, disks: Disks): Cost | null {
  if (price === null) return null;
  const host = price.host.perMonth;
  const lines = price.storage === null ? null : storageLines(storage, price.storage, disks);
  if (lines === null) return { host, storage: 0, throughput: 0, iops: 0 };
  return {
    host,
    storage: storageLine(lines.storage),
    throughput: throughputLine(lines.throughput),
    iops: iopsLine(lines.iops),
  };
}

/** A month's cost of all lines together. */
export const totalOf = ({ host, storage, throughput, iops }: Cost): number => host + storage + throughput + iops;
