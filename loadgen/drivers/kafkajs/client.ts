import { Kafka, logLevel } from "kafkajs";
import type { Access } from "../../access.ts";
import { kafkajsAccess } from "./access.ts";

export function kafkajsClient(access: Access): Kafka {
  return new Kafka({
    clientId: "plimsoll",
    ...kafkajsAccess(access),
    logLevel: logLevel.NOTHING,
    retry: { retries: 30, initialRetryTime: 100, maxRetryTime: 1000 },
  });
}
