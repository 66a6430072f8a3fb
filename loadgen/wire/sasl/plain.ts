import type { SaslMechanism } from "./mechanism.ts";

/** Name and password as they are (RFC 4616). */
export function plain(username: string, password: string): SaslMechanism {
  return {
    name: "PLAIN",
    first: () => Buffer.from(`\0${username}\0${password}`),
    next: () => null,
  };
}
