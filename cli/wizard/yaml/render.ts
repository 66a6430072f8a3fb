import { Document } from "yaml";
import { isBlock, type Json } from "./edit.ts";

/** A value on one line, as people write it: `{ outage: 1 h, within: 2 h }`, `[{ group: a }]`. */
export function asFlow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(asFlow).join(", ")}]`;
  if (isBlock(value)) {
    const entries = Object.entries(value).map(([key, child]) => `${asFlow(key)}: ${asFlow(child)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return scalar(value as string | number | boolean | null);
}

/** A value that is safe inside `{ }` and `[ ]` too. */
function scalar(value: string | number | boolean | null): string {
  const text = new Document([value]).toString({ lineWidth: 0, flowCollectionPadding: false, collectionStyle: "flow" });
  return text.trim().slice(1, -1);
}

/** A block over several lines whose further lines stand in by `column`; what is inside of it is on one line each. */
export function asBlock(value: Json, column: number): string {
  if (!isBlock(value)) return asFlow(value);
  const lines = Object.entries(value).map(([key, child]) => `${asFlow(key)}: ${asFlow(child)}`);
  return lines.join(`\n${" ".repeat(column)}`);
}
