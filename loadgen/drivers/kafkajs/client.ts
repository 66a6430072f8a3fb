import { Kafka, logLevel } from "kafkajs";

export function kafkajsClient(bootstrap: readonly string[]): Kafka {
  return new Kafka({
    clientId: "plimsoll",
    brokers: [...bootstrap],
    logLevel: logLevel.NOTHING,
    retry: { retries: 30, initialRetryTime: 100, maxRetryTime: 1000 },
  });
}
