import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMarket } from "../../components/market.ts";
import { readYaml } from "../../components/yaml-file.ts";
import { choosesFromCatalogue, type Inventory, parseCalibration } from "../../sizing/index.ts";
import type { Draft } from "./model/draft.ts";
import type { Surroundings } from "./model/planning.ts";

/** What tells the surroundings of one draft from another's. */
export function surroundingsKey({ origin }: Draft, inventory: Inventory): string {
  const named = choosesFromCatalogue(inventory) ? [inventory.catalogue, inventory.prices ?? ""] : [];
  return [origin.folder ?? "", ...named].join("\n");
}

/**
 * What a plan needs beside its draft: the catalogue that the inventory names, with its prices, and the costs that were
 * measured for the system that the draft came from, if any were.
 * @throws Problem of kind input that names the file
 */
export async function readSurroundings({ origin }: Draft, inventory: Inventory): Promise<Surroundings> {
  const folder = origin.folder ?? ".";
  const file = join(folder, "calibration.yaml");
  const measured = origin.folder !== null && existsSync(file);
  return {
    market: await readMarket(inventory, join(folder, "inventory.yaml")),
    calibration: measured ? parseCalibration(await readYaml(file), file) : null,
  };
}
