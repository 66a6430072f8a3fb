import { type DiskGroup, dataDisks, readingDisks } from "../inputs/disks.ts";
import type { Rules } from "../rules/overrides.ts";
import { buy, type Share, type Steps, type Volume } from "./buy.ts";
import type { Offer, OfferedStorage } from "./offer.ts";

/** What must be physically there on a broker: already divided by the parts of the limits that may be used. */
export interface Need {
  readonly bytes: number;
  /** B/s. */
  readonly write: number;
  readonly read: number;
  /** Operations per second; 0 where they are not counted. */
  readonly iops: number;
}

/** The most that an offer can have. Null: not known, so not checked. */
export interface Most {
  /** Infinity where storage grows by itself. */
  readonly bytes: number;
  readonly write: number | null;
  readonly read: number | null;
  /** B/s of reads and writes together; only network volumes limit them. */
  readonly together: number | null;
  readonly iops: number | null;
}

export type DiskResource = "disk" | "diskWrite" | "diskRead" | "diskThroughput" | "diskIops";

/** What an offer cannot reach. */
export interface Shortage {
  readonly resource: DiskResource;
  readonly needed: number;
  readonly available: number;
  readonly unit: "B" | "B/s" | "1/s";
}

/** The disks of one broker: those of the host, network volumes, or bytes of a service. */
export type Disks =
  | { readonly kind: "local"; readonly group: DiskGroup }
  | ({ readonly kind: "volumes"; readonly count: number } & Volume)
  | { readonly kind: "managed"; readonly size: number };

export type Fit = Disks | { readonly kind: "short"; readonly shortages: readonly Shortage[] };

const times = (count: number, each: number | undefined): number | null => (each === undefined ? null : count * each);
/** The lower of two limits, of which null is none. */
export const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

/** The most disk bytes, rates and operations that a broker of the offer can have at all. */
export function most({ storage }: Pick<Offer, "storage">): Most {
  switch (storage.kind) {
    case "local": {
      const { group } = storage;
      const data = dataDisks(group);
      return {
        bytes: group.size * data,
        write: times(data, group.write),
        read: times(readingDisks(group), group.read),
        together: null,
        iops: times(data, group.iops),
      };
    }
    case "volumes": {
      const { volume, most } = storage;
      const together = least(most * volume.mostThroughput, storage.throughput);
      const iops = least(times(most, volume.mostIops), storage.iops);
      return { bytes: most * volume.largest, write: together, read: together, together, iops };
    }
    case "managed":
      return { bytes: Number.POSITIVE_INFINITY, write: null, read: null, together: null, iops: null };
  }
}

function shortagesOf(need: Need, { bytes, write, read, together, iops }: Most): Shortage[] {
  const shortages: Shortage[] = [];
  const judge = (resource: DiskResource, needed: number, available: number | null, unit: Shortage["unit"]) => {
    if (available !== null && needed > available) shortages.push({ resource, needed, available, unit });
  };
  judge("disk", need.bytes, bytes, "B");
  judge("diskWrite", need.write, write, "B/s");
  judge("diskRead", need.read, read, "B/s");
  judge("diskThroughput", need.write + need.read, together, "B/s");
  judge("diskIops", need.iops, iops, "1/s");
  return shortages;
}

/** Fewest volumes that do it all: the largest of three quotients, since more of one never takes from another. */
export const volumesFor = (
  all: Share,
  most: { largest: number; mostThroughput: number; mostIops?: number | null | undefined },
): number =>
  Math.max(
    1,
    Math.ceil(all.bytes / most.largest),
    Math.ceil(all.bytesPerSecond / most.mostThroughput),
    Math.ceil(all.operationsPerSecond / (most.mostIops ?? Number.POSITIVE_INFINITY)),
  );

/** What all volumes of a broker do together; a volume's limit holds for reads and writes together. */
export const togetherOf = ({ bytes, write, read, iops }: Need): Share => ({
  bytes,
  bytesPerSecond: write + read,
  operationsPerSecond: iops,
});

/** What each of `count` volumes does. */
export const shareOf = ({ bytes, bytesPerSecond, operationsPerSecond }: Share, count: number): Share => ({
  bytes: bytes / count,
  bytesPerSecond: bytesPerSecond / count,
  operationsPerSecond: operationsPerSecond / count,
});

export const stepsOf = ({ volumeSizeStep, volumeThroughputStep }: Rules): Steps => ({
  sizeStepBytes: volumeSizeStep.value,
  throughputStepBytesPerSecond: volumeThroughputStep.value,
});

function volumesOf({ volume }: Extract<OfferedStorage, { kind: "volumes" }>, need: Need, rules: Rules): Disks {
  const all = togetherOf(need);
  const count = volumesFor(all, volume);
  const { size, throughput, iops } = buy(volume, shareOf(all, count), stepsOf(rules));
  return { kind: "volumes", count, size, throughput, iops };
}

/**
 * The disks that a broker of the offer gets for a need, or what the offer cannot reach: plain numbers, for searches.
 * Of network volumes the fewest that suffice, each as small, slow and cheap as it may be.
 */
export function fit(offer: Pick<Offer, "storage">, need: Need, rules: Rules): Fit {
  const shortages = shortagesOf(need, most(offer));
  if (shortages.length > 0) return { kind: "short", shortages };
  const { storage } = offer;
  switch (storage.kind) {
    case "local":
      return { kind: "local", group: storage.group };
    case "volumes":
      return volumesOf(storage, need, rules);
    case "managed":
      return { kind: "managed", size: need.bytes };
  }
}
