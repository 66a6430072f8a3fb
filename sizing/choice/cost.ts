import { explainCost } from "../catalogue/explained-cost.ts";
import { fit } from "../catalogue/fit.ts";
import type { Offer } from "../catalogue/offer.ts";
import { offersOf } from "../catalogue/offers.ts";
import { writtenCost, zoneTrafficCost } from "../catalogue/traffic.ts";
import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { CatalogueInventory } from "../inputs/inventory.ts";
import type { Demand } from "../kafka/demand.ts";
import { metadataNodes, metadataOf } from "../kafka/metadata.ts";
import type { Cost } from "../planned/cost.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Market } from "./market.ts";
import type { BoughtCluster, Purchase } from "./option.ts";

const sum: Basis = { name: "sum", source: "the clusters of this plan" };
const add = (inputs: Readonly<Record<string, number>>): number =>
  Object.values(inputs).reduce((total, value) => total + value, 0);

/** The newest date in a price file: the day up to which its prices are known. */
const asOf = ({ hosts, volumes, traffic }: Market["prices"]): string =>
  [...hosts, ...volumes, ...(traffic === undefined ? [] : [traffic])]
    .map((block) => block.asOf)
    .sort()
    .at(-1) ?? "no date";

/** Bytes per second over a day that cross between zones, when clients and replicas are spread evenly over them. */
function betweenZones({ averageBytesPerSecond, topic }: Demand, zones: number, replicasBilled: boolean): number {
  const elsewhere = (zones - 1) / zones;
  const followers = topic.replication - Math.ceil(topic.replication / zones);
  return averageBytesPerSecond * (elsewhere * (1 + topic.consumers.length) + (replicasBilled ? followers : 0));
}

/** The cheapest host for a metadata node, of those that have a price. */
function metadataHost(
  heapBytes: number,
  { term, zones: _ }: CatalogueInventory,
  { catalogue, prices }: Market,
  rules: Rules,
): Offer | null {
  const all = offersOf(catalogue, prices, { term, patterns: [], storage: [], generation: "current" }, rules);
  const enough = all.filter(
    ({ memory, threads, price }) =>
      price !== null &&
      memory >= heapBytes * rules.metadataHostMemory.value &&
      threads >= rules.metadataHostThreads.value,
  );
  return enough.reduce<Offer | null>(
    (least, one) => (least === null || one.price!.host.perMonth < least.price!.host.perMonth ? one : least),
    null,
  );
}

/** What a chosen option costs a month, line by line; null where its prices are not known. */
export function costOfChoice(
  { offer, bought: clusters }: Purchase,
  inventory: CatalogueInventory,
  market: Market,
  rules: Rules,
): Explained<Cost> | null {
  if (offer.price === null) return null;
  const unit = `${market.prices.currency}/month`;
  const perCluster = (name: string, formula: string, of: (cluster: BoughtCluster) => number): NamedLine => {
    const inputs = Object.fromEntries(clusters.map((cluster) => [cluster.name, of(cluster)]));
    return { name, perMonth: derive(unit, `sum over the clusters of ${formula}`, sum, inputs, add) };
  };
  const brokersOf = ({ choice }: BoughtCluster) => choice.candidate.brokers;
  const costs = new Map(
    clusters.map((cluster) => {
      const disks = fit(offer, cluster.need, rules);
      return [cluster.name, disks.kind === "short" ? null : explainCost(offer, disks, rules)];
    }),
  );
  const line = (cluster: BoughtCluster, part: "host" | "storage" | "throughput" | "iops") =>
    (costs.get(cluster.name)?.[part].value ?? 0) * brokersOf(cluster);
  const lines = [
    perCluster("hosts", `brokers x ${offer.price.host.source}`, (cluster) => line(cluster, "host")),
    perCluster("storage", "brokers x GiB x price of a GiB-month", (cluster) => line(cluster, "storage")),
    perCluster("throughput", "brokers x bought throughput x price", (cluster) => line(cluster, "throughput")),
    perCluster("iops", "brokers x bought IOPS x price", (cluster) => line(cluster, "iops")),
    ...metadataLine(clusters, offer, inventory, market, rules, unit),
    ...trafficLines(clusters, offer, inventory, market, rules),
  ].filter(({ perMonth }) => perMonth.value > 0);
  const all = Object.fromEntries(lines.map(({ name, perMonth }) => [name, perMonth.value]));
  return {
    currency: market.prices.currency,
    perMonth: derive(unit, "sum of the lines", sum, all, add),
    pricesAsOf: asOf(market.prices),
    lines,
  };
}

interface NamedLine {
  readonly name: string;
  readonly perMonth: Derived;
}

/** Metadata nodes on hosts of their own; a service that includes replication includes them as well. */
function metadataLine(
  clusters: readonly BoughtCluster[],
  offer: Offer,
  inventory: CatalogueInventory,
  market: Market,
  rules: Rules,
  unit: string,
): NamedLine[] {
  if (offer.replication !== "billed") return [];
  const host = metadataHost(metadataOf(clusters[0]!.site, 0).heapBytes.value, inventory, market, rules);
  if (host === null) return [];
  const perMonth = derive(
    unit,
    "metadata nodes of all clusters x price of the cheapest host that has the memory",
    { name: "metadataHostMemory", source: host.price!.host.source },
    {
      nodes: clusters.reduce((total, { site }) => total + metadataNodes(site).value, 0),
      host: host.host,
      perMonth: host.price!.host.perMonth,
    },
    (given) => given.nodes * given.perMonth,
  );
  return [{ name: "metadata", perMonth }];
}

function trafficLines(
  clusters: readonly BoughtCluster[],
  offer: Offer,
  { zones }: CatalogueInventory,
  { prices }: Market,
  rules: Rules,
): NamedLine[] {
  const total = (of: (demand: Demand) => number) =>
    clusters.reduce((sum, { site }) => sum + site.demands.reduce((inner, demand) => inner + of(demand), 0), 0);
  const crossing = total((demand) => betweenZones(demand, zones, offer.replication === "billed"));
  const written = total(({ averageBytesPerSecond }) => averageBytesPerSecond);
  const lines: [string, Derived | null][] = [
    ["traffic between zones", zoneTrafficCost(prices, crossing, rules)],
    ["bytes written", writtenCost(offer, written, rules)],
  ];
  return lines.flatMap(([name, perMonth]) => (perMonth === null ? [] : [{ name, perMonth }]));
}
