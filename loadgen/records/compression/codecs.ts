import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { lz4Compress, lz4Decompress } from "@platformatic/wasm-utils";
import type { Codec } from "../../../sizing/inputs/compression.ts";
import type { Compression } from "../messages.ts";
import { snappyCompressFramed, snappyDecompressFramed } from "./snappy.ts";

/** A codec of record batches, with its number in their attributes. Levels are those of Kafka's Java client. */
export interface BatchCodec {
  readonly id: number;
  compress(records: Buffer): Buffer;
  /** Throws if `bytes` are not what the codec writes, or hold more than `most` bytes. */
  decompress(bytes: Buffer, most: number): Buffer;
}

export type CompressingCodec = Exclude<Codec, "none">;

export const batchCodecs: Record<CompressingCodec, BatchCodec> = {
  gzip: {
    id: 1,
    compress: (records) => gzipSync(records),
    decompress: (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }),
  },
  snappy: { id: 2, compress: snappyCompressFramed, decompress: snappyDecompressFramed },
  lz4: {
    id: 3,
    compress: (records) => lz4Compress(records),
    decompress: (bytes, most) => atMost(lz4Decompress(bytes), most),
  },
  zstd: {
    id: 4,
    compress: (records) => zstdCompressSync(records),
    decompress: (bytes, most) => zstdDecompressSync(bytes, { maxOutputLength: most }),
  },
};

/** What producers compress their batches with; undefined where they do not. */
export function codecOfProducers(compression: Compression): BatchCodec | undefined {
  return compression.codec !== "none" && compression.by === "producers" ? batchCodecs[compression.codec] : undefined;
}

/** The codec with this number; undefined for 0, which is none, and for numbers that mean nothing. */
export function codecNumbered(id: number): BatchCodec | undefined {
  return Object.values(batchCodecs).find((codec) => codec.id === id);
}

function atMost(bytes: Buffer, most: number): Buffer {
  if (bytes.length > most) throw new RangeError(`${bytes.length} B came out, at most ${most} are wanted`);
  return bytes;
}
