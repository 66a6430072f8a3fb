import { keyField, keysOfField } from "../../../sizing/inputs/field-keys.ts";
import type { RecordTemplate } from "../../../sizing/inputs/record.ts";
import type { Batch } from "../../load/source.ts";
import { type BatchCodec, codecOfProducers } from "../compression/codecs.ts";
import { randomPartOf } from "../compression/ratio.ts";
import { encodeHeaders, hasHeaders } from "../headers.ts";
import { keysAreEven } from "../keys.ts";
import { BATCH_HEADER_BYTES } from "../layout.ts";
import type { MessageSpec } from "../messages.ts";
import { partitionOfKey } from "../murmur2.ts";
import { recordValues } from "../payload/record-values.ts";
import { checkMean, recordTooLarge } from "../payload/values.ts";
import { type ReceivedRecord, RecordReader } from "../record-reader.ts";
import type { Run } from "../run.ts";
import { runMarkOf } from "../run-mark.ts";
import { sizeOrder } from "../sizes.ts";
import { MAX_RECORDS, readStamp, STAMP_HEADER } from "../stamp.ts";
import { DealtBatch } from "./dealt-batch.ts";
import { type KeyedValue, Rows } from "./rows.ts";

/** Different records of a topic at most, and their bytes; the place in a stamp numbers up to 65,536. */
const MOST_ROWS = 32_768;
const MOST_BYTES = 16 * 1024 * 1024;
/** Of a batch that tells how records compress. */
const SAMPLE_BYTES = 256 * 1024;

/** What such a format is made from: what messages look like, and where they are to go. */
export interface Dealing {
  partitions: number;
  /** Of a batch before compression. */
  maxBatchBytes: number;
  seed: number;
  topic: string;
}

/**
 * Records whose key is one of their own fields. They are generated once and dealt to the partitions by the hash of
 * their keys, as a Kafka client deals them; each partition's come over and over in its messages.
 */
export class DealtFormat {
  readonly kind = "dealt";
  readonly run: string | undefined;
  readonly codec: BatchCodec | undefined;
  /** Messages of which every batch has room for so many. */
  readonly maxRecords: number;
  readonly largestBatchBytes: number;
  /** Part of the messages that each partition gets; null where keys are so many that they are even. */
  readonly shares: Float64Array | null;
  readonly #rows: Rows;
  /** The rows of each partition. */
  readonly #dealt: readonly Uint16Array[];
  readonly #headers: Readonly<Record<string, string>>;

