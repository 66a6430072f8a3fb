import { type Access, plaintext } from "../loadgen/access.ts";
import { Problem } from "../sizing/problem.ts";
import { readClientConfig } from "./client-config.ts";

/**
 * How to reach the brokers that are named on the command line (by `option`), else by the client's configuration.
 * @throws Problem PLM-CLI-004 if neither names any, and those of `readClientConfig`
 */
export async function accessFrom(
  options: { against?: string[]; clientConfig?: string },
  option = "with --against host:port",
): Promise<Access> {
  const { bootstrap, ...security } =
    options.clientConfig === undefined ? plaintext([]) : await readClientConfig(options.clientConfig);
  const named = options.against ?? bootstrap ?? [];
  if (named.length > 0) return { ...security, bootstrap: named };
  throw new Problem(
    "input",
    "PLM-CLI-004",
    "no broker is named",
    `name them ${option}, or by bootstrap.servers in the file of --client-config`,
  );
}
