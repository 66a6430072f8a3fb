import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { choosesFromCatalogue, type Inventory, type Market, parseCatalogue, parsePrices } from "../sizing/index.ts";
import { readYaml } from "./yaml-file.ts";

const own = (name: string): string => fileURLToPath(new URL(`../sizing/catalogues/${name}.yaml`, import.meta.url));
const ownCatalogues = ["ec2", "msk", "kubernetes", "openstack"];

/**
 * The catalogue and the prices that an inventory names: the project's own, or files beside the inventory's. Null where
 * it names none.
 * @throws Problem of kind input that names the file
 */
export async function readMarket(inventory: Inventory, inventoryFile: string): Promise<Market | null> {
  if (!choosesFromCatalogue(inventory)) return null;
  const beside = (name: string): string => resolve(dirname(inventoryFile), name);
  const { catalogue: name, prices } = inventory;
  const catalogue = ownCatalogues.includes(name) ? own(name) : beside(name);
  const priceFile = prices === undefined ? own("prices") : beside(prices);
  return {
    catalogue: parseCatalogue(await readYaml(catalogue), catalogue),
    prices: parsePrices(await readYaml(priceFile), priceFile),
  };
}
