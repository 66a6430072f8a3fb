import { type Basis, type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Cost, iopsLine, storageLine, storageLines, throughputLine, totalOf } from "./cost.ts";
import type { Disks } from "./fit.ts";
import type { Offer } from "./offer.ts";
import { type HostPrice, perMonth } from "./tariff.ts";

/** The cost of a broker a month with the reason of each line. */
export type ExplainedCost = { readonly currency: string } & {
  readonly [Line in keyof Cost | "total"]: Derived;
};

const none: Basis = { name: "hostPrice", source: "local disks come with the host" };

function hostCost(unit: string, { amount, per, term, source }: HostPrice, { billingMonth }: Rules): Derived {
  return derive(
    unit,
    `price of the host for a${per === "hour" ? "n hour" : " year"} x month`,
    { name: term, source },
    { price: amount, per, billingMonthSeconds: billingMonth.value },
    (given) => perMonth(given.price, given.per, given.billingMonthSeconds),
  );
}

/** What a broker with these disks costs a month, explained; null where a price is missing. The numbers are `costOf`'s. */
export function explainCost(offer: Offer, disks: Disks, rules: Rules): ExplainedCost | null {
  const { storage, price } = offer;
  if (price === null) return null;
  const unit = `${price.currency}/month`;
  const lines = price.storage === null ? null : storageLines(storage, price.storage, disks);
  const basis: Basis =
    price.storage === null
      ? none
      : {
          name: storage.kind === "volumes" ? storage.volume.name : storage.kind,
          source: price.storage.source,
        };
  const nothing = derive(unit, "nothing beyond the host", basis, {}, () => 0);
  const host = hostCost(unit, price.host, rules);
  const space =
    lines && derive(unit, "volumes x GiB of each x price of a GiB-month", basis, lines.storage, storageLine);
  const rate =
    lines &&
    derive(
      unit,
      "volumes x MiB/s of each beyond what is included x price of a MiB/s-month",
      basis,
      lines.throughput,
      throughputLine,
    );
  const operations =
    lines && derive(unit, "volumes x IOPS of each beyond those included, by tiers", basis, lines.iops, iopsLine);
  const parts = { host, storage: space ?? nothing, throughput: rate ?? nothing, iops: operations ?? nothing };
  const values = {
    host: host.value,
    storage: parts.storage.value,
    throughput: parts.throughput.value,
    iops: parts.iops.value,
  };
  const sum: Basis = { name: "brokerCost", source: `prices of ${offer.name}` };
  return {
    currency: price.currency,
    ...parts,
    total: derive(unit, "host + storage + throughput + IOPS", sum, values, totalOf),
  };
}
