import { type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Offer } from "./offer.ts";
import type { Prices } from "./prices.ts";
import { cite } from "./sourced.ts";

const gigabyte = 1e9;

interface Billed {
  readonly bytesPerSecond: number;
  readonly priceOfGb: number;
  readonly billingMonthSeconds: number;
}

/** What a steady rate costs a month at a price for each GB (10^9 bytes). */
export const trafficCostOf = ({ bytesPerSecond, priceOfGb, billingMonthSeconds }: Billed): number =>
  ((bytesPerSecond * billingMonthSeconds) / gigabyte) * priceOfGb;

/** A month's cost of traffic between zones at a mean rate; null where the price file says nothing of it. */
export function zoneTrafficCost(prices: Prices, bytesPerSecond: number, rules: Rules): Derived | null {
  if (prices.traffic === undefined) return null;
  return derive(
    `${prices.currency}/month`,
    "mean bytes/s between zones x month x price of a GB",
    { name: "trafficBetweenZones", source: cite(prices.traffic) },
    { bytesPerSecond, priceOfGb: prices.traffic.betweenZones, billingMonthSeconds: rules.billingMonth.value },
    trafficCostOf,
  );
}

/** A month's cost of what producers write to one broker at a mean rate; null where the offer does not bill it. */
export function writtenCost({ price, storage }: Offer, bytesPerSecond: number, rules: Rules): Derived | null {
  const written = price?.storage?.writtenGb;
  if (price === null || price.storage === null || written === undefined) return null;
  return derive(
    `${price.currency}/month`,
    "mean bytes/s from producers x month x price of a GB",
    { name: storage.kind === "managed" ? storage.priced : storage.kind, source: price.storage.source },
    { bytesPerSecond, priceOfGb: written, billingMonthSeconds: rules.billingMonth.value },
    trafficCostOf,
  );
}
