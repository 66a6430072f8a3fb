import { STAMP_BYTES, STAMP_HEADER } from "./stamp.ts";
import { varintBytes, writeVarint } from "./varint.ts";

/**
 * The end of every record of a template: its headers with their count in front. Where the stamp is in a header, that
 * one is the last, and its value (to be filled in) the end of the record.
 */
export function encodeHeaders(headers: Readonly<Record<string, string>>, stampIn: "value" | "header"): Buffer {
  const pairs: [string, Buffer][] = Object.entries(headers).map(([key, value]) => [key, Buffer.from(value)]);
  if (stampIn === "header") pairs.push([STAMP_HEADER, Buffer.alloc(STAMP_BYTES)]);
  return Buffer.concat([
    varint(pairs.length),
    ...pairs.flatMap(([key, value]) => [sized(Buffer.from(key)), sized(value)]),
  ]);
}

/** Whether a message has all headers of `wanted`. */
export function hasHeaders(
  headers: Readonly<Record<string, Buffer>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(([name, content]) => headers[name]?.equals(Buffer.from(content)) ?? false);
}

function sized(bytes: Buffer): Buffer {
  return Buffer.concat([varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(varintBytes(value));
  writeVarint(bytes, 0, value);
  return bytes;
}
