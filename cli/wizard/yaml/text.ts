import { isDeepStrictEqual } from "node:util";
import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { applyEdit, type Edit, type Json, type Path } from "./edit.ts";
import { asBlock, asFlow } from "./render.ts";

/** A piece of a text and what comes in its place. */
type Splice = { readonly from: number; readonly to: number; readonly by: string };

/** The keys of the block at a path in the order in which they are written; empty where there is none. */
export type KeyOrder = (path: Path) => readonly string[];

type Collection = YAMLMap<Node, Node> | YAMLSeq<Node | Pair<Node, Node>>;

/**
 * The text with one edit made where it belongs, and every other character as it was. A new key stands behind those that
 * come before it in the order of its block, or at the end. Where the shape of the text does not
 * allow that (a value that others refer to), it is written anew from its values, under the comment at its head.
 */
export function editText(text: string, edit: Edit, orderAt: KeyOrder = () => []): string {
  const document = parseDocument(text);
  const wanted = applyEdit(document.toJS(), edit);
  if (isDeepStrictEqual(document.toJS(), wanted)) return text;
  const splice = spliceFor(text, document, edit, orderAt);
  const spliced = splice && `${text.slice(0, splice.from)}${splice.by}${text.slice(splice.to)}`;
  return spliced !== null && isDeepStrictEqual(contentOf(spliced), wanted) ? spliced : writtenAnew(document, wanted);
}

/** What a text says; undefined where it is no YAML. */
function contentOf(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document.toJS();
}

function writtenAnew(before: Document, wanted: Json): string {
  const document = new Document(wanted);
  document.commentBefore = before.commentBefore;
  return document.toString({ lineWidth: 0 });
}

function spliceFor(text: string, document: Document, edit: Edit, orderAt: KeyOrder): Splice | null {
  switch (edit.op) {
    case "set":
      return setSplice(text, document, edit.path, edit.value, orderAt);
    case "unset":
      return unsetSplice(text, document, edit.path);
    case "append": {
      const list = document.getIn(edit.path, true);
      if (isSeq(list) && list.items.length > 0) return entrySplice(text, list as Collection, null, edit.value);
      return setSplice(text, document, edit.path, [edit.value], orderAt);
    }
  }
}

function setSplice(text: string, document: Document, path: Path, value: Json, orderAt: KeyOrder): Splice | null {
  const found = path.length === 0 ? null : document.getIn(path, true);
  if (found !== null && found !== undefined) {
    if (isScalar(found) && found.range) return inPlace(text, found.range, value);
    if (isCollection(found) && found.range && found.flow) return inPlace(text, found.range, value);
    return null;
  }
  const depth = path.findIndex((_, at) => !isCollection(document.getIn(path.slice(0, at + 1), true)));
  const key = path[depth];
  if (typeof key !== "string") return null;
  const inner = path.slice(depth + 1).reduceRight<Json>((made, part) => ({ [part]: made }), value);
  const empty = document.getIn(path.slice(0, depth + 1), true);
  // A key without a value, such as `objectives:`.
  if (isScalar(empty) && empty.range) return inPlace(text, empty.range, inner);
  const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
  if (!isMap(parent)) return null;
  const map = parent as YAMLMap<Node, Node>;
  return entrySplice(text, map, key, inner, predecessor(map, key, orderAt(path.slice(0, depth))));
}

/** A value in the place of another; one that was left out needs a space before it. */
function inPlace(text: string, [from, to]: readonly [number, number, number], value: Json): Splice {
  const gap = from > 0 && text[from - 1] === ":" ? " " : "";
  return { from, to, by: `${gap}${asFlow(value)}` };
}

const childrenOf = (collection: Collection): Node[] =>
  collection.items.flatMap((item) => {
    const last = isPair(item) ? (item.value ?? item.key) : item;
    return last ? [last] : [];
  });

/** Where the content of a node ends, without the comments and empty lines that follow it. */
function endOf(node: Node): number {
  const within = isCollection(node) && !node.flow ? childrenOf(node as Collection).at(-1) : undefined;
  return within ? endOf(within) : node.range![1];
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
};

