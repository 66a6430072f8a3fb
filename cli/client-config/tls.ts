import { readFile } from "node:fs/promises";
import type { ClientCertificate, TlsAccess } from "../../loadgen/access.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Settings } from "./settings.ts";

/** Trust and identity from `ssl.*`, in PEM. */
export async function tlsAccess(settings: Settings): Promise<TlsAccess> {
  const algorithm = settings.take("ssl.endpoint.identification.algorithm") ?? "https";
  if (algorithm !== "" && algorithm.toLowerCase() !== "https")
    throw settings.unsupported("ssl.endpoint.identification.algorithm", algorithm, "set it to `https` or to nothing");
  const inline = settings.take("ssl.truststore.certificates");
  if (inline !== undefined) settings.take("ssl.truststore.type");
  return {
    checkHostName: algorithm !== "",
    authorities: inline ?? (await store(settings, "truststore")),
    certificate: await clientCertificate(settings),
  };
}

async function clientCertificate(settings: Settings): Promise<ClientCertificate | null> {
  const passphrase = settings.take("ssl.key.password") ?? null;
  const chain = settings.take("ssl.keystore.certificate.chain");
  if (chain !== undefined) {
    settings.take("ssl.keystore.type");
    return { chain, key: settings.need("ssl.keystore.key", "the PEM of the key beside its certificate"), passphrase };
  }
  const both = await store(settings, "keystore");
  // Each reader takes from the file what it looks for.
  return both === null ? null : { chain: both, key: both, passphrase };
}

/** The PEM that a store's location names; null if none does. */
async function store(settings: Settings, which: "truststore" | "keystore"): Promise<string | null> {
  const type = settings.take(`ssl.${which}.type`) ?? "JKS";
  const location = settings.take(`ssl.${which}.location`);
  if (location === undefined) return null;
  if (type.toUpperCase() !== "PEM") {
    const convert = type.toUpperCase() === "PKCS12" ? fromPkcs12(location) : fromJks(location);
    const remedy = `convert it with \`${convert}\`, then set ssl.${which}.type=PEM and ssl.${which}.location to the new file`;
    throw settings.unsupported(`ssl.${which}.type`, type, remedy);
  }
  return readPem(location, which);
}

const fromPkcs12 = (path: string) => `openssl pkcs12 -in ${path} -nodes -out ${path}.pem`;
const fromJks = (path: string) =>
  `keytool -importkeystore -srckeystore ${path} -destkeystore ${path}.p12 -deststoretype PKCS12 && ${fromPkcs12(`${path}.p12`)}`;

async function readPem(path: string, which: string): Promise<string> {
  try {
    const text = await readFile(path, "utf8");
    if (text.includes("-----BEGIN ")) return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new Problem("input", "PLM-CLIENT-001", `${path} ${what}`, `name a PEM file with ssl.${which}.location`);
  }
  throw new Problem("input", "PLM-CLIENT-001", `${path} is not PEM`, `name a PEM file with ssl.${which}.location`);
}
