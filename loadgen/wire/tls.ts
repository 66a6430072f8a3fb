import { isIP } from "node:net";
import { type ConnectionOptions, createSecureContext, type SecureContext } from "node:tls";
import { Problem } from "../../sizing/problem.ts";
import type { TlsAccess } from "../access.ts";
import { refusal } from "../access-problem.ts";

/** Reading keys and certificates takes longer than a handshake: once for all connections of a thread. */
const contexts = new WeakMap<TlsAccess, SecureContext>();

/**
 * What Node.js needs to know to connect to `host` by TLS.
 * @throws Problem PLM-ACCESS-001 if the certificates or the key cannot be used
 */
export function tlsOptions(tls: TlsAccess, host: string): ConnectionOptions {
  return {
    ...sharedTlsOptions(tls),
    // A broker behind several names may choose its certificate by this one; an address may not be sent.
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
}

/** The same for a client that sets the host of each connection itself. */
export function sharedTlsOptions(tls: TlsAccess): ConnectionOptions {
  return {
    secureContext: secureContext(tls),
    ...(tls.checkHostName ? {} : { checkServerIdentity: () => undefined }),
  };
}

function secureContext(tls: TlsAccess): SecureContext {
  const known = contexts.get(tls);
  if (known) return known;
  const { authorities, certificate } = tls;
  try {
    const context = createSecureContext({
      ...(authorities === null ? {} : { ca: authorities }),
      ...(certificate === null ? {} : { cert: certificate.chain, key: certificate.key }),
      ...(certificate?.passphrase == null ? {} : { passphrase: certificate.passphrase }),
    });
    contexts.set(tls, context);
    return context;
  } catch (error) {
    throw new Problem(
      "input",
      "PLM-ACCESS-001",
      `the client's certificate or key cannot be used: ${(error as Error).message}`,
      "give both in PEM, the key being the certificate's own, with its password if it is encrypted",
    );
  }
}

const untrusted = new Set([
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** What a failure of TLS means to who configures it; undefined for one that may pass, such as a connection reset. */
export function tlsProblem(address: string, error: NodeJS.ErrnoException): Problem | undefined {
  const { code = "" } = error;
  if (untrusted.has(code))
    return refusal(
      "002",
      `${address}: the broker's certificate is not signed by an authority that is trusted (${code})`,
      "name the authority that signed it with ssl.truststore.location, or look who answers there",
    );
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return refusal(
      "003",
      `${address}: the broker's certificate ${code === "CERT_HAS_EXPIRED" ? "has expired" : "is not yet valid"}`,
      "renew the broker's certificate, or set this machine's clock",
    );
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return refusal(
      "004",
      `${address}: the broker's certificate is for another name (${certifiedNames(error)})`,
      "use the name in the certificate, or set ssl.endpoint.identification.algorithm to nothing",
    );
  if (code.includes("_ALERT_"))
    return refusal(
      "005",
      `${address}: the broker ended the TLS handshake: ${code.replace(/^ERR_SSL_\w*?_ALERT_/, "").toLowerCase()}`,
      "where it asks for a client certificate, give one that it trusts with ssl.keystore.location",
    );
  return undefined;
}

function certifiedNames(error: Error & { cert?: { subjectaltname?: string } }): string {
  return error.cert?.subjectaltname ?? "it names none";
}