/** The last of the entries of a block that come before a key in their order; undefined where there is none. */
function predecessor({ items }: YAMLMap<Node, Node>, key: string, order: readonly string[]): Node | undefined {
  const place = order.indexOf(key);
  const before = items.findLast((item) => {
    const at = isScalar(item.key) ? order.indexOf(String(item.key.value)) : -1;
    return at !== -1 && at < place;
  });
  return before && (before.value ?? before.key);
}

/** Another entry of a collection, after the one that is named or the last. */
function entrySplice(
  text: string,
  collection: Collection,
  key: string | null,
  value: Json,
  after?: Node,
): Splice | null {
  const last = after ?? childrenOf(collection).at(-1);
  if (collection.flow) {
    const entry = key === null ? asFlow(value) : `${asFlow(key)}: ${asFlow(value)}`;
    if (last) return { from: endOf(last), to: endOf(last), by: `, ${entry}` };
    return { from: collection.range![0], to: collection.range![1], by: key === null ? `[${entry}]` : `{ ${entry} }` };
  }
  const first = collection.items[0];
  const start = isPair(first) ? first.key.range?.[0] : first?.range?.[0];
  if (last === undefined || start === undefined) return null;
  const from = lineEnd(text, endOf(last));
  const column = start - lineStart(text, start);
  if (key !== null) return { from, to: from, by: `\n${" ".repeat(column)}${asFlow(key)}: ${asFlow(value)}` };
  // `- ` stands before the entry itself.
  return { from, to: from, by: `\n${" ".repeat(column - 2)}- ${asBlock(value, column)}` };
}

function unsetSplice(text: string, document: Document, path: Path): Splice | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isCollection(parent)) return null;
  const collection = parent as Collection;
  const key = path.at(-1)!;
  // As in the value, a block that is emptied goes as a whole.
  if (collection.items.length === 1 && isMap(parent) && path.length > 1 && typeof path.at(-2) === "string")
    return unsetSplice(text, document, path.slice(0, -1));
  const index = isMap(parent)
    ? collection.items.findIndex((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    : Number(key);
  const item = collection.items[index];
  if (item === undefined) return null;
  if (collection.items.length === 1)
    return isSeq(parent) ? emptied(text, document, path.slice(0, -1), collection) : null;
  const node = isPair(item) ? item.key : item;
  const from = node.range![0];
  const to = endOf(isPair(item) ? (item.value ?? item.key) : item);
  if (collection.flow) return outOfFlow(text, collection, index, from, to);
  const line = lineStart(text, from);
  const sharesItsLine =
    !/^\s*(- )?$/.test(text.slice(line, from)) || (isMap(parent) && /-\s*$/.test(text.slice(line, from)));
  if (sharesItsLine) return null;
  const begin = isSeq(parent) && index > 0 ? aboveComments(text, line) : line;
  return { from: begin, to: Math.min(text.length, lineEnd(text, to) + 1), by: "" };
}

/** A list without its last entry: an empty one on the line of its key. */
function emptied(text: string, document: Document, path: Path, list: Collection): Splice | null {
  if (list.flow) return inPlace(text, list.range!, []);
  const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap<Node, Node>(around) ? around.items.find(({ value }) => value === list) : undefined;
  if (pair === undefined) return null;
  return { from: text.indexOf(":", pair.key.range![1]) + 1, to: endOf(list), by: " []" };
}

/** The beginning of the comment lines directly above a line, which tell of what follows them. */
function aboveComments(text: string, line: number): number {
  const before = lineStart(text, line - 1);
  return line > 0 && /^\s*#/.test(text.slice(before, line)) ? aboveComments(text, before) : line;
}

/** An entry of a flow collection, with one of the commas beside it. */
function outOfFlow(text: string, collection: Collection, index: number, from: number, to: number): Splice | null {
  const next = collection.items[index + 1];
  const nextStart = isPair(next) ? next.key.range?.[0] : next?.range?.[0];
  if (nextStart !== undefined) return { from, to: nextStart, by: "" };
  const before = text.lastIndexOf(",", from);
  return before === -1 ? null : { from: before, to, by: "" };
}
