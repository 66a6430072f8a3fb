import type { RecordTemplate } from "../../../sizing/inputs/record.ts";
import { type Cell, columnOf } from "./columns.ts";
import { type Filler, randomBytes, randomLetters } from "./fill.ts";

/** Where the padding of an encoded record is to go; null in a record without any. */
interface Encoded {
  bytes: Buffer;
  paddingAt: number | null;
}

/** A record's bytes, its key's, and how many more than wanted they are together though it has padding. */
export interface RecordValue {
  /** Text of the field that is the key; empty where none is. */
  key: Buffer;
  value: Buffer;
  missing: number;
}

/**
 * The values of records of a template, row by row. One with a padding field is filled up so that it has, with the field
 * `keyName` as its key, the bytes wanted; one without is as long as its fields make it.
 */
export function recordValues(
  template: RecordTemplate,
  seed: number,
  randomPart: number,
  keyName: string | null = null,
): (row: number, wanted: number) => RecordValue {
  const columns = template.fields.map((field, i) =>
    field.type === "padding" ? null : columnOf(field, Math.imul(seed + 1, 0x9e3779b1) + i),
  );
  const names = template.fields.map(({ name }) => name);
  const keyed = keyName === null ? -1 : names.indexOf(keyName);
  const fill: Filler = (template.format === "binary" ? randomBytes : randomLetters)(seed, randomPart);
  return (row, wanted) => {
    const cells = columns.map((column) => column?.(row) ?? null);
    const { bytes, paddingAt } = encodeRecord(template.format, names, cells);
    const key = Buffer.from(cells[keyed]?.text ?? "");
    if (paddingAt === null) return { key, value: bytes, missing: 0 };
    const room = wanted - bytes.length - key.length;
    if (room < 0) return { key, value: bytes, missing: -room };
    const padding = Buffer.alloc(room);
    fill(padding, 0, room);
    const value = Buffer.concat([bytes.subarray(0, paddingAt), padding, bytes.subarray(paddingAt)]);
    return { key, value, missing: 0 };
  };
}

function encodeRecord(
  format: RecordTemplate["format"],
  names: readonly string[],
  cells: readonly (Cell | null)[],
): Encoded {
  switch (format) {
    case "binary":
      return join(
        cells.map((cell) => cell?.bytes() ?? null),
        "",
      );
    case "csv":
      return join(
        cells.map((cell) => cell && Buffer.from(inCsv(cell.text))),
        ",",
      );
    case "json": {
      const parts = cells.map((cell, i) => {
        const name = JSON.stringify(names[i]);
        return cell && Buffer.from(`${name}:${cell.quoted ? JSON.stringify(cell.text) : cell.text}`);
      });
      return inBraces(parts, names);
    }
  }
}

function inCsv(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function join(parts: readonly (Buffer | null)[], separator: string): Encoded {
  const out: Buffer[] = [];
  let paddingAt: number | null = null;
  for (const [i, part] of parts.entries()) {
    if (i > 0) out.push(Buffer.from(separator));
    if (part) out.push(part);
    else paddingAt = out.reduce((sum, { length }) => sum + length, 0);
  }
  return { bytes: Buffer.concat(out), paddingAt };
}

/** A JSON object; the padding, if any, is an empty string between its quotation marks yet. */
function inBraces(parts: readonly (Buffer | null)[], names: readonly string[]): Encoded {
  const at = parts.indexOf(null);
  const filled = parts.map((part, i) => part ?? Buffer.from(`${JSON.stringify(names[i])}:""`));
  const { bytes } = join(filled, ",");
  const whole = Buffer.concat([Buffer.from("{"), bytes, Buffer.from("}")]);
  if (at < 0) return { bytes: whole, paddingAt: null };
  const before = filled.slice(0, at + 1).reduce((sum, { length }) => sum + length + 1, 0);
  return { bytes: whole, paddingAt: before - 1 };
}
