import { Problem } from "../../../sizing/problem.ts";
import type { Compression } from "../messages.ts";
import { type BatchCodec, batchCodecs, type CompressingCodec } from "./codecs.ts";

/** How far the ratio that a payload gets may be from the one stated. */
const TOLERANCE = 0.05;
const STEPS = 10;

/**
 * The part of the payload of messages of `topic` that must be random for the compression that is stated: all of it
 * where none is. `ratioAt` tells what a codec reaches with a part from 0 to 1; the more is random, the less.
 * @throws Problem PLM-LOAD-022 that says what ratio there is, if it is not within 5 % of what is wanted
 */
export function randomPartOf(
  compression: Compression,
  topic: string,
  ratioAt: (randomPart: number, codec: BatchCodec) => number,
): number {
  if (compression.codec === "none" || compression.ratio === null) return 1;
  const { codec, ratio } = compression;
  return randomPartFor(ratio, (part) => ratioAt(part, batchCodecs[codec]), { topic, codec });
}

/** As `randomPartOf`, for `wanted` bytes before compression for each byte after it. */
function randomPartFor(
  wanted: number,
  ratioAt: (randomPart: number) => number,
  about: { topic: string; codec: CompressingCodec },
): number {
  let [low, high] = [0, 1];
  let best = { part: 1, ratio: ratioAt(1) };
  const consider = (part: number) => {
    const ratio = ratioAt(part);
    if (Math.abs(ratio - wanted) < Math.abs(best.ratio - wanted)) best = { part, ratio };
    return ratio;
  };
  if (best.ratio < wanted && consider(0) > wanted) {
    for (let step = 0; step < STEPS; step++) {
      const part = (low + high) / 2;
      if (consider(part) > wanted) low = part;
      else high = part;
    }
  }
  if (Math.abs(best.ratio / wanted - 1) > TOLERANCE) {
    const ratio = best.ratio.toFixed(2);
    throw new Problem(
      "input",
      "PLM-LOAD-022",
      `messages of ${about.topic} compress ${ratio} to 1 with ${about.codec}, not ${wanted} to 1`,
      `write \`compression: { codec: ${about.codec}, ratio: ${ratio} }\`, or messages that compress so`,
    );
  }
  return best.part;
}
