import { type Admin, Kafka, logLevel } from "kafkajs";
import type { Access } from "../../access.ts";
import { kafkajsAccess } from "./access.ts";

/** A connected client for questions to a cluster and for its topics; it tells of errors by throwing them alone. */
export async function connectAdmin(access: Access, retries: number): Promise<Admin> {
  const kafka = new Kafka({
    clientId: "plimsoll",
    ...kafkajsAccess(access),
    logLevel: logLevel.NOTHING,
    connectionTimeout: 3000,
    retry: { retries, initialRetryTime: 200 },
  });
  const admin = kafka.admin();
  await admin.connect();
  return admin;
}
