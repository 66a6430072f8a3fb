import type { Codec } from "../../sizing/inputs/compression.ts";

/** Messages that were fetched from the end of a topic. */
export type Sample = {
  readonly messages: number;
  readonly batches: number;
  /** Keys and values, before compression. */
  readonly messageBytes: number;
  /** Whole records, before compression and as they are stored. */
  readonly recordBytes: number;
  readonly storedBytes: number;
  /** Of the last batch. */
  readonly codec: Codec;
  readonly keyed: number;
};

/** A consumer group of a topic. */
export type ObservedGroup = {
  readonly group: string;
  /** Those that have a partition of the topic; null where the group does not tell. */
  readonly consumers: number | null;
  /** At the end of the observation. */
  readonly lagMessages: number;
  /** Between its beginning and its end. */
  readonly readMessages: number;
};

export type ObservedTopic = {
  readonly name: string;
  readonly partitions: number;
  readonly replication: number;
  /** Settings of the topic, such as `retention.ms`. */
  readonly settings: ReadonlyMap<string, string>;
  /** In the log at the end of the observation. */
  readonly messages: number;
  readonly writtenMessages: number;
  /** Null where nothing could be fetched. */
  readonly sample: Sample | null;
  readonly groups: readonly ObservedGroup[];
};

/** What was seen of a running cluster. */
export type Observation = {
  readonly bootstrap: readonly string[];
  readonly brokers: number;
  readonly metadata: "zookeeper" | "kraft";
  /** As far as the brokers tell, such as `3.9`; null where they do not. */
  readonly release: string | null;
  readonly tls: boolean;
  /** Time between the two readings. */
  readonly seconds: number;
  readonly topics: readonly ObservedTopic[];
};
