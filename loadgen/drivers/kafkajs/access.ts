import type { KafkaConfig, SASLOptions } from "kafkajs";
import type { Access, SaslAccess } from "../../access.ts";
import { sharedTlsOptions } from "../../wire/tls.ts";

/**
 * How long before its session is over kafkajs signs in again, at its next request. Its default of 10 s is too often for
 * brokers whose sessions are about as short: they refuse a second sign-in within a second.
 */
const RENEW_BEFORE_MS = 500;

/** Access as kafkajs wants it. */
export function kafkajsAccess({
  bootstrap,
  tls,
  sasl,
}: Access): Pick<KafkaConfig, "brokers" | "ssl" | "sasl" | "reauthenticationThreshold"> {
  return {
    brokers: [...bootstrap],
    reauthenticationThreshold: RENEW_BEFORE_MS,
    ...(tls ? { ssl: sharedTlsOptions(tls) } : {}),
    ...(sasl ? { sasl: saslOptions(sasl) } : {}),
  };
}

function saslOptions({ mechanism, username, password }: SaslAccess): SASLOptions {
  switch (mechanism) {
    case "PLAIN":
      return { mechanism: "plain", username, password };
    case "SCRAM-SHA-256":
      return { mechanism: "scram-sha-256", username, password };
    case "SCRAM-SHA-512":
      return { mechanism: "scram-sha-512", username, password };
  }
}
