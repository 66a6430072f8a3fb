import type { SaslAccess } from "../../access.ts";
import type { SaslMechanism } from "./mechanism.ts";
import { plain } from "./plain.ts";
import { scram } from "./scram.ts";

/** A new dialogue for that access. */
export function mechanismFor({ mechanism, username, password }: SaslAccess): SaslMechanism {
  switch (mechanism) {
    case "PLAIN":
      return plain(username, password);
    case "SCRAM-SHA-256":
      return scram("sha256", username, password);
    case "SCRAM-SHA-512":
      return scram("sha512", username, password);
  }
}
