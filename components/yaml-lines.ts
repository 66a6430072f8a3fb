import { type Document, isMap, isNode, isScalar, isSeq, type LineCounter, type Pair } from "yaml";
import { Problem } from "../sizing/index.ts";

const keyOfDetail = /^([^\s:]+): /;
const unknownKey = /^\S+: unknown key `([^`]*)`/;

/** The same problem with the line of the file before each mistake that names a key which stands there. */
export function withLines(problem: Problem, document: Document, lines: LineCounter): Problem {
  const details = problem.details.map((detail) => {
    const key = keyOfDetail.exec(detail)?.[1];
    if (key === undefined) return detail;
    const unknown = unknownKey.exec(detail)?.[1];
    const offset = offsetOf(document, [...key.split("."), ...(unknown === undefined ? [] : [unknown])]);
    return offset === null ? detail : `line ${lines.linePos(offset).line}: ${detail}`;
  });
  return new Problem(problem.kind, problem.code, problem.message, problem.remedy, details);
}

/** Where a key stands, or of one that is missing the block that it is missing from; null if there is no such block. */
function offsetOf(document: Document, path: readonly string[]): number | null {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const segment of path) {
    const pair = isMap(node) ? node.items.find((item) => named(item, segment)) : undefined;
    const next: unknown = pair ? pair.value : isSeq(node) ? node.items[Number(segment)] : undefined;
    const start: unknown = pair ? pair.key : next;
    if (!isNode(start)) break;
    offset = start.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

const named = ({ key }: Pair, name: string): boolean => isScalar(key) && String(key.value) === name;
