import { type Inventory, Problem, parseInventory, parseWorkload, type Workload } from "../../../sizing/index.ts";
import type { Fault } from "../contract.ts";
import type { Draft } from "./draft.ts";
import type { FileName } from "./fields.ts";

/** The files of a draft as their schemas read them; null for one with faults. */
export interface Checked {
  readonly workload: Workload | null;
  readonly inventory: Inventory | null;
  readonly faults: readonly Fault[];
}

function read<T>(file: FileName, parse: () => T): { readonly value: T | null; readonly faults: readonly Fault[] } {
  try {
    return { value: parse(), faults: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { value: null, faults: error.details.map((line) => faultOf(file, line)) };
  }
}

/** A line of a problem: the key of the file and what is wrong with it. */
function faultOf(file: FileName, line: string): Fault {
  const [, key = "", text = line] = /^([\w.-]+): (.*)$/s.exec(line) ?? [];
  return { id: `${file}:${key}`, text };
}

/** Reads a draft with the schemas that read the files; every mistake with the key that it is at. */
export function checkDraft(draft: Draft): Checked {
  const workload = read("workload", () => parseWorkload(draft.workload.value, "the workload"));
  const inventory = read("inventory", () => parseInventory(draft.inventory.value, "the inventory"));
  return { workload: workload.value, inventory: inventory.value, faults: [...workload.faults, ...inventory.faults] };
}
