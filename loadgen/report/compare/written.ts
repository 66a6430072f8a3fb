/** What the files of a system say, as they were written: numbers, texts, lists and blocks of them. */
export interface Written {
  readonly workload: unknown;
  readonly inventory: unknown;
}

/** An input that two systems have otherwise, each as it is written; null where it is left out. */
export interface InputChange {
  readonly file: keyof Written;
  /** Its place in the file; an entry of a list is called by its name. */
  readonly key: string;
  readonly now: string | null;
  readonly other: string | null;
}

/** A value as text, and the keys of the entries of lists that it is in, the outermost first. */
interface Value {
  readonly text: string;
  readonly within: readonly string[];
}

/** What a file says: each value by its key, and each entry of a list with what it says in short. */
class Said {
  readonly values = new Map<string, Value>();
  readonly entries = new Map<string, string[]>();

  constructor(file: unknown) {
    this.#collect(file, "", []);
  }

  #collect(value: unknown, key: string, within: readonly string[]): void {
    const below = (part: string): string => (key === "" ? part : `${key}.${part}`);
    if (Array.isArray(value) && value.some(isBlock)) {
      for (const [at, entry] of value.entries()) {
        const name = below(nameOf(entry, at));
        this.entries.set(name, []);
        this.#collect(entry, name, [...within, name]);
      }
    } else if (isBlock(value)) {
      for (const [part, child] of Object.entries(value)) this.#collect(child, below(part), within);
    } else this.#add(key, Array.isArray(value) ? value.join(", ") || "none" : String(value), within);
  }

  #add(key: string, text: string, within: readonly string[]): void {
    this.values.set(key, { text, within });
    for (const entry of within) this.entries.get(entry)!.push(`${key.slice(entry.length + 1)} ${text}`);
  }
}

const isBlock = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an entry of a list is called: by what tells it apart, else by its place. */
function nameOf(entry: unknown, at: number): string {
  const { name, group, id } = isBlock(entry) ? entry : {};
  return String(name ?? group ?? id ?? at);
}

/** An entry that only one of two files has, with what it says; null where they have the same entries. */
function entryChange({ within }: Value, said: Said, other: Said): { key: string; text: string } | null {
  const key = within.find((entry) => !other.entries.has(entry));
  return key === undefined ? null : { key, text: said.entries.get(key)!.join(", ") };
}

function changesOf(file: keyof Written, now: Said, other: Said): InputChange[] {
  const changes = new Map<string, InputChange>();
  for (const key of new Set([...now.values.keys(), ...other.values.keys()])) {
    const [a, b] = [now.values.get(key), other.values.get(key)];
    if (a?.text === b?.text) continue;
    const added = a !== undefined && b === undefined ? entryChange(a, now, other) : null;
    const gone = b !== undefined && a === undefined ? entryChange(b, other, now) : null;
    if (added !== null) changes.set(added.key, { file, key: added.key, now: added.text, other: null });
    else if (gone !== null) changes.set(gone.key, { file, key: gone.key, now: null, other: gone.text });
    else changes.set(key, { file, key, now: a?.text ?? null, other: b?.text ?? null });
  }
  return [...changes.values()];
}

/**
 * The inputs in which two systems differ, the workload's first, in the order of the files. An entry of a list that only
 * one of them has is one change.
 */
export const inputChanges = (now: Written, other: Written): InputChange[] =>
  (["workload", "inventory"] as const).flatMap((file) => changesOf(file, new Said(now[file]), new Said(other[file])));
