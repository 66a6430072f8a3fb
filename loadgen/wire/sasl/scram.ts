import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import type { SaslMechanism } from "./mechanism.ts";

const derive = promisify(pbkdf2);
/** RFC 7677 asks for this many; a server that wants fewer may be somebody who would guess the password. */
const LEAST_ITERATIONS = 4096;
/** More than any broker is set to; a server could otherwise keep this client busy for hours. */
const MOST_ITERATIONS = 10_000_000;
/** No channel binding: `n,,` in base 64. */
const BINDING = "biws";

export type ScramHash = "sha256" | "sha512";

/**
 * A salted challenge and response (RFC 5802, RFC 7677): the password is not sent, and the server must show that it
 * knows it too. `nonce` is given by tests only.
 */
export function scram(
  hash: ScramHash,
  username: string,
  password: string,
  nonce = randomBytes(24).toString("base64"),
): SaslMechanism {
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest();
  const firstBare = `n=${username.replaceAll("=", "=3D").replaceAll(",", "=2C")},r=${nonce}`;
  let serverSignature: Buffer | undefined;

  async function prove(serverFirst: string): Promise<Buffer> {
    const { r: bothNonces = "", s: salt = "", i: rounds = "" } = attributes(serverFirst);
    const iterations = Number(rounds);
    if (!bothNonces.startsWith(nonce) || bothNonces.length === nonce.length)
      throw new Error("the broker did not add to the nonce that it was sent");
    if (!(iterations >= LEAST_ITERATIONS && iterations <= MOST_ITERATIONS))
      throw new Error(`the broker asks for ${rounds || "no"} iterations; at least ${LEAST_ITERATIONS} are safe`);
    const length = createHash(hash).digest().length;
    // Without SASLprep: Kafka takes passwords as they are.
    const salted = await derive(password, Buffer.from(salt, "base64"), iterations, length, hash);
    const clientKey = hmac(salted, "Client Key");
    const finalBare = `c=${BINDING},r=${bothNonces}`;
    const authentication = `${firstBare},${serverFirst},${finalBare}`;
    const signature = hmac(createHash(hash).update(clientKey).digest(), authentication);
    serverSignature = hmac(hmac(salted, "Server Key"), authentication);
    const proof = clientKey.map((byte, index) => byte ^ signature[index]!);
    return Buffer.from(`${finalBare},p=${Buffer.from(proof).toString("base64")}`);
  }

  function check(expected: Buffer, serverFinal: string): null {
    const { v = "", e } = attributes(serverFinal);
    if (e !== undefined) throw new Error(`the broker refused: ${e}`);
    const signature = Buffer.from(v, "base64");
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
      throw new Error("the broker does not know the password either: its signature is wrong");
    return null;
  }

  return {
    name: hash === "sha256" ? "SCRAM-SHA-256" : "SCRAM-SHA-512",
    first: () => Buffer.from(`n,,${firstBare}`),
    next: (challenge) => {
      const text = challenge.toString("utf8");
      return serverSignature ? check(serverSignature, text) : prove(text);
    },
  };
}

/** `a=1,b=2` by letter; a value may hold further `=`. */
function attributes(message: string): Record<string, string | undefined> {
  return Object.fromEntries(message.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
}
