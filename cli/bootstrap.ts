import { Problem } from "../sizing/problem.ts";
import { readClientConfig } from "./client-config.ts";
import type { Context } from "./context.ts";
import { type Deployed, deployedBy } from "./stack-outputs.ts";

/** Where the options say that the cluster is. */
export type Where = { readonly against?: readonly string[]; readonly clientConfig?: string; readonly stack?: string };

/**
 * The brokers to load, and of a stack what else the plan must know: those of `--against`, else of the client's configuration, else of the stack that is named or
 * that has made the local cluster, else of the local cluster that `plimsoll up` has made.
 * @throws Problem PLM-CLI-003 if no local cluster is up, PLM-CLIENT-001 or -002 for the configuration, PLM-STACK-201 or
 * -202 for the stack
 */
export async function bootstrapOf(
  { components }: Context,
  name: string,
  dir: string,
  { against, clientConfig, stack: namedStack }: Where,
): Promise<Pick<Deployed, "bootstrap"> & Partial<Deployed>> {
  const configured = clientConfig === undefined ? undefined : (await readClientConfig(clientConfig)).bootstrap;
  const named = against ?? configured;
  if (named !== undefined) return { bootstrap: named };
  const { status, stackOfCluster } = await components();
  const stack = namedStack ?? (await stackOfCluster(name));
  if (stack !== null) return deployedBy(stack, dir);
  const found = await status(name);
  if (found?.nodes.every(({ state }) => state !== "unfinished")) return { bootstrap: found.bootstrap };
  throw new Problem(
    "environment",
    "PLM-CLI-003",
    found === null ? `no cluster ${name} runs here` : `cluster ${name} was not brought up to the end`,
    `run \`plimsoll up ${dir}\` first, or name the brokers with --against`,
  );
}
