import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Prices } from "../catalogue/prices.ts";

/** What an inventory that names a catalogue can choose from, and at which prices. */
export interface Market {
  readonly catalogue: Catalogue;
  readonly prices: Prices;
}
