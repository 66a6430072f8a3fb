import type { Batch } from "../load/source.ts";
import { type BatchCodec, codecOfProducers } from "./compression/codecs.ts";
import { randomPartOf } from "./compression/ratio.ts";
import { KEY_BYTES, KeySampler } from "./keys.ts";
import { type KeySpec, type MessageSpec, meanBytes } from "./messages.ts";
import { checkMean, templateCount, templateValues } from "./payload/values.ts";
import { runMarkOf } from "./run-mark.ts";
import { BatchTemplate } from "./template.ts";

/** Keys of messages that have none. */
export const NO_KEYS = Buffer.alloc(0);

/** Of a batch that tells how a payload compresses. */
const SAMPLE_BYTES = 256 * 1024;

/** How messages look and are grouped; the same for those who send and those who read. */
export class MessageFormat {
  readonly kind = "templates";
  /** The first of them alone where all messages are alike. */
  readonly templates: readonly BatchTemplate[];
  readonly keys: KeySpec | null;
  /** What producers compress their batches with, if they do. */
  readonly codec: BatchCodec | undefined;
  /** The run whose messages these are, where the topic has messages of others too; else undefined. */
  readonly run: string | undefined;
  /** Messages that every template has. */
  readonly maxRecords: number;
  /** Of a batch before compression. */
  readonly largestBatchBytes: number;
  readonly #seed: number;
  readonly #mean: number;
  readonly #mixed: boolean;

  constructor(templates: readonly BatchTemplate[], spec: MessageSpec, seed: number) {
    const { compression, sizes } = spec;
    this.templates = templates;
    this.keys = spec.keys;
    this.run = runMarkOf(spec.headers);
    this.#seed = seed;
    this.codec = codecOfProducers(compression);
    this.maxRecords = Math.min(...templates.map(({ layout }) => layout.maxRecords));
    this.largestBatchBytes = Math.max(...templates.map((one) => one.batchBytes(one.layout.maxRecords)));
    this.#mixed = sizes.length > 1;
    this.#mean = meanBytes(spec);
  }

  /**
   * The template that `batch` is made of: a pure function of it. A batch of `n` messages is always the first `n` of its
   * template. Of messages of several sizes, those two templates are taken whose first `n` come nearest to the mean
   * from either side, as often as makes the mean exact over many batches, whatever their `n`.
   */
  templateOf(batch: Pick<Batch, "partition" | "firstSequence" | "count">): BatchTemplate {
    const { templates } = this;
    if (templates.length === 1) return templates[0]!;
    const chance = fraction(batch.partition, batch.firstSequence);
    if (!this.#mixed) return templates[Math.floor(chance * templates.length)]!;
    const bytes = (template: BatchTemplate) => template.layout.messageBytes[batch.count]!;
    const ascending = templates.toSorted((a, b) => bytes(a) - bytes(b));
    const target = this.#mean * batch.count;
    const above = ascending.findIndex((template) => bytes(template) >= target);
    if (above <= 0) return ascending.at(above)!;
    const [low, high] = [bytes(ascending[above - 1]!), bytes(ascending[above]!)];
    return ascending[chance < (target - low) / (high - low) ? above : above - 1]!;
  }

  /** Keys and values of the messages of `batch`, bytes. */
  bytesOf(batch: Pick<Batch, "partition" | "firstSequence" | "count">): number {
    return this.templateOf(batch).layout.messageBytes[batch.count]!;
  }

  /** What gives messages their keys, if they have any. */
  sampler(partitions: number, producer: number): KeySampler | undefined {
    return this.keys
      ? new KeySampler(this.keys, partitions, this.#seed + Math.imul(producer + 1, 0x85ebca6b))
      : undefined;
  }
}

/**
 * The format of a topic's messages, in batches of at most `maxBatchBytes` before compression. `seed` fixes their
 * content, so that a reader elsewhere makes the same.
 * @throws Problem PLM-LOAD-001, -020 and -021 for sizes that cannot be, -022 for a ratio that cannot be
 */
export function messageFormat(
  spec: MessageSpec,
  maxBatchBytes: number,
  seed: number,
  topic = "the topic",
): MessageFormat {
  const sampled = Math.min(maxBatchBytes, SAMPLE_BYTES);
  const randomPart = randomPartOf(spec.compression, topic, (part, codec) =>
    ratioOf(template(spec, 0, { topic, seed, randomPart: part, bytes: sampled }), spec, codec, seed),
  );
  const templates = Array.from({ length: templateCount(spec) }, (_, which) =>
    template(spec, which, { topic, seed, randomPart, bytes: maxBatchBytes }),
  );
  if (spec.payload.kind !== "random") {
    const [bytes, count] = templates.reduce(
      ([sum, of], { layout: { messageBytes, maxRecords } }) => [sum + messageBytes[maxRecords]!, of + maxRecords],
      [0, 0],
    );
    checkMean(spec, topic, bytes / count);
  }
  return new MessageFormat(templates, spec, seed);
}

function template(spec: MessageSpec, which: number, making: Parameters<typeof templateValues>[2]): BatchTemplate {
  const content = {
    template: which,
    keyBytes: spec.keys ? KEY_BYTES : 0,
    values: templateValues(spec, which, making),
    headers: spec.headers,
    stampIn: spec.payload.kind === "random" ? ("value" as const) : ("header" as const),
  };
  return new BatchTemplate(content, making.bytes);
}

/** Bytes of keys and values for each byte of compressed records, of a whole batch of `template`. */
function ratioOf(template: BatchTemplate, spec: MessageSpec, codec: BatchCodec, seed: number): number {
  const { maxRecords: count, bodyBytes, messageBytes } = template.layout;
  const body = Buffer.alloc(bodyBytes[count]!);
  const stamp = { producer: 0, firstSequence: 0, dueMicros: 1.8e15, spacingNanos: 1000 };
  const keys = spec.keys ? new KeySampler(spec.keys, 1, seed).take(0, count) : NO_KEYS;
  template.writeBody(body, 0, { count, stamp, keys });
  return messageBytes[count]! / codec.compress(body).length;
}

/** A number from 0 to below 1 that is well mixed over sequences: they are hashed (the finalizer of MurmurHash3). */
function fraction(partition: number, sequence: number): number {
  let h = Math.imul(partition + 1, 0x9e3779b1) ^ (sequence | 0) ^ Math.imul(Math.floor(sequence / 2 ** 32), 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}
