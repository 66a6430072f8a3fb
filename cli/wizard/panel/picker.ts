/** Where a reader stands in a list that what is typed narrows. */
export interface Picker {
  readonly typed: string;
  readonly at: number;
}

/** What a key does to a picker. */
export type PickerKey =
  | { readonly kind: "move"; readonly by: number }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "erase" };

export const startOfList: Picker = { typed: "", at: 0 };

/** The picker after a key; a move stays within so many entries, and what is typed begins the list anew. */
export function afterKey({ typed, at }: Picker, key: PickerKey, entries: number): Picker {
  switch (key.kind) {
    case "move":
      return { typed, at: Math.max(0, Math.min(entries - 1, at + key.by)) };
    case "type":
      return { typed: typed + key.text, at: 0 };
    case "erase":
      return { typed: typed.slice(0, -1), at: 0 };
  }
}

/** The stretch of a list that is shown in so many rows, with the entry in it. */
export function windowAt(at: number, entries: number, rows: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(at - Math.floor(rows / 2), entries - rows));
  return { from, to: Math.min(entries, from + rows) };
}
