import { snappyCompress, snappyDecompress } from "@platformatic/wasm-utils";

/** What the snappy-java library puts in front of a stream: its magic, its version and the oldest that reads it. */
const STREAM_HEADER = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
const MAGIC_BYTES = 8;
/** Of the input of a block, as Kafka's Java client has it. */
const BLOCK_BYTES = 32 * 1024;

/** `bytes` as snappy-java's streams have them, and so Kafka's Java client: blocks of 32 KiB, each with its length. */
export function snappyCompressFramed(bytes: Buffer): Buffer {
  const parts: Buffer[] = [STREAM_HEADER];
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const block = snappyCompress(bytes.subarray(at, at + BLOCK_BYTES));
    const length = Buffer.alloc(4);
    length.writeInt32BE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat(parts);
}

/** The reverse; one block without frame, as some clients write it, is read as well. Throws if it is neither. */
export function snappyDecompressFramed(bytes: Buffer, most: number): Buffer {
  const framed =
    bytes.length >= STREAM_HEADER.length &&
    bytes.subarray(0, MAGIC_BYTES).equals(STREAM_HEADER.subarray(0, MAGIC_BYTES));
  if (!framed) return block(bytes, most);
  const parts: Buffer[] = [];
  let left = most;
  for (let at = STREAM_HEADER.length; at < bytes.length; ) {
    const end = at + 4 + bytes.readInt32BE(at);
    if (end < at + 4 || end > bytes.length) throw new RangeError("a snappy block ends outside its stream");
    const part = block(bytes.subarray(at + 4, end), left);
    left -= part.length;
    parts.push(part);
    at = end;
  }
  return Buffer.concat(parts);
}

function block(bytes: Buffer, most: number): Buffer {
  const length = uncompressedLength(bytes);
  if (length > most) throw new RangeError(`a snappy block holds ${length} B, at most ${most} are wanted`);
  return snappyDecompress(bytes);
}

/** A snappy block begins with its length before compression: seven bits a byte, the lowest first. */
function uncompressedLength(bytes: Buffer): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[i];
    if (byte === undefined) break;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return length;
  }
  throw new RangeError("a snappy block does not begin with its length");
}
