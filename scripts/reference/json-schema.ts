import type { z } from "zod";

export type Schema = z.core.JSONSchema.JSONSchema;

/** The schemas of which one must hold; undefined where there is one alone. */
export const alternativesOf = ({ anyOf, oneOf }: Schema): readonly Schema[] | undefined =>
  (anyOf ?? oneOf) as readonly Schema[] | undefined;

/** The schema of the entries of a list. */
export const itemsOf = ({ items }: Schema): Schema => (Array.isArray(items) ? items[0] : items) as Schema;

/** The description of a value; where it has none, that of an alternative or of its entries. */
export function aboutOf(schema: Schema): string {
  if (schema.description !== undefined) return schema.description;
  const inner = alternativesOf(schema)?.find(({ description }) => description !== undefined);
  return inner?.description ?? (schema.type === "array" ? (itemsOf(schema).description ?? "") : "");
}

/** A number's kind and bounds in words. What a double can hold is no bound. */
export function numberIn({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  const parts = [type === "integer" ? "whole number" : "number"];
  if (typeof exclusiveMinimum === "number") parts.push(`above ${exclusiveMinimum}`);
  else if (minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER) parts.push(`from ${minimum}`);
  if (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) parts.push(`to ${maximum.toLocaleString("en")}`);
  return parts.join(" ");
}

/** A value as YAML has it on one line. */
export function asWritten(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asWritten).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, one]) => `${key}: ${asWritten(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
