/** Bytes of every key: a subscriber number of twelve digits. */
export const KEY_BYTES = 12;

/** Keys of each partition, as Kafka's default partitioner would place them; `each` of them per partition. */
export function keysByPartition(partitions: number, each: number): Buffer[][] {
  const keys: Buffer[][] = Array.from({ length: partitions }, () => []);
  let missing = partitions * each;
  for (let subscriber = 0; missing > 0; subscriber++) {
    const key = Buffer.from(String(subscriber).padStart(KEY_BYTES, "0"));
    const mine = keys[(murmur2(key) & 0x7fffffff) % partitions]!;
    if (mine.length === each) continue;
    mine.push(key);
    missing--;
  }
  return keys;
}

/** The 32-bit MurmurHash2 of Kafka's default partitioner (Austin Appleby's, with Kafka's seed); signed. */
export function murmur2(data: Uint8Array): number {
  const m = 0x5bd1e995;
  let h = 0x9747b28c ^ data.length;
  const words = data.length & ~3;
  for (let i = 0; i < words; i += 4) {
    let k = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    k = Math.imul(k, m);
    k ^= k >>> 24;
    h = Math.imul(h, m) ^ Math.imul(k, m);
  }
  const left = data.length - words;
  if (left === 3) h ^= data[words + 2]! << 16;
  if (left >= 2) h ^= data[words + 1]! << 8;
  if (left >= 1) h = Math.imul(h ^ data[words]!, m);
  h ^= h >>> 13;
  h = Math.imul(h, m);
  return h ^ (h >>> 15);
}
