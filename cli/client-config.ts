import { readFile } from "node:fs/promises";
import type { Access } from "../loadgen/access.ts";
import { Problem } from "../sizing/problem.ts";
import { parseProperties } from "./client-config/properties.ts";
import { saslAccess } from "./client-config/sasl.ts";
import { Settings } from "./client-config/settings.ts";
import { tlsAccess } from "./client-config/tls.ts";
import { parseBootstrap } from "./options.ts";

const protocols = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"];

/**
 * How the properties file of a Kafka client says that brokers are reached; without `bootstrap.servers` there are none
 * in it. Settings that would be ignored are refused, since a cluster that asks
 * for them would otherwise only seem not to answer.
 * @throws Problem PLM-CLIENT-001 (a file not readable), PLM-CLIENT-002 (a setting that is not supported),
 * PLM-CLIENT-003 (one that is missing or malformed)
 */
export async function readClientConfig(file: string): Promise<Access> {
  const settings = new Settings(file, parseProperties(await read(file)));
  const servers = settings.take("bootstrap.servers");
  settings.take("client.id");
  const protocol = settings.take("security.protocol")?.toUpperCase() ?? "PLAINTEXT";
  if (!protocols.includes(protocol))
    throw settings.unsupported("security.protocol", protocol, `set it to ${protocols.join(", ")}`);
  const tls = protocol.endsWith("SSL") ? await tlsAccess(settings) : null;
  const sasl = protocol.startsWith("SASL_") ? saslAccess(settings) : null;
  settings.checkAllTaken();
  return { bootstrap: servers === undefined ? [] : parseBootstrap(servers), tls, sasl };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new Problem("input", "PLM-CLIENT-001", `${file} ${what}`, "name a properties file with --client-config");
  }
}
