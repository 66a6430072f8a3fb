import { type Basis, type Derived, derive } from "../derivation.ts";
import type { DiskGroup } from "../inputs/disks.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Bytes, BytesPerSecond } from "../units/dimensions.ts";
import { buy, figuresOf } from "./buy.ts";
import { type ExplainedCost, explainCost } from "./explained-cost.ts";
import { type Disks, fit, least, type Need, type Shortage, shareOf, stepsOf, togetherOf, volumesFor } from "./fit.ts";
import type { Offer, OfferedStorage } from "./offer.ts";
import { cite } from "./sourced.ts";

/** The disks of a broker with the reason of each number. */
export type ExplainedDisks =
  | { readonly kind: "local"; readonly group: DiskGroup }
  | {
      readonly kind: "volumes";
      readonly volume: string;
      readonly count: Derived;
      /** Of each volume: bytes, B/s of reads and writes together, operations per second (null: nothing is said). */
      readonly size: Derived;
      readonly throughput: Derived;
      readonly iops: Derived<number | null>;
    }
  | { readonly kind: "managed"; readonly size: Derived };

/** What is bought for a broker, or what the offer cannot reach. */
export type Provision =
  | {
      readonly kind: "provisioned";
      readonly disks: ExplainedDisks;
      /** The same disks as an inventory of fixed hosts describes them. */
      readonly groups: readonly DiskGroup[];
      /** A month's cost by line; null where a price is missing. */
      readonly cost: ExplainedCost | null;
    }
  | { readonly kind: "short"; readonly shortages: readonly Shortage[] };

const managed: Basis = {
  name: "managedStorage",
  source: "the service provides the space and bills what is used",
};

/**
 * The disks of a fit as an inventory of fixed hosts describes them: a log directory for each volume.
 * A volume gets no more of the host's limits than its share. Its rate is for reads and writes together.
 */
export function groupsOf({ storage }: Pick<Offer, "storage">, disks: Disks): DiskGroup[] {
  if (disks.kind === "local") return [disks.group];
  if (disks.kind === "managed" || storage.kind !== "volumes")
    return [{ size: disks.size as Bytes, count: 1, raid: "jbod" }];
  const { count, size } = disks;
  const rate = Math.min(disks.throughput, (storage.throughput ?? Number.POSITIVE_INFINITY) / count) as BytesPerSecond;
  const iops = least(disks.iops, storage.iops === null ? null : Math.floor(storage.iops / count));
  const group = { size: size as Bytes, count, raid: "jbod", type: "network", write: rate, read: rate } as const;
  return [iops === null ? group : { ...group, iops }];
}

function explainVolumes({ volume }: Extract<OfferedStorage, { kind: "volumes" }>, need: Need, rules: Rules) {
  const basis: Basis = { name: volume.name, source: cite(volume) };
  const figures = figuresOf(volume);
  const all = togetherOf(need);
  const count = derive(
    "count",
    "the largest of bytes / largest volume, throughput / most of a volume, operations / most IOPS, rounded up",
    basis,
    { ...all, largest: figures.largest, mostThroughput: figures.mostThroughput, mostIops: figures.mostIops ?? null },
    (given) => volumesFor(given, given),
  );
  const inputs = { ...figures, ...shareOf(all, count.value), ...stepsOf(rules) };
  return {
    kind: "volumes",
    volume: volume.name,
    count,
    size: derive(
      "B",
      "bytes of a volume's share, or what its throughput or IOPS ask for if that is more, in whole steps",
      basis,
      inputs,
      (given) => buy(given, given, given).size,
    ),
    throughput: derive(
      "B/s",
      "throughput of a volume's share in whole steps, at least what comes with the volume",
      basis,
      inputs,
      (given) => buy(given, given, given).throughput,
    ),
    iops: derive(
      "1/s",
      "operations of a volume's share, or what its throughput asks for, at least what comes with the volume",
      basis,
      inputs,
      (given) => buy(given, given, given).iops,
    ),
  } as const;
}

function explainDisks({ storage }: Offer, need: Need, rules: Rules): ExplainedDisks {
  switch (storage.kind) {
    case "local":
      return { kind: "local", group: storage.group };
    case "volumes":
      return explainVolumes(storage, need, rules);
    case "managed":
      return {
        kind: "managed",
        size: derive("B", "bytes to hold", managed, { bytes: need.bytes }, (given) => given.bytes),
      };
  }
}

/**
 * What is bought for a broker of the offer, with the reason of each number: for the offer that was chosen.
 * A search asks `fit` and `costOf` instead, which give the same numbers.
 */
export function provision(offer: Offer, need: Need, rules: Rules): Provision {
  const disks = fit(offer, need, rules);
  if (disks.kind === "short") return disks;
  return {
    kind: "provisioned",
    disks: explainDisks(offer, need, rules),
    groups: groupsOf(offer, disks),
    cost: explainCost(offer, disks, rules),
  };
}
