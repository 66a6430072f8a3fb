/**
 * CRC-32C (Castagnoli), as Kafka's record batches v2 use it, and its algebra.
 *
 * The CRC register is linear over GF(2): the register after some bytes is the register after as many
 * zero bytes, XOR what the bytes add by themselves. So a patch of a known place changes the checksum by
 * a value that can be worked out without reading the rest (see records/layout.ts).
 */

const POLYNOMIAL = 0x82f63b78;

/** `tables[k][b]` is what byte `b` adds to the register `k` bytes later: slicing by eight. */
const tables: Uint32Array[] = (() => {
  const first = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
    first[n] = c;
  }
  const all = [first];
  for (let k = 1; k < 8; k++) {
    const previous = all[k - 1]!;
    all.push(Uint32Array.from(previous, (c) => first[c & 0xff]! ^ (c >>> 8)));
  }
  return all;
})();
const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array,
];

/** The raw register after `bytes[start, end)`, from `register` (no inversion before or after). */
export function crcUpdate(register: number, bytes: Uint8Array, start: number, end: number): number {
  let c = register;
  let i = start;
  for (; i + 8 <= end; i += 8) {
    c =
      t7[(c ^ bytes[i]!) & 0xff]! ^
      t6[((c >>> 8) ^ bytes[i + 1]!) & 0xff]! ^
      t5[((c >>> 16) ^ bytes[i + 2]!) & 0xff]! ^
      t4[(c >>> 24) ^ bytes[i + 3]!]! ^
      t3[bytes[i + 4]!]! ^
      t2[bytes[i + 5]!]! ^
      t1[bytes[i + 6]!]! ^
      t0[bytes[i + 7]!]!;
  }
  for (; i < end; i++) c = t0[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return c >>> 0;
}

/** CRC-32C of `bytes[start, end)`, unsigned. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return ~crcUpdate(0xffffffff, bytes, start, end) >>> 0;
}

/** A linear map of the CRC register: image of each of its 32 bits. */
export type RegisterMap = Uint32Array;

/** The image of `register` under `map`. */
export function applyMap(map: RegisterMap, register: number, offset = 0): number {
  let out = 0;
  for (let bit = 0, rest = register; rest !== 0; bit++, rest >>>= 1) if (rest & 1) out ^= map[offset + bit]!;
  return out >>> 0;
}

/** The map that `length` zero bytes are to the register. */
export function zeroBytes(length: number): RegisterMap {
  let power = new Uint32Array(32);
  for (let bit = 0; bit < 32; bit++) {
    const c = (1 << bit) >>> 0;
    power[bit] = t0[c & 0xff]! ^ (c >>> 8);
  }
  let result = Uint32Array.from({ length: 32 }, (_, bit) => (1 << bit) >>> 0);
  for (let n = length; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = compose(power, result);
    power = compose(power, power);
  }
  return result;
}

function compose(outer: RegisterMap, inner: RegisterMap): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(inner, (image) => applyMap(outer, image));
}

/** `map` as four tables of 256, for many applications: `table[k * 256 + byte k of the register]`, all XORed. */
export function mapTable(map: RegisterMap): Uint32Array {
  const table = new Uint32Array(1024);
  for (let k = 0; k < 4; k++) for (let b = 0; b < 256; b++) table[k * 256 + b] = applyMap(map, (b << (8 * k)) >>> 0);
  return table;
}

/** The image of `register` under the map that `table` was made of. */
export function applyTable(table: Uint32Array, register: number): number {
  return (
    (table[register & 0xff]! ^
      table[256 + ((register >>> 8) & 0xff)]! ^
      table[512 + ((register >>> 16) & 0xff)]! ^
      table[768 + (register >>> 24)]!) >>>
    0
  );
}
