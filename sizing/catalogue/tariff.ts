import type { Rules } from "../rules/overrides.ts";
import type { Prices, Term } from "./prices.ts";
import { cite } from "./sourced.ts";

const seconds = { hour: 3600, year: 365 * 86_400 } as const;

/** Price of a host: as written, and for a month of `billingMonth`. */
export interface HostPrice {
  readonly amount: number;
  readonly per: keyof typeof seconds;
  readonly term: Term;
  readonly perMonth: number;
  readonly source: string;
}

/** Prices of a volume kind or of managed storage, with their source. */
export type VolumePrice = Prices["volumes"][number]["prices"][string] & { readonly source: string };

/** A price file made ready for look-ups, under one term. */
export interface Tariff {
  readonly currency: string;
  readonly hosts: ReadonlyMap<string, HostPrice>;
  readonly volumes: ReadonlyMap<string, VolumePrice>;
}

/** What a host costs in a billing month. */
export const perMonth = (amount: number, per: HostPrice["per"], billingMonth: number): number =>
  amount * (billingMonth / seconds[per]);

/** The prices under `term`, by name. */
export function tariffOf(prices: Prices, term: Term, rules: Rules): Tariff {
  const hosts = new Map<string, HostPrice>();
  for (const block of prices.hosts) {
    if (block.term !== term) continue;
    const [{ per }, source] = [block, cite(block)];
    for (const [family, sizes] of Object.entries(block.prices)) {
      for (const [size, amount] of Object.entries(sizes)) {
        const month = perMonth(amount, per, rules.billingMonth.value);
        hosts.set(`${family}.${size}`, { amount, per, term, perMonth: month, source });
      }
    }
  }
  const volumes = new Map<string, VolumePrice>();
  for (const block of prices.volumes) {
    for (const [name, price] of Object.entries(block.prices)) volumes.set(name, { ...price, source: cite(block) });
  }
  return { currency: prices.currency, hosts, volumes };
}
