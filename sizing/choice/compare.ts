import type { Rules } from "../rules/overrides.ts";
import type { Option } from "./option.ts";

/** What an option is chosen by: its cost, or its cores where nothing has a price. */
export const priceOf = ({ perMonth, cores }: Option): number => perMonth ?? cores;

/** Cheapest first; ties go to fewer brokers, then to the order of the catalogue. */
export const cheapestFirst = (options: readonly Option[]): Option[] =>
  [...options].sort((a, b) => priceOf(a) - priceOf(b) || a.brokers - b.brokers);

/** The options near the cheapest that no other beats in both cost and headroom, cheapest first. */
export function frontierOf(options: readonly Option[], { frontierCost }: Rules): Option[] {
  const frontier: Option[] = [];
  for (const option of cheapestFirst(options)) {
    if (frontier.length > 0 && priceOf(option) > priceOf(frontier[0]!) * frontierCost.value) break;
    if (option.headroom > (frontier.at(-1)?.headroom ?? Number.NEGATIVE_INFINITY)) frontier.push(option);
  }
  return frontier;
}
