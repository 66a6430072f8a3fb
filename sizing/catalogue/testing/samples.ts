import { rules as defaults } from "../../rules/limits.ts";
import type { Rules } from "../../rules/overrides.ts";
import { type Catalogue, parseCatalogue } from "../catalogue.ts";
import type { Offer } from "../offer.ts";
import { offersOf } from "../offers.ts";
import { type Prices, parsePrices } from "../prices.ts";
import type { Selection } from "../select.ts";

type Raw = Record<string, unknown>;

const dated = { source: "a page", asOf: "2026-01-31" };
export const rules: Rules = defaults;

const host = (size: string, more: Raw): Raw => ({
  size,
  threads: 8,
  cores: 4,
  memory: "64 GiB",
  network: "8 Gb/s",
  ...more,
});

/** Two families with disks (one of them of the previous generation), one with volumes, one managed, one of nodes. */
export const rawCatalogue = (): Raw & { volumes: Raw[]; families: (Raw & { sizes: Raw[] })[] } => ({
  name: "sample",
  volumes: [
    {
      name: "gp",
      performance: "bought",
      smallest: "1 GiB",
      largest: "16 TiB",
      includedThroughput: "125 MiB/s",
      mostThroughput: "1000 MiB/s",
      throughputPerIops: "0.25 MiB/s",
      includedIops: 3000,
      mostIops: 16_000,
      iopsPerGib: 500,
      ...dated,
    },
    {
      name: "io",
      performance: "by-iops",
      smallest: "4 GiB",
      largest: "64 TiB",
      mostThroughput: "4000 MiB/s",
      leastIops: 100,
      mostIops: 256_000,
      throughputPerIops: "0.25 MiB/s",
      iopsPerGib: 1000,
      ...dated,
    },
    {
      name: "hdd",
      performance: "by-size",
      smallest: "125 GiB",
      largest: "16 TiB",
      throughputPerTib: "40 MiB/s",
      mostThroughput: "500 MiB/s",
      mostIops: 500,
      ...dated,
    },
    {
      name: "plain",
      performance: "fixed",
      smallest: "1 GiB",
      largest: "10 TiB",
      mostThroughput: "80 MB/s",
      mostIops: 100,
      ...dated,
    },
  ],
  families: [
    {
      name: "fast",
      storage: "local",
      disk: "nvme",
      ...dated,
      sizes: [
        host("large", {
          disks: {
            count: 2,
            size: "2500 GB",
            write: "330 MB/s",
            read: "660 MB/s",
            writeIops: 65_000,
            readIops: 85_000,
          },
        }),
      ],
    },
    {
      name: "old",
      storage: "local",
      disk: "hdd",
      generation: "previous",
      ...dated,
      sizes: [host("large", { disks: { count: 6, size: "2 TB" } })],
    },
    {
      name: "any",
      storage: "volumes",
      volumes: ["gp", "io", "hdd"],
      ...dated,
      sizes: [host("large", { attachment: { most: 4, throughput: "625 MB/s", iops: 20_000 } })],
    },
    {
      name: "cloud",
      storage: "volumes",
      volumes: ["plain"],
      mostNodes: 20,
      ...dated,
      sizes: [
        host("large", {
          allocatable: { threads: 7.5, memory: "56 GiB" },
          attachment: { most: 20 },
        }),
      ],
    },
    {
      name: "service",
      storage: "managed",
      priced: "bytes",
      mostBrokers: { zookeeper: 30, kraft: 60 },
      replication: "included",
      ...dated,
      sizes: [
        host("large", {
          replicas: { recommended: 1000, most: 1500 },
          service: { ingress: "15 MB/s", egress: "30 MB/s" },
        }),
      ],
    },
  ],
});

/** Prices of all of it on demand but of the plain volumes; of `fast` also reserved. */
export const rawPrices = (): Raw & { hosts: (Raw & { prices: Raw })[]; volumes: { prices: Raw }[] } => ({
  currency: "USD",
  hosts: [
    {
      term: "on-demand",
      per: "hour",
      ...dated,
      prices: {
        fast: { large: 1 },
        old: { large: 0.5 },
        any: { large: 0.4 },
        cloud: { large: 0.3 },
        service: { large: 0.8 },
      },
    },
    { term: "reserved-3y", per: "year", ...dated, prices: { fast: { large: 3600 } } },
  ],
  volumes: [
    {
      ...dated,
      prices: {
        gp: { gibMonth: 0.08, throughputMonth: 0.04, iopsMonth: [{ above: 0, price: 0.005 }] },
        io: {
          gibMonth: 0.125,
          iopsMonth: [
            { above: 0, price: 0.06 },
            { above: 10_000, price: 0.04 },
          ],
        },
        hdd: { gibMonth: 0.045 },
        bytes: { gibMonth: 0.1, writtenGb: 0.01 },
      },
    },
  ],
  traffic: { betweenZones: 0.02, ...dated },
});

export const catalogue = (): Catalogue => parseCatalogue(rawCatalogue(), "catalogue.yaml");
export const prices = (): Prices => parsePrices(rawPrices(), "prices.yaml");

/** Offers of the sample, all of them on demand unless other fields of the selection are laid over. */
export const offers = (selection: Partial<Selection> = {}): Offer[] =>
  offersOf(
    catalogue(),
    prices(),
    { term: "on-demand", patterns: [], storage: [], generation: "any", ...selection },
    rules,
  );

/** The offer of the sample with this name. */
export function offer(name: string, term: Selection["term"] = "on-demand"): Offer {
  const [found] = offers({ term, patterns: [name] });
  return found!;
}
