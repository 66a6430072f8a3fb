import { type Admin, Kafka, logLevel } from "kafkajs";
import { refuseIfAborted } from "../process/pause.ts";

/**
 * Runs `use` with an admin client that writes no log, and closes the client after.
 * @throws Problem PLM-INTERRUPT-001 if `signal` is aborted before
 */
export async function withAdmin<T>(
  bootstrap: readonly string[],
  signal: AbortSignal,
  use: (admin: Admin) => Promise<T>,
): Promise<T> {
  refuseIfAborted(signal);
  const kafka = new Kafka({
    clientId: "plimsoll",
    brokers: [...bootstrap],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2000,
    requestTimeout: 60_000,
    retry: { retries: 3, initialRetryTime: 100 },
  });
  const admin = kafka.admin();
  const close = () => void admin.disconnect().catch(() => {});
  signal.addEventListener("abort", close, { once: true });
  try {
    await admin.connect();
    return await use(admin);
  } finally {
    signal.removeEventListener("abort", close);
    await admin.disconnect();
  }
}
