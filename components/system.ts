import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type Calibration,
  type Inventory,
  type Market,
  type Plan,
  Problem,
  parseCalibration,
  parseInventory,
  parseWorkload,
  plan,
  type Workload,
} from "../sizing/index.ts";
import { localVersionWith } from "./kafka/version.ts";
import { readMarket } from "./market.ts";
import { readParsed, readYaml } from "./yaml-file.ts";

/** The two files that describe a system. */
export type SystemFiles = { readonly workload: string; readonly inventory: string; readonly calibration?: string };

/** How the command line names them: a folder, or either file by itself. */
export type SystemOptions = {
  readonly workload?: string;
  readonly inventory?: string;
  readonly calibration?: string;
};

export type System = {
  readonly workload: Workload;
  readonly inventory: Inventory;
  /** What a catalogue in the inventory offers; null where it has hosts. */
  readonly market: Market | null;
  /** Costs that were measured; null where the defaults hold. */
  readonly calibration: Calibration | null;
  /** What its files say, as it stands there. */
  readonly written: { readonly workload: unknown; readonly inventory: unknown };
  readonly plan: Plan;
};

/**
 * The files of `dir/workload.yaml` and `dir/inventory.yaml`, each replaced by the option that names it.
 * @throws Problem PLM-FILE-001 if neither a folder nor both files are given
 */
export function systemFiles(dir: string | undefined, options: SystemOptions): SystemFiles {
  const workload = options.workload ?? (dir === undefined ? undefined : join(dir, "workload.yaml"));
  const inventory = options.inventory ?? (dir === undefined ? undefined : join(dir, "inventory.yaml"));
  const { calibration } = options;
  if (workload !== undefined && inventory !== undefined)
    return { workload, inventory, ...(calibration === undefined ? {} : { calibration }) };
  throw new Problem(
    "input",
    "PLM-FILE-001",
    `no ${workload === undefined ? "workload" : "inventory"} is given`,
    "name a folder that holds workload.yaml and inventory.yaml, or both files with --workload and --inventory",
  );
}

/**
 * Reads, checks and plans a system.
 * @throws Problem of kind input that names the file and the line of each mistake
 */
export async function readSystem(files: SystemFiles): Promise<System> {
  const [workload, ofWorkload] = await readParsed(files.workload, (raw) => [parseWorkload(raw, files.workload), raw]);
  const [inventory, ofInventory] = await readParsed(files.inventory, (raw) => [
    parseInventory(raw, files.inventory),
    raw,
  ]);
  const market = await readMarket(inventory, files.inventory);
  const calibration = await readCalibration(files);
  return {
    workload,
    inventory,
    market,
    calibration,
    written: { workload: ofWorkload, inventory: ofInventory },
    plan: plan(workload, inventory, market, calibration),
  };
}

/** The calibration that is named, or the one beside the inventory if there is any. */
async function readCalibration({ inventory, calibration }: SystemFiles): Promise<Calibration | null> {
  const beside = join(dirname(inventory), "calibration.yaml");
  const file = calibration ?? (existsSync(beside) ? beside : null);
  return file === null ? null : parseCalibration(await readYaml(file), file);
}

/**
 * The plan of a system, with its metadata kept where an environment says, if it does, in the version of Kafka that does
 * so on this machine.
 */
export function planFor(
  { workload, inventory, market, calibration, plan: asWritten }: System,
  metadata?: Workload["metadata"],
): Plan {
  if (metadata === undefined || metadata === workload.metadata) return asWritten;
  return plan({ ...workload, metadata, kafka: localVersionWith(metadata) }, inventory, market, calibration);
}

/**
 * The name of the system in a folder, for commands that need nothing else of it.
 * @throws Problem as {@link readSystem}
 */
export async function readName(dir: string): Promise<string> {
  const { workload } = systemFiles(dir, {});
  return parseWorkload(await readYaml(workload), workload).name;
}
