/** Kafka's error codes that a producer or fetcher can meet, by number; `retriable` as in Kafka's own clients. */
const known: Record<number, { name: string; retriable: boolean }> = {
  [-1]: { name: "UNKNOWN_SERVER_ERROR", retriable: false },
  1: { name: "OFFSET_OUT_OF_RANGE", retriable: false },
  2: { name: "CORRUPT_MESSAGE", retriable: true },
  3: { name: "UNKNOWN_TOPIC_OR_PARTITION", retriable: true },
  5: { name: "LEADER_NOT_AVAILABLE", retriable: true },
  6: { name: "NOT_LEADER_OR_FOLLOWER", retriable: true },
  7: { name: "REQUEST_TIMED_OUT", retriable: true },
  8: { name: "BROKER_NOT_AVAILABLE", retriable: false },
  9: { name: "REPLICA_NOT_AVAILABLE", retriable: true },
  10: { name: "MESSAGE_TOO_LARGE", retriable: false },
  13: { name: "NETWORK_EXCEPTION", retriable: true },
  14: { name: "COORDINATOR_LOAD_IN_PROGRESS", retriable: true },
  15: { name: "COORDINATOR_NOT_AVAILABLE", retriable: true },
  16: { name: "NOT_COORDINATOR", retriable: true },
  17: { name: "INVALID_TOPIC_EXCEPTION", retriable: false },
  18: { name: "RECORD_LIST_TOO_LARGE", retriable: false },
  19: { name: "NOT_ENOUGH_REPLICAS", retriable: true },
  20: { name: "NOT_ENOUGH_REPLICAS_AFTER_APPEND", retriable: true },
  21: { name: "INVALID_REQUIRED_ACKS", retriable: false },
  29: { name: "TOPIC_AUTHORIZATION_FAILED", retriable: false },
  31: { name: "CLUSTER_AUTHORIZATION_FAILED", retriable: false },
  33: { name: "UNSUPPORTED_SASL_MECHANISM", retriable: false },
  34: { name: "ILLEGAL_SASL_STATE", retriable: false },
  35: { name: "UNSUPPORTED_VERSION", retriable: false },
  45: { name: "OUT_OF_ORDER_SEQUENCE_NUMBER", retriable: false },
  46: { name: "DUPLICATE_SEQUENCE_NUMBER", retriable: false },
  47: { name: "INVALID_PRODUCER_EPOCH", retriable: false },
  56: { name: "KAFKA_STORAGE_ERROR", retriable: true },
  58: { name: "SASL_AUTHENTICATION_FAILED", retriable: false },
  59: { name: "UNKNOWN_PRODUCER_ID", retriable: false },
  74: { name: "FENCED_LEADER_EPOCH", retriable: true },
  75: { name: "UNKNOWN_LEADER_EPOCH", retriable: true },
  78: { name: "OFFSET_NOT_AVAILABLE", retriable: true },
  87: { name: "INVALID_RECORD", retriable: false },
  89: { name: "THROTTLING_QUOTA_EXCEEDED", retriable: true },
};

export const errorCode = {
  none: 0,
  offsetOutOfRange: 1,
  networkException: 13,
  duplicateSequenceNumber: 46,
} as const;

export function errorName(code: number): string {
  return known[code]?.name ?? `ERROR_${code}`;
}

export function isRetriable(code: number): boolean {
  return known[code]?.retriable ?? false;
}
