import type { Codec } from "../../sizing/inputs/compression.ts";
import type { RecordTemplate } from "../../sizing/inputs/record.ts";

/** Messages of one size: key and value together, and their part of all messages. */
export interface SizeShare {
  bytes: number;
  share: number;
}

/** Keys 0 to `count` - 1; key `k` comes with a weight of `1 / (k + 1)^skew`. */
export interface KeySpec {
  count: number;
  skew: number;
}

export type Compression =
  | { codec: "none" }
  /** `ratio`: bytes before compression for each byte after it; null takes what the payload gives. */
  | { codec: Exclude<Codec, "none">; ratio: number | null; by: "producers" | "brokers" };

export type Payload =
  | { kind: "random" }
  /** `key`: the field whose text is the messages' key; null where keys, if there are any, are apart from the records. */
  | { kind: "record"; template: RecordTemplate; key: string | null }
  | { kind: "lines"; lines: readonly string[] };

/** What the messages of a topic look like: plain data, which producers and consumers make their templates from. */
export interface MessageSpec {
  sizes: readonly SizeShare[];
  /** Keys that are no field of a record. */
  keys: KeySpec | null;
  compression: Compression;
  payload: Payload;
  headers: Readonly<Record<string, string>>;
}

/** Where a workload tells that messages have keys, but not how many. */
export const KEYS_UNTOLD = 1_000_000;

/** Random messages of one size, not compressed, each without a key or with one of a million. */
export function plainMessages(bytes: number, keyed = false): MessageSpec {
  return {
    sizes: [{ bytes, share: 1 }],
    keys: keyed ? { count: KEYS_UNTOLD, skew: 0 } : null,
    compression: { codec: "none" },
    payload: { kind: "random" },
    headers: {},
  };
}

/** Key and value of a message, on average. */
export function meanBytes({ sizes }: MessageSpec): number {
  return sizes.reduce((sum, { bytes, share }) => sum + bytes * share, 0);
}
