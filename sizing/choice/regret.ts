import type { End } from "../inputs/ranges.ts";

export const ends: readonly End[] = ["low", "likely", "high"];

/** What an offer costs a month for the workload at each end of its ranges; null where it does not carry it. */
export interface Costs {
  readonly offer: string;
  readonly at: Readonly<Record<End, number | null>>;
}

/** How likely each end is held to be: the three-point estimate, (low + 4 x likely + high) / 6. */
const weights: Readonly<Record<End, number>> = { low: 1 / 6, likely: 4 / 6, high: 1 / 6 };

/** To buy an offer for one end of the ranges, and what that is regretted when another comes. */
export interface Decision {
  readonly offer: string;
  readonly boughtFor: End;
  /** Beyond what the best offer for that end would have cost, a month. */
  readonly regret: Readonly<Record<End, number>>;
  readonly expected: number;
  readonly cost: number;
}

/**
 * What is paid when an offer was bought for one end and another comes: what was bought, if it is enough; or what is
 * needed, and a penalty on what had to be added late.
 */
function paid({ at }: Costs, boughtFor: End, comes: End, latePenalty: number): number | null {
  const [had, needed] = [at[boughtFor], at[comes]];
  if (had === null || needed === null) return null;
  return needed <= had ? had : needed + latePenalty * (needed - had);
}

function decide(costs: Costs, boughtFor: End, best: Readonly<Record<End, number>>, latePenalty: number): Decision[] {
  const regrets = ends.map((comes) => {
    const cost = paid(costs, boughtFor, comes, latePenalty);
    return cost === null ? null : ([comes, cost - best[comes]] as const);
  });
  if (!regrets.every((regret) => regret !== null)) return [];
  const regret = Object.fromEntries(regrets) as Record<End, number>;
  const expected = ends.reduce((sum, end) => sum + weights[end] * regret[end], 0);
  return [{ offer: costs.offer, boughtFor, regret, expected, cost: costs.at[boughtFor]! }];
}

/**
 * The decision of least regret: the offer, and the end of the ranges to buy it for, that is regretted least on average
 * over the ends. Ties go to the cheaper one, then to the name. Null where no offer carries every end.
 */
export function leastRegret(all: readonly Costs[], latePenalty: number): Decision | null {
  const bestAt = (end: End) => Math.min(...all.map(({ at }) => at[end] ?? Number.POSITIVE_INFINITY));
  const best = { low: bestAt("low"), likely: bestAt("likely"), high: bestAt("high") };
  // Where two ends come to the same brokers, they are bought for the likely one.
  const decisions = all.flatMap((costs) =>
    (["likely", "high", "low"] as const).flatMap((end) => decide(costs, end, best, latePenalty)),
  );
  const [least] = decisions.sort((a, b) => a.expected - b.expected || a.cost - b.cost || (a.offer < b.offer ? -1 : 1));
  return least ?? null;
}
