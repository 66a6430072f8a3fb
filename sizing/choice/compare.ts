import type { Option } from "./option.ts";

/** What an option is chosen by: its cost, or its cores where nothing has a price. */
export const priceOf = ({ perMonth, cores }: Option): number => perMonth ?? cores;

/** Cheapest first; ties go to fewer brokers, then to the order of the catalogue. */
export const cheapestFirst = (options: readonly Option[]): Option[] =>
  [...options].sort((a, b) => priceOf(a) - priceOf(b) || a.brokers - b.brokers);

/** The options that no other beats in both cost and headroom, cheapest first. */
export function frontierOf(options: readonly Option[]): Option[] {
  const frontier: Option[] = [];
  for (const option of cheapestFirst(options)) {
    if (option.headroom > (frontier.at(-1)?.headroom ?? Number.NEGATIVE_INFINITY)) frontier.push(option);
  }
  return frontier;
}
