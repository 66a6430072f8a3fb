const M = 0x5bd1e995;
const SEED = 0x9747b28c;

/** The 32-bit MurmurHash2 (Austin Appleby's) of `bytes` with Kafka's seed, signed. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = bytes.length & ~3;
  let h = SEED ^ bytes.length;
  for (let at = 0; at < blocks; at += 4) {
    const k = Math.imul(view.getInt32(at, true), M);
    h = Math.imul(h, M) ^ Math.imul(k ^ (k >>> 24), M);
  }
  if (blocks < bytes.length) {
    for (let at = bytes.length - 1; at >= blocks; at--) h ^= bytes[at]! << (8 * (at - blocks));
    h = Math.imul(h, M);
  }
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}

/** Where Kafka's default partitioner puts messages with this key. */
export function partitionOfKey(key: Uint8Array, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions;
}
