/** What is used of the xk6-kafka extension, version 1. */
declare module "k6/x/kafka" {
  export const SCHEMA_TYPE_STRING: "STRING";
  export const BALANCER_MURMUR2: "balancer_murmur2";

  export interface WriterConfig {
    brokers: string[];
    /** Without it each message names its topic. */
    topic?: string;
    autoCreateTopic?: boolean;
    balancer?: typeof BALANCER_MURMUR2;
    batchSize?: number;
    batchBytes?: number;
    /** Nanoseconds. */
    batchTimeout?: number;
    maxAttempts?: number;
    /** For the answer about a topic's leaders, in nanoseconds. */
    readTimeout?: number;
    /** For the answer to an attempt to write, in nanoseconds. */
    writeTimeout?: number;
    requiredAcks?: -1 | 0 | 1;
    /** `gzip`, `snappy`, `lz4` or `zstd`; anything else is none. */
    compression?: string;
  }

  export interface Message {
    topic?: string;
    key?: Uint8Array;
    value: Uint8Array;
  }

  export class Writer {
    constructor(config: WriterConfig);
    /** Returns once all are acknowledged as `requiredAcks` says; throws if some are not. */
    produce(batch: { messages: Message[] }): void;
    close(): void;
  }

  export class SchemaRegistry {
    serialize(container: { data: string; schemaType: typeof SCHEMA_TYPE_STRING }): Uint8Array;
  }

  export class Connection {
    constructor(config: { address: string });
    listTopics(): string[];
    createTopic(config: {
      topic: string;
      numPartitions: number;
      replicationFactor: number;
      configEntries?: { configName: string; configValue: string }[];
    }): void;
    deleteTopic(topic: string): void;
    close(): void;
  }
}
