import type { DiskGroup } from "../inputs/disks.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Family, FamilyWith } from "./family.ts";
import type { Offer, OfferedStorage, OfferLimits, OfferPrice } from "./offer.ts";
import type { Prices } from "./prices.ts";
import { type Selection, selected } from "./select.ts";
import { cite } from "./sourced.ts";
import { type Tariff, tariffOf } from "./tariff.ts";
import type { VolumeKind } from "./volume.ts";

type Host = Family["sizes"][number];

/** Disks as fixed hosts have them: a log directory each. Of read and write IOPS the lower counts. */
function groupOf({ disks }: FamilyWith<"local">["sizes"][number], type: FamilyWith<"local">["disk"]): DiskGroup {
  const { count, size, write, read, writeIops, readIops } = disks;
  const iops = Math.min(writeIops ?? Number.POSITIVE_INFINITY, readIops ?? Number.POSITIVE_INFINITY);
  return {
    size,
    count,
    raid: "jbod",
    type,
    ...(write === undefined ? {} : { write }),
    ...(read === undefined ? {} : { read }),
    ...(Number.isFinite(iops) ? { iops } : {}),
  };
}

function priceOf(tariff: Tariff, host: string, storage: string | null): OfferPrice | null {
  const [price, bought] = [tariff.hosts.get(host), storage === null ? null : tariff.volumes.get(storage)];
  return price === undefined || bought === undefined
    ? null
    : { currency: tariff.currency, host: price, storage: bought };
}

interface Variant {
  readonly suffix: string;
  readonly storage: OfferedStorage;
  readonly priced: string | null;
  readonly limits: Pick<OfferLimits, "ingress" | "egress">;
}

const unlimited = { ingress: null, egress: null };

/** The ways to store data that each host of a family has, host by host. */
function variantsOf(family: Family, kinds: ReadonlyMap<string, VolumeKind>): (readonly [Host, Variant[]])[] {
  switch (family.storage) {
    case "local":
      return family.sizes.map((host) => {
        const storage = { kind: "local", disk: family.disk, group: groupOf(host, family.disk) } as const;
        return [host, [{ suffix: "", storage, priced: null, limits: unlimited }]];
      });
    case "volumes":
      return family.sizes.map((host) => {
        const { most, throughput = null, iops = null } = host.attachment;
        const variants = family.volumes.map((name) => ({
          suffix: family.volumes.length > 1 ? `+${name}` : "",
          storage: { kind: "volumes", volume: kinds.get(name)!, most, throughput, iops } as const,
          priced: name,
          limits: unlimited,
        }));
        return [host, variants];
      });
    case "managed":
      return family.sizes.map((host) => {
        const storage = { kind: "managed", priced: family.priced } as const;
        return [host, [{ suffix: "", storage, priced: family.priced, limits: host.service }]];
      });
  }
}

function offerOf(family: Family, size: Host, { suffix, storage, priced, limits }: Variant, tariff: Tariff): Offer {
  const host = `${family.name}.${size.size}`;
  const { threads = size.threads, memory = size.memory } = size.allocatable ?? {};
  return {
    name: `${host}${suffix}`,
    family: family.name,
    host,
    generation: family.generation,
    threads,
    cores: size.cores * (threads / size.threads),
    memory,
    network: size.network,
    storage,
    limits: {
      brokers: family.mostBrokers ?? null,
      nodes: family.mostNodes ?? null,
      replicas: size.replicas ?? null,
      ...limits,
    },
    replication: family.replication,
    price: priceOf(tariff, host, priced),
    source: cite(family),
  };
}

/**
 * The brokers that a catalogue offers under a selection, in the order of the file: families, sizes, volume kinds.
 * Offers without a price are among them, with `price` null.
 * Throws a Problem PLM-CATALOGUE-002 for a pattern that matches nothing, PLM-CATALOGUE-003 when nothing is left.
 */
export function offersOf(catalogue: Catalogue, prices: Prices, selection: Selection, rules: Rules): Offer[] {
  const kinds = new Map(catalogue.volumes.map((volume) => [volume.name, volume]));
  const tariff = tariffOf(prices, selection.term, rules);
  const all = catalogue.families.flatMap((family) =>
    variantsOf(family, kinds).flatMap(([host, variants]) =>
      variants.map((variant) => offerOf(family, host, variant, tariff)),
    ),
  );
  return selected(all, selection, catalogue.name);
}
