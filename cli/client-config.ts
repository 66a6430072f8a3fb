import { readFile } from "node:fs/promises";
import { Problem } from "../sizing/problem.ts";
import { parseBootstrap } from "./options.ts";

/** What is used of a Kafka client's properties. */
export type ClientConfig = { readonly bootstrap?: string[] };

/**
 * Reads the properties file of a Kafka client. Settings that would be ignored are refused, since a cluster that asks
 * for TLS or a password would otherwise only seem not to answer.
 * @throws Problem PLM-CLIENT-001 (file not readable), PLM-CLIENT-002 (a setting that is not supported)
 */
export async function readClientConfig(file: string): Promise<ClientConfig> {
  const settings = parseProperties(await read(file));
  let bootstrap: string[] | undefined;
  for (const [key, value] of settings) {
    if (key === "bootstrap.servers") bootstrap = parseBootstrap(value);
    else if (key !== "client.id" && !(key === "security.protocol" && value === "PLAINTEXT"))
      throw new Problem(
        "input",
        "PLM-CLIENT-002",
        `${file}: the setting \`${key}\`${key === "security.protocol" ? ` with \`${value}\`` : ""} is not supported`,
        "name a listener with security.protocol=PLAINTEXT, and leave the setting out",
      );
  }
  return bootstrap ? { bootstrap } : {};
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

function parseProperties(text: string): [key: string, value: string][] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^[#!]/.test(line))
    .map((line) => {
      const [, key = line, value = ""] = /^([^=:\s]+)\s*[=:\s]\s*(.*)$/.exec(line) ?? [];
      return [key, value];
    });
}
