import kafkajs from "kafkajs";
import { type BatchCodec, batchCodecs } from "../../records/compression/codecs.ts";

const { CompressionCodecs, CompressionTypes } = kafkajs;

/** Of what a batch holds. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Teaches kafkajs, which has gzip only, the codecs that our own driver has. */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.GZIP] = codec(batchCodecs.gzip);
  CompressionCodecs[CompressionTypes.Snappy] = codec(batchCodecs.snappy);
  CompressionCodecs[CompressionTypes.LZ4] = codec(batchCodecs.lz4);
  CompressionCodecs[CompressionTypes.ZSTD] = codec(batchCodecs.zstd);
}

function codec({ compress, decompress }: BatchCodec) {
  return () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => compress(buffer),
    decompress: async (bytes: Buffer) => decompress(bytes, MOST_BYTES),
  });
}
