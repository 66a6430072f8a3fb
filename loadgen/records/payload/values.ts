import { Problem } from "../../../sizing/problem.ts";
import { KEY_BYTES } from "../keys.ts";
import { type MessageSpec, meanBytes } from "../messages.ts";
import { phasesAround, sizeOrder } from "../sizes.ts";
import { MAX_RECORDS, STAMP_BYTES } from "../stamp.ts";
import { randomBytes } from "./fill.ts";
import { recordValues } from "./record-values.ts";

const TEMPLATES = 4;
/** How far what records come to may be from the planned mean. */
const TOLERANCE = 0.05;

/** Templates that messages need: one where all are alike, or else several, among which each batch is chosen. */
export function templateCount({ sizes, payload }: MessageSpec): number {
  return sizes.length === 1 && payload.kind === "random" ? 1 : TEMPLATES;
}

/** What the values of a template are made with. */
export interface Making {
  topic: string;
  seed: number;
  /** Values until so many bytes of messages are reached. */
  bytes: number;
  /** Of random bytes and of padding, the part that does not compress. */
  randomPart: number;
}

/**
 * The values of template `which` of a topic's messages.
 * @throws Problem PLM-LOAD-001 for messages too small for their stamp, PLM-LOAD-020 for records larger than planned
 */
export function templateValues(spec: MessageSpec, which: number, making: Making): Uint8Array[] {
  const keyBytes = spec.keys ? KEY_BYTES : 0;
  const next = valueMaker(spec, which, keyBytes, making);
  const values: Uint8Array[] = [];
  for (let bytes = 0; values.length < MAX_RECORDS && bytes < making.bytes; ) {
    const value = next(values.length);
    bytes += value.length + keyBytes;
    values.push(value);
  }
  return values;
}

function valueMaker(spec: MessageSpec, which: number, keyBytes: number, making: Making): (i: number) => Uint8Array {
  const { payload, sizes } = spec;
  const size =
    sizes.length === 1 ? () => sizes[0]!.bytes : sizeOrder(sizes, phasesAround(sizes, TEMPLATES - 2)[which]!);
  const seed = making.seed + which;
  switch (payload.kind) {
    case "random": {
      checkRoom(Math.min(...sizes.map(({ bytes }) => bytes)), keyBytes);
      const fill = randomBytes(seed, making.randomPart);
      return (i) => {
        const value = Buffer.alloc(Math.round(size(i)) - keyBytes);
        fill(value, STAMP_BYTES, value.length);
        return value;
      };
    }
    case "lines":
      return (i) => Buffer.from(payload.lines[(which * MAX_RECORDS + i) % payload.lines.length]!);
    case "record": {
      const make = recordValues(payload.template, seed, making.randomPart);
      return (i) => {
        const wanted = Math.round(size(i)) - keyBytes;
        const { value, missing } = make(which * MAX_RECORDS + i, wanted);
        if (missing > 0) throw recordTooLarge(making.topic, wanted + keyBytes, wanted + keyBytes + missing);
        return value;
      };
    }
  }
}

/** Throws if messages of `bytes` (key and value) have no room for the stamp beside a key of `keyBytes`. */
function checkRoom(bytes: number, keyBytes: number): void {
  const least = STAMP_BYTES + keyBytes;
  if (bytes < least)
    throw new Problem(
      "input",
      "PLM-LOAD-001",
      `a message of ${bytes} B has no room for the ${least} B by which its loss would be noticed`,
      `load with messages of ${least} B or more, or say what is in them with \`record\`: the mark then goes in a header`,
    );
}

/** A record with its key has more bytes than the size that is planned for it. */
export function recordTooLarge(topic: string, planned: number, bytes: number): Problem {
  return new Problem(
    "input",
    "PLM-LOAD-020",
    `a record of ${topic} has ${bytes} B with its key, but ${planned} B are planned`,
    `write a size of ${bytes} B or more, or take fields out of its \`record\``,
  );
}

/** Throws Problem PLM-LOAD-021 if records or lines with `mean` bytes on average are not what was planned. */
export function checkMean(spec: MessageSpec, topic: string, mean: number): void {
  const planned = meanBytes(spec);
  if (Math.abs(mean / planned - 1) <= TOLERANCE) return;
  const remedy =
    spec.payload.kind === "record" && mean < planned
      ? `write \`size: ${Math.round(mean)} B\`, or add a field { name: padding, type: padding } that fills them up`
      : `write \`size: ${Math.round(mean)} B\``;
  throw new Problem(
    "input",
    "PLM-LOAD-021",
    `messages of ${topic} have ${Math.round(mean)} B on average with their keys, but ${Math.round(planned)} B are planned`,
    remedy,
  );
}
