import type { Option, Priced } from "./option.ts";

/** What an option is chosen by: its cost, or its cores where nothing has a price. */
export const priceOf = ({ perMonth, cores }: Priced): number => perMonth ?? cores;

/** Orders options: cheapest first, ties by fewer brokers, then by name. */
export const byPrice = (a: Priced, b: Priced): number =>
  priceOf(a) - priceOf(b) || a.brokers - b.brokers || (a.offer.name < b.offer.name ? -1 : 1);

/** The options that no other beats in both cost and headroom, cheapest first. */
export function frontierOf(options: readonly Option[]): Option[] {
  const frontier: Option[] = [];
  for (const option of [...options].sort(byPrice)) {
    if (option.headroom > (frontier.at(-1)?.headroom ?? Number.NEGATIVE_INFINITY)) frontier.push(option);
  }
  return frontier;
}
