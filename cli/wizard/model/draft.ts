import { localVersionWith } from "../../../components/kafka/version.ts";
import { type Edit, type Json, type Path, valueAt } from "../yaml/edit.ts";
import { type DraftFile, edited, openFile } from "../yaml/file.ts";
import { blankFiles, blankInventory } from "./blank.ts";
import type { FileName } from "./fields.ts";
import { type MachinesKind, machinesOf } from "./machines.ts";

/** Something to begin with: the texts of a system's files, and where they are. */
export interface Origin {
  readonly title: string;
  /** The folder that other files of the system stand in; null for what has none. */
  readonly folder: string | null;
  readonly workload: string;
  readonly inventory: string;
}

/** What is being made: the two files of a system, and where they came from. */
export interface Draft extends Readonly<Record<FileName, DraftFile>> {
  readonly origin: Pick<Origin, "title" | "folder">;
  /** Inventories that were left for one of another kind, so that nothing is lost on the way back. */
  readonly shelf: Readonly<Record<string, DraftFile>>;
}

export const openDraft = ({ title, folder, workload, inventory }: Origin): Draft => ({
  origin: { title, folder },
  workload: openFile(workload),
  inventory: openFile(inventory),
  shelf: {},
});

/** What a new user begins with: one topic, on Kafka without ZooKeeper, with the least to fill in. */
export const blankDraft = (): Draft => openDraft({ title: "blank", folder: null, ...blankFiles() });

/** A draft with one of its files edited. */
export const change = (draft: Draft, file: FileName, edit: Edit): Draft => ({
  ...draft,
  [file]: edited(draft[file], edit),
});

export const keyOf = (path: Path): string => path.join(".");

/** A draft with the keys that are marked as assumed renamed, and without those that have no name any more. */
export function withAssumed(draft: Draft, rename: (key: string) => string | null): Draft {
  const assumed = valueAt(draft.workload.value, ["assumed"]);
  if (!Array.isArray(assumed)) return draft;
  return assumed.reduceRight<Draft>((left, key: Json, at) => {
    const now = rename(String(key));
    if (now === key) return left;
    const path = ["assumed", at];
    return change(left, "workload", now === null ? { op: "unset", path } : { op: "set", path, value: now });
  }, draft);
}

/** Sets a key of a file, or takes it out where the value is undefined. What the user says is no longer assumed. */
export function answered(draft: Draft, file: FileName, path: Path, value: Json | undefined): Draft {
  if (valueAt(draft[file].value, path) === value) return draft;
  const written = change(draft, file, value === undefined ? { op: "unset", path } : { op: "set", path, value });
  if (file === "inventory") return written;
  const told = keyOf(path);
  return withAssumed(written, (key) => {
    const said = key === told || told.startsWith(`${key}.`);
    return said || valueAt(written.workload.value, partsOf(key)) === undefined ? null : key;
  });
}

const partsOf = (key: string): Path => key.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** The metadata mode, with the version of Kafka that runs so. */
export function withMetadata(draft: Draft, mode: "zookeeper" | "kraft"): Draft {
  if (valueAt(draft.workload.value, ["metadata"]) === mode) return draft;
  const kept = answered(draft, "workload", ["metadata"], mode);
  return answered(kept, "workload", ["kafka"], localVersionWith(mode));
}

/** An inventory of another kind: the one that was left before, or a blank one with the hosts of services that there are. */
export function withMachines(draft: Draft, kind: MachinesKind): Draft {
  const before = machinesOf(draft.inventory.value);
  if (before === kind) return draft;
  const given = (one: MachinesKind): boolean => one === "hosts" || one === "local";
  if (given(before) && given(kind)) return answered(draft, "inventory", ["target"], kind);
  const services = valueAt(draft.inventory.value, ["services"]);
  const fresh = openFile(blankInventory(kind));
  const inventory =
    draft.shelf[kind] ??
    (services === undefined ? fresh : edited(fresh, { op: "set", path: ["services"], value: services }));
  return { ...draft, inventory, shelf: { ...draft.shelf, [before]: draft.inventory } };
}
