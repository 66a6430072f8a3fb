import { type Derived, derive } from "../derivation.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Capacities } from "./capacity.ts";

/** Heap of a broker, bytes: as the rule says, and on small hosts a part of their memory. */
export const heap = ({ memory }: Capacities, rules: Rules): Derived =>
  derive(
    "B",
    "heap of a broker, or a part of the host's memory if that is less, but at least the smallest heap",
    rules.heapBytes,
    {
      heapBytes: rules.heapBytes.value,
      memoryBytes: memory.value,
      heapShare: rules.heapShare.value,
      minHeapBytes: rules.minHeapBytes.value,
    },
    ({ heapBytes, memoryBytes, heapShare, minHeapBytes }) =>
      Math.min(heapBytes, Math.max(minHeapBytes, memoryBytes === null ? heapBytes : memoryBytes * heapShare)),
  );

/** Memory of a host that holds so much page cache beside its heap within the limit, bytes. */
export function memoryFor(pageCacheBytes: number, limit: number, rules: Rules): number {
  const [least, most, share] = [rules.minHeapBytes.value, rules.heapBytes.value, rules.heapShare.value];
  const besideAShare = limit > share ? pageCacheBytes / (limit - share) : Number.POSITIVE_INFINITY;
  return Math.max((pageCacheBytes + least) / limit, Math.min(besideAShare, (pageCacheBytes + most) / limit));
}

/** Page cache that keeps what a broker wrote lately, bytes. */
export const pageCache = (diskWrite: Derived, rules: Rules): Derived =>
  derive(
    "B",
    "bytes written per second x seconds kept in the page cache",
    rules.pageCacheSeconds,
    { diskWriteBytesPerSecond: diskWrite.value, pageCacheSeconds: rules.pageCacheSeconds.value },
    (given) => given.diskWriteBytesPerSecond * given.pageCacheSeconds,
  );

/** Memory that a broker needs: heap and page cache, bytes. */
export const memory = (heap: Derived, pageCache: Derived): Derived =>
  derive(
    "B",
    "heap + page cache",
    pageCache.basis,
    { heapBytes: heap.value, pageCacheBytes: pageCache.value },
    (given) => given.heapBytes + given.pageCacheBytes,
  );

/** How far back the page cache reaches in what the host's memory leaves beside the heap, in seconds of the tail. */
export const tail = (heap: Derived, diskWrite: Derived, { memory }: Capacities, rules: Rules): Derived =>
  derive(
    "s",
    "(memory x its limit - heap) / bytes written per second, and at least what the rule keeps",
    rules.pageCacheSeconds,
    {
      memoryBytes: memory.value,
      limit: memory.limit,
      heapBytes: heap.value,
      diskWriteBytesPerSecond: diskWrite.value,
      pageCacheSeconds: rules.pageCacheSeconds.value,
    },
    ({ memoryBytes, limit, heapBytes, diskWriteBytesPerSecond, pageCacheSeconds }) => {
      const left = memoryBytes === null ? 0 : memoryBytes * limit - heapBytes;
      return diskWriteBytesPerSecond === 0
        ? pageCacheSeconds
        : Math.max(pageCacheSeconds, left / diskWriteBytesPerSecond);
    },
  );
