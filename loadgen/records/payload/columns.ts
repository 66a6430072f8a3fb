import { createHash } from "node:crypto";
import type { RecordField } from "../../../sizing/inputs/record.ts";
import { uniform } from "../random.ts";
import { runningSums } from "../sizes.ts";

/** From one record's time to the next one's, where none is told. */
const STEP_SECONDS = 0.01;

/** What a field holds in one record: as text, with quotation marks in JSON or not, and in a binary record. */
export interface Cell {
  text: string;
  quoted: boolean;
  bytes(): Buffer;
}

/** The values of a field, row by row; the rows of a sequence or of timestamps go on from each other. */
export type Column = (row: number) => Cell;

/** The column of a field other than padding; repeatable with `seed`. */
export function columnOf(field: Exclude<RecordField, { type: "padding" }>, seed: number): Column {
  const random = uniform(seed);
  const below = (count: number) => Math.floor(random() * count);
  switch (field.type) {
    case "sequence":
      return (row) => whole(field.from + row * field.step, field.bytes);
    case "integer":
      return () => whole(field.from + below(field.to - field.from + 1), field.bytes);
    case "decimal":
      return () => decimal(field.from + random() * (field.to - field.from), field.digits);
    case "timestamp": {
      const from = Date.parse(field.from);
      return (row) => time(from + Math.round(row * (field.step ?? STEP_SECONDS) * 1000), field.as);
    }
    case "guid":
      return () => guid(Buffer.from(Array.from({ length: 16 }, () => below(256))));
    case "choice":
      return choice(field.values, random);
    case "text":
      return () => text(Array.from({ length: field.length }, () => String.fromCharCode(97 + below(26))).join(""));
    case "subscriber":
      return () => subscriber(below(field.count), seed);
    case "constant":
      return () => text(field.value);
  }
}

function whole(value: number, width: 1 | 2 | 4 | 8): Cell {
  const bytes = () => {
    const buffer = Buffer.alloc(width);
    if (width === 8) buffer.writeBigInt64BE(BigInt(value));
    else buffer.writeIntBE(value, 0, width);
    return buffer;
  };
  return { text: String(value), quoted: false, bytes };
}

function decimal(value: number, digits: number): Cell {
  const written = value.toFixed(digits);
  const bytes = () => {
    const buffer = Buffer.alloc(8);
    buffer.writeDoubleBE(Number(written));
    return buffer;
  };
  return { text: written, quoted: false, bytes };
}

function time(millis: number, as: "iso" | "date" | "millis" | "seconds"): Cell {
  const { bytes } = whole(millis, 8);
  if (as === "iso" || as === "date") {
    const text = new Date(millis).toISOString();
    return { text: as === "iso" ? text : text.slice(0, 10), quoted: true, bytes };
  }
  return { text: String(as === "millis" ? millis : Math.floor(millis / 1000)), quoted: false, bytes };
}

/** A version 4 UUID of random bytes. */
function guid(random: Buffer): Cell {
  random[6] = (random[6]! & 0x0f) | 0x40;
  random[8] = (random[8]! & 0x3f) | 0x80;
  const hex = random.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return { text: parts.join("-"), quoted: true, bytes: () => random };
}

function choice(values: Readonly<Record<string, number>>, random: () => number): Column {
  const words = Object.keys(values);
  const ends = runningSums(words.map((word) => values[word]!));
  const total = ends.at(-1)!;
  const longest = Math.max(...words.map((word) => Buffer.byteLength(word)));
  return () => {
    const at = random() * total;
    const word = words[ends.findIndex((end) => at < end)]!;
    return { ...text(word), bytes: () => Buffer.alloc(longest, " ").fill(word, 0, Buffer.byteLength(word)) };
  };
}

/** A number that stands for a subscriber without telling which: 64 bits of a digest. */
function subscriber(number: number, seed: number): Cell {
  const digest = createHash("sha256").update(`${seed}/${number}`).digest().subarray(0, 8);
  return { text: digest.toString("hex"), quoted: true, bytes: () => digest };
}

function text(value: string): Cell {
  return { text: value, quoted: true, bytes: () => Buffer.from(value) };
}
