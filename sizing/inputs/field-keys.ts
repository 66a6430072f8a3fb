import { didYouMean } from "../suggest.ts";
import type { Keys } from "./keys.ts";
import type { RecordField, RecordTemplate } from "./record.ts";

/** A field whose values can be keys: they come alike often at any time. */
export type KeyField = Exclude<RecordField, { type: "padding" | "timestamp" }>;

/** The field `name` of a record as the key of its messages, or why it cannot be and what to write. */
export function keyField(
  record: RecordTemplate | undefined,
  name: string,
): { kind: "found"; field: KeyField } | { kind: "refused"; message: string } {
  const refused = (message: string) => ({ kind: "refused" as const, message });
  if (record === undefined) return refused("needs the field's `record`; write it as well, or the number of keys");
  const names = record.fields.map((field) => field.name);
  const field = record.fields.find((one) => one.name === name);
  const remedy = didYouMean(name, names) || `write one of ${names.map((one) => `\`${one}\``).join(", ")}`;
  if (field === undefined) return refused(`\`${name}\` is no field of the record; ${remedy}`);
  if (field.type === "padding") return refused(`\`${name}\` only fills up the record; name another field`);
  if (field.type === "timestamp")
    return refused(`\`${name}\` is a time, so all messages of a time would have one key; name another field`);
  return { kind: "found", field };
}

/** How many keys the values of `field` make, where there is an end to them, and the part of the most frequent one. */
export function keysOfField(field: KeyField): Pick<Keys, "count" | "hottest"> {
  switch (field.type) {
    case "sequence":
      return field.step === 0 ? { count: 1 } : {};
    case "integer":
      return counted(field.to - field.from + 1);
    case "decimal":
      return counted(Math.round((field.to - field.from) * 10 ** field.digits) + 1);
    case "guid":
      return {};
    case "choice": {
      const weights = Object.values(field.values);
      return {
        count: weights.length,
        hottest: Math.max(...weights) / weights.reduce((sum, weight) => sum + weight, 0),
      };
    }
    case "text":
      return counted(LETTERS ** field.length);
    case "subscriber":
      return { count: field.count };
    case "constant":
      return { count: 1 };
  }
}

/** Of which generated text is made. */
const LETTERS = 26;

/** More than so many keys are as good as without end. */
const MOST_KEYS = 1e12;
const counted = (count: number) => (count > MOST_KEYS ? {} : { count });