  constructor(rows: Rows, even: boolean, spec: MessageSpec, { partitions, maxBatchBytes }: Dealing) {
    this.#rows = rows;
    this.#dealt = deal(rows, partitions);
    this.#headers = spec.headers;
    this.run = runMarkOf(spec.headers);
    this.codec = codecOfProducers(spec.compression);
    const everywhere = this.#dealt.every(({ length }) => length > 0);
    this.shares = even && everywhere ? null : Float64Array.from(this.#dealt, ({ length }) => length / rows.count);
    const room = maxBatchBytes - BATCH_HEADER_BYTES;
    const sizes = this.#dealt.map((own) => Uint32Array.from(own, (row) => rows.recordBytes(row, MAX_RECORDS - 1)));
    this.maxRecords = sizes.reduce((most, own) => mostThatFit(own, room, most), MAX_RECORDS);
    this.largestBatchBytes =
      BATCH_HEADER_BYTES + sizes.flatMap((own) => [...own]).reduce((a, b) => Math.max(a, b), room);
  }

  /** What `batch` is made of: a pure function of it. */
  templateOf({ partition, firstSequence }: Pick<Batch, "partition" | "firstSequence">): DealtBatch {
    return new DealtBatch(this.#rows, this.#dealt[partition]!, firstSequence, this.#headers);
  }

  /** Keys and values of the messages of `batch`, bytes. */
  bytesOf(batch: Pick<Batch, "partition" | "firstSequence" | "count">): number {
    return this.templateOf(batch).messageBytes(batch.count);
  }

  /**
   * The records of a batch as one run, if they are byte for byte what our own producer puts in it; what they should be is
   * written to `expected`, which has room for a batch.
   */
  readBody(records: Buffer, count: number, expected: Buffer): Run | undefined {
    const record = count <= this.maxRecords ? new RecordReader(records).next() : undefined;
    const first = record && this.read(record);
    if (!first) return undefined;
    const partition = partitionOfKey(record.key!, this.#dealt.length);
    const batch = this.templateOf({ partition, firstSequence: first.firstSequence });
    if (batch.batchBytes(count) !== BATCH_HEADER_BYTES + records.length) return undefined;
    const end = batch.writeBody(expected, 0, count, first);
    if (expected.compare(records, 0, records.length, 0, end) !== 0) return undefined;
    return { ...first, count, bytes: batch.messageBytes(count) };
  }

  /** One message as a run, if it is what its stamp says; undefined if it is not. */
  read({ key, value, headers }: ReceivedRecord): Run | undefined {
    const stamped = headers[STAMP_HEADER];
    const stamp = stamped && readStamp(stamped, 0, stamped.length);
    if (!stamp || !key || !value) return undefined;
    const row = stamp.template * MAX_RECORDS + stamp.index;
    if (row >= this.#rows.count || !this.#rows.key(row).equals(key) || !this.#rows.value(row).equals(value))
      return undefined;
    if (!hasHeaders(headers, this.#headers)) return undefined;
    const { producer, firstSequence, dueMicros, spacingNanos } = stamp;
    return { producer, firstSequence, count: 1, dueMicros, spacingNanos, bytes: key.length + value.length };
  }
}

/**
 * The format of messages that are records with the field `key` as their key. `seed` fixes their content, so that a
 * reader elsewhere makes the same.
 * @throws Problem PLM-LOAD-020 and -021 for sizes that cannot be, -022 for a ratio that cannot be
 */
export function dealtFormat(
  spec: MessageSpec,
  { template, key }: { template: RecordTemplate; key: string },
  dealing: Dealing,
): DealtFormat {
  const tail = encodeHeaders(spec.headers, "header");
  const making = { ...dealing, template, key };
  const sampled = Math.min(dealing.maxBatchBytes, SAMPLE_BYTES);
  const randomPart = randomPartOf(spec.compression, dealing.topic, (part, codec) =>
    ratioOf(new Rows(keyedValues(spec, making, part, sampled), tail), codec),
  );
  const values = keyedValues(spec, making, randomPart, MOST_BYTES);
  const bytes = values.reduce((sum, one) => sum + one.key.length + one.value.length, 0);
  checkMean(spec, dealing.topic, bytes / values.length);
  return new DealtFormat(new Rows(values, tail), areEven(template, key, dealing.partitions), spec, dealing);
}

/** Records with their keys, until `most` bytes are reached. */
function keyedValues(
  { sizes }: MessageSpec,
  { template, key, seed, topic }: { template: RecordTemplate; key: string; seed: number; topic: string },
  randomPart: number,
  most: number,
): KeyedValue[] {
  const make = recordValues(template, seed, randomPart, key);
  const size = sizeOrder(sizes, 0);
  const made: KeyedValue[] = [];
  for (let bytes = 0; made.length < MOST_ROWS && bytes < most; ) {
    const wanted = Math.round(size(made.length));
    const record = make(made.length, wanted);
    if (record.missing > 0) throw recordTooLarge(topic, wanted, wanted + record.missing);
    made.push({ key: record.key, value: record.value });
    bytes += record.key.length + record.value.length;
  }
  return made;
}

function areEven(template: RecordTemplate, name: string, partitions: number): boolean {
  const named = keyField(template, name);
  if (named.kind === "refused") return false;
  const { count = Number.POSITIVE_INFINITY, hottest } = keysOfField(named.field);
  return hottest === undefined && keysAreEven({ count, skew: 0 }, partitions);
}

/** The rows of each partition, by the hashes of their keys. */
function deal(rows: Rows, partitions: number): Uint16Array[] {
  const dealt: number[][] = Array.from({ length: partitions }, () => []);
  for (let row = 0; row < rows.count; row++) dealt[partitionOfKey(rows.key(row), partitions)]!.push(row);
  return dealt.map((own) => Uint16Array.from(own));
}

/** How many records in a row, whichever is the first, have room; one at least and `most` at most. They come in turn. */
function mostThatFit(recordBytes: Uint32Array, room: number, most: number): number {
  const { length } = recordBytes;
  let fit = most;
  let bytes = 0;
  for (let start = 0, end = 0; start < length; start++) {
    for (; end - start < fit && bytes + recordBytes[end % length]! <= room; end++) bytes += recordBytes[end % length]!;
    fit = Math.max(1, Math.min(fit, end - start));
    if (end > start) bytes -= recordBytes[start]!;
    else end = start + 1;
  }
  return fit;
}

/** Bytes of keys and values for each byte of compressed records, of one batch of `rows`. */
function ratioOf(rows: Rows, codec: BatchCodec): number {
  const count = Math.min(rows.count, MAX_RECORDS);
  const batch = new DealtBatch(
    rows,
    Uint16Array.from({ length: count }, (_, row) => row),
    0,
    {},
  );
  const bytes = Buffer.alloc(batch.batchBytes(count));
  const stamp = { producer: 0, firstSequence: 0, dueMicros: 1.8e15, spacingNanos: 1000 };
  batch.write(bytes, 0, { count, stamp, keys: NONE, identity: undefined });
  return batch.messageBytes(count) / codec.compress(bytes.subarray(BATCH_HEADER_BYTES)).length;
}

/** The rows have their keys. */
const NONE = new Uint8Array();
