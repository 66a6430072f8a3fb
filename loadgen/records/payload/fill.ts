import { words } from "../random.ts";

/** Letters and digits that need no escape in CSV and JSON; 64 of them, six bits each. */
const LETTERS = Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

/** Fills `target[from, to)`: the first `randomPart` of it with what does not compress, the rest with one byte. */
export type Filler = (target: Uint8Array, from: number, to: number) => void;

/** Random bytes, repeatable; `randomPart` of 1 is not compressible at all. */
export function randomBytes(seed: number, randomPart: number): Filler {
  const word = words(seed);
  return (target, from, to) => {
    const end = from + Math.round((to - from) * randomPart);
    for (let at = from; at < end; at += 4) {
      const four = word();
      for (let k = 0; k < 4 && at + k < end; k++) target[at + k] = four >>> (8 * k);
    }
    target.fill(0, end, to);
  };
}

/** Random letters, for padding that people can read. */
export function randomLetters(seed: number, randomPart: number): Filler {
  const word = words(seed);
  return (target, from, to) => {
    const end = from + Math.round((to - from) * randomPart);
    for (let at = from; at < end; at++) target[at] = LETTERS[word() >>> 26]!;
    target.fill(0x2e, end, to);
  };
}
