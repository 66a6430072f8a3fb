/** The identity that this client shows to brokers which ask for one (mutual TLS), in PEM. */
export interface ClientCertificate {
  /** The certificate, followed by those between it and its authority. */
  chain: string;
  key: string;
  passphrase: string | null;
}

/** How connections are encrypted, and whom they trust. */
export interface TlsAccess {
  /** PEM of the authorities that are trusted; null for those that Node.js trusts of itself. */
  authorities: string | null;
  /** Whether a broker's certificate must carry the name that it was called by. */
  checkHostName: boolean;
  certificate: ClientCertificate | null;
}

export const saslMechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;

/** Who this client says it is. */
export interface SaslAccess {
  mechanism: (typeof saslMechanisms)[number];
  username: string;
  password: string;
}

/**
 * How to reach the brokers and be let in: plain data, so that it can be handed to a worker thread. It holds secrets:
 * of all this only `bootstrap` and `protocolOf` may be shown.
 */
export interface Access {
  /** `host:port` of some brokers. */
  bootstrap: readonly string[];
  tls: TlsAccess | null;
  sasl: SaslAccess | null;
}

/** Brokers that let in anybody, unencrypted. */
export function plaintext(bootstrap: readonly string[]): Access {
  return { bootstrap, tls: null, sasl: null };
}

/** The security protocol by Kafka's name. */
export function protocolOf({ tls, sasl }: Access): "PLAINTEXT" | "SSL" | "SASL_PLAINTEXT" | "SASL_SSL" {
  if (sasl) return tls ? "SASL_SSL" : "SASL_PLAINTEXT";
  return tls ? "SSL" : "PLAINTEXT";
}

/** Of the mechanisms only PLAIN sends the password itself. */
export function sendsPasswordInClear({ tls, sasl }: Access): boolean {
  return sasl?.mechanism === "PLAIN" && tls === null;
}
