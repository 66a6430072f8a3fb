import { applyMap, applyTable, crcUpdate, mapTable, zeroBytes } from "../wire/crc32c.ts";
import type { BatchLayout } from "./layout.ts";
import { STAMP_BYTES, STAMP_PATCH_BYTES, STAMP_PATCH_OFFSET } from "./stamp.ts";

const STAMP_BITS = 8 * STAMP_PATCH_BYTES;

/**
 * What patches do to the checksum of a batch of a template.
 *
 * A batch of `n` messages is the first `n` records of a template, all patched with the same stamp. The stamp's share
 * of the CRC is linear in its bytes: one 32-bit image per bit and `n`, worked out here once, so that sealing a batch
 * costs the same for 1 kB and 1 MB. Keys differ from message to message; their share is gathered by Horner's rule:
 * the register is moved on from the end of one key to the end of the next, and takes in what that key adds.
 */
export class BatchSeal {
  readonly #keyBytes: number;
  /** Register over the unpatched body of `n` records, from 0. */
  readonly #own: Uint32Array;
  readonly #bodyMaps: Uint32Array;
  readonly #stampImages: Uint32Array;
  /** Moves the register from the key before to key `i`'s end. */
  readonly #toKey: Uint32Array[] = [];
  /** Moves the register from key `i`'s end to its record's. */
  readonly #toEnd: Uint32Array[] = [];

  /** Of a template with this layout, whose unpatched body begins at `offset` of `bytes`. */
  constructor(layout: BatchLayout, bytes: Uint8Array, offset: number) {
    const { maxRecords, bodyBytes, keyAt, stampAt } = layout;
    const { keyBytes } = layout.shape;
    const advance = memoised((length) => mapTable(zeroBytes(length)));
    const base = stampImages();
    const stamp = memoised((fromEnd) => {
      const table = advance(fromEnd - STAMP_BYTES);
      return base.map((image) => applyTable(table, image));
    });
    this.#keyBytes = keyBytes;
    this.#own = new Uint32Array(maxRecords + 1);
    this.#bodyMaps = new Uint32Array((maxRecords + 1) * 32);
    this.#stampImages = new Uint32Array((maxRecords + 1) * STAMP_BITS);
    for (let bit = 0; bit < 32; bit++) this.#bodyMaps[bit] = (1 << bit) >>> 0;
    let keyEnd = 0;
    for (let n = 1; n <= maxRecords; n++) {
      const [from, to] = [bodyBytes[n - 1]!, bodyBytes[n]!];
      this.#own[n] = crcUpdate(this.#own[n - 1]!, bytes, offset + from, offset + to);
      const table = advance(to - from);
      extend(this.#bodyMaps, n, 32, table);
      extend(this.#stampImages, n, STAMP_BITS, table);
      const added = stamp(to - stampAt[n - 1]!);
      for (let bit = 0; bit < STAMP_BITS; bit++) this.#stampImages[n * STAMP_BITS + bit]! ^= added[bit]!;
      if (keyBytes === 0) continue;
      const end = keyAt[n - 1]! + keyBytes;
      this.#toKey.push(advance(end - keyEnd));
      this.#toEnd.push(advance(to - end));
      keyEnd = end;
    }
  }

  /** The register after the body of `n` records, from `register` before it; `stamp` and `keys` as they were patched in. */
  body(n: number, register: number, stamp: Uint8Array, keys: Uint8Array): number {
    let c = applyMap(this.#bodyMaps, register, n * 32) ^ this.#own[n]!;
    const images = this.#stampImages;
    for (let i = 0, at = n * STAMP_BITS; i < STAMP_PATCH_BYTES; i++, at += 8) {
      for (let bit = 0, rest = stamp[i]!; rest !== 0; bit++, rest >>>= 1) if (rest & 1) c ^= images[at + bit]!;
    }
    if (this.#keyBytes > 0) c ^= this.#keys(n, keys);
    return c >>> 0;
  }

  #keys(n: number, keys: Uint8Array): number {
    const size = this.#keyBytes;
    let c = 0;
    for (let i = 0, at = 0; i < n; i++, at += size)
      c = applyTable(this.#toKey[i]!, c) ^ crcUpdate(0, keys, at, at + size);
    return applyTable(this.#toEnd[n - 1]!, c);
  }
}

/** Fills place `n` of `images` with what place `n` - 1 has become after the bytes that `table` stands for. */
function extend(images: Uint32Array, n: number, bits: number, table: Uint32Array): void {
  for (let bit = 0; bit < bits; bit++) images[n * bits + bit] = applyTable(table, images[(n - 1) * bits + bit]!);
}

/** What each bit of a stamp's patch adds by the stamp's end. */
function stampImages(): Uint32Array {
  const blank = new Uint8Array(STAMP_BYTES);
  return Uint32Array.from({ length: STAMP_BITS }, (_, bit) => {
    const at = STAMP_PATCH_OFFSET + (bit >> 3);
    blank[at] = 1 << (bit & 7);
    const image = crcUpdate(0, blank, 0, STAMP_BYTES);
    blank[at] = 0;
    return image;
  });
}

function memoised(make: (length: number) => Uint32Array): (length: number) => Uint32Array {
  const made = new Map<number, Uint32Array>();
  return (length) => {
    const value = made.get(length) ?? make(length);
    made.set(length, value);
    return value;
  };
}
