import { parseDocument } from "yaml";
import { applyEdit, type Edit, type Json, type Path } from "./edit.ts";
import { editText, type KeyOrder } from "./text.ts";

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

const samePath = (a: Path, b: Path): boolean => a.join("\n") === b.join("\n");

/** Whether an edit moves the entries of a list, so that a path before it and after it are not the same place. */
const movesEntries = ({ op, path }: Edit): boolean =>
  op === "append" || (op === "unset" && typeof path.at(-1) === "number");

/** The edits with one more: what is typed into a field is one edit, in its place, unless a list changed in between. */
function joined(edits: readonly Edit[], edit: Edit): Edit[] {
  if (movesEntries(edit)) return [...edits, edit];
  const moved = edits.findLastIndex(movesEntries);
  return [...edits.filter((one, at) => at <= moved || !samePath(one.path, edit.path)), edit];
}

export const edited = ({ base, edits, value }: DraftFile, edit: Edit): DraftFile => ({
  base,
  edits: joined(edits, edit),
  value: applyEdit(value, edit),
});

/** Whether the value at a path was set since the file was opened; that of an entry that was put in whole was not. */
export function wasSet({ edits }: DraftFile, path: Path): boolean {
  let at = path;
  for (const edit of edits.toReversed()) {
    if (edit.op === "set" && samePath(edit.path, at)) return true;
    if (edit.op === "unset") at = before(edit.path, at);
  }
  return false;
}

/** Where a path led before an entry was taken out of a list. */
function before(taken: Path, path: Path): Path {
  const depth = taken.length - 1;
  const [gone, here] = [taken[depth], path[depth]];
  const sameList = samePath(taken.slice(0, depth), path.slice(0, depth));
  return sameList && typeof gone === "number" && typeof here === "number" && here >= gone
    ? path.with(depth, here + 1)
    : path;
}

/** A file as it was kept: opened and edited again. */
export const reopened = (base: string, edits: readonly Edit[]): DraftFile => edits.reduce(edited, openFile(base));

/** The text of the file with its edits made and everything else, comments too, as it was. */
export const fileText = ({ base, edits }: DraftFile, orderAt?: KeyOrder): string =>
  edits.reduce((text, edit) => editText(text, edit, orderAt), base);
