import { parseDocument } from "yaml";
import { applyEdit, type Edit, type Json } from "./edit.ts";
import { editText } from "./text.ts";

/** A YAML file with the changes that were made to it since it was opened. */
export interface DraftFile {
  /** As it was opened. */
  readonly base: string;
  readonly edits: readonly Edit[];
  /** What it says with the edits made. */
  readonly value: Json;
}

/** Opens the text of a YAML file; what is no YAML must have been found before. */
export const openFile = (base: string): DraftFile => ({ base, edits: [], value: parseDocument(base).toJS() as Json });

const samePath = (a: Edit, b: Edit): boolean => a.path.join("\n") === b.path.join("\n");

/** Whether an edit moves the entries of a list, so that a path before it and after it are not the same place. */
const movesEntries = ({ op, path }: Edit): boolean =>
  op === "append" || (op === "unset" && typeof path.at(-1) === "number");

/** The edits with one more: what is typed into a field is one edit, in its place, unless a list changed in between. */
function joined(edits: readonly Edit[], edit: Edit): Edit[] {
  if (movesEntries(edit)) return [...edits, edit];
  const moved = edits.findLastIndex(movesEntries);
  return [...edits.filter((one, at) => at <= moved || !samePath(one, edit)), edit];
}

export const edited = ({ base, edits, value }: DraftFile, edit: Edit): DraftFile => ({
  base,
  edits: joined(edits, edit),
  value: applyEdit(value, edit),
});

/** A file as it was kept: opened and edited again. */
export const reopened = (base: string, edits: readonly Edit[]): DraftFile => edits.reduce(edited, openFile(base));

/** The text of the file with its edits made and everything else, comments too, as it was. */
export const fileText = ({ base, edits }: DraftFile): string => edits.reduce(editText, base);
