import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import {
  type Inventory,
  type Plan,
  Problem,
  parseInventory,
  parseWorkload,
  plan,
  type Workload,
} from "../sizing/index.ts";
import { localVersionWith } from "./kafka/version.ts";

/** The two files that describe a system. */
export type SystemFiles = { readonly workload: string; readonly inventory: string };

/** How the command line names them: a folder, or either file by itself. */
export type SystemOptions = { readonly workload?: string; readonly inventory?: string };

export type System = { readonly workload: Workload; readonly inventory: Inventory; readonly plan: Plan };

/**
 * The files of `dir/workload.yaml` and `dir/inventory.yaml`, each replaced by the option that names it.
 * @throws Problem PLM-FILE-001 if neither a folder nor both files are given
 */
export function systemFiles(dir: string | undefined, options: SystemOptions): SystemFiles {
  const workload = options.workload ?? (dir === undefined ? undefined : join(dir, "workload.yaml"));
  const inventory = options.inventory ?? (dir === undefined ? undefined : join(dir, "inventory.yaml"));
  if (workload !== undefined && inventory !== undefined) return { workload, inventory };
  throw new Problem(
    "input",
    "PLM-FILE-001",
    `no ${workload === undefined ? "workload" : "inventory"} is given`,
    "name a folder that holds workload.yaml and inventory.yaml, or both files with --workload and --inventory",
  );
}

/**
 * Reads, checks and plans a system.
 * @throws Problem of kind input that names the file, and in YAML the line and column
 */
export async function readSystem(files: SystemFiles): Promise<System> {
  const workload = parseWorkload(await readYaml(files.workload), files.workload);
  const inventory = parseInventory(await readYaml(files.inventory), files.inventory);
  return { workload, inventory, plan: plan(workload, inventory) };
}

/**
 * The plan of a system, with its metadata kept where an environment says, if it does, in the version of Kafka that does
 * so on this machine.
 */
export function planFor({ workload, inventory, plan: asWritten }: System, metadata?: Workload["metadata"]): Plan {
  if (metadata === undefined || metadata === workload.metadata) return asWritten;
  return plan({ ...workload, metadata, kafka: localVersionWith(metadata) }, inventory);
}

const largestFile = 4 * 1024 * 1024;

/**
 * Reads a YAML file of one document into a plain value.
 * @throws Problem PLM-FILE-002 (missing), -003 (not readable), -004 (too large), PLM-YAML-001 (not YAML)
 */
export async function readYaml(file: string): Promise<unknown> {
  const text = await readText(file);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const details = text.split("\n")[line - 1] ?? "";
    throw new Problem("input", "PLM-YAML-001", `${file}:${line}:${col}: ${error.message}`, "correct the YAML there", [
      details.slice(0, 200),
      `${" ".repeat(Math.min(col - 1, 200))}^`,
    ]);
  }
  try {
    return document.toJS();
  } catch (error) {
    throw new Problem("input", "PLM-YAML-001", `${file}: ${(error as Error).message}`, "write it without aliases");
  }
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= largestFile) return await readFile(file, "utf8");
  } catch (error) {
    throw fileProblem(file, error as NodeJS.ErrnoException);
  }
  throw new Problem("input", "PLM-FILE-004", `${file} is larger than 4 MiB`, "name a workload or an inventory");
}

function fileProblem(file: string, { code, message }: NodeJS.ErrnoException): Problem {
  if (code === "ENOENT" || code === "ENOTDIR") {
    const remedy =
      "name a folder that holds workload.yaml and inventory.yaml, or the files with --workload and --inventory";
    return new Problem("input", "PLM-FILE-002", `${file} does not exist`, remedy);
  }
  const reason = code === "EISDIR" ? "is a folder" : `cannot be read (${code ?? message})`;
  return new Problem("input", "PLM-FILE-003", `${file} ${reason}`, "name a file that you may read");
}

/**
 * The name of the system in a folder, for commands that need nothing else of it.
 * @throws Problem as {@link readSystem}
 */
export async function readName(dir: string): Promise<string> {
  const { workload } = systemFiles(dir, {});
  return parseWorkload(await readYaml(workload), workload).name;
}
