import { type Access, plaintext } from "../loadgen/access.ts";
import { Problem } from "../sizing/problem.ts";
import { readClientConfig } from "./client-config.ts";
import type { Context } from "./context.ts";
import { type Deployed, deployedBy } from "./stack-outputs.ts";

/** Where the options say that the cluster is. */
export type Where = { readonly against?: readonly string[]; readonly clientConfig?: string; readonly stack?: string };

/** How to reach a cluster, and where it keeps its metadata if that is known. */
export type Reached = { readonly access: Access; readonly metadata: Deployed["metadata"] | undefined };

/**
 * The brokers to load, and how to be let in by them: those of `--against`, else of the client's configuration, else of
 * the stack that is named or that has made the local cluster, else of the local cluster that `plimsoll up` has made.
 * @throws Problem PLM-CLI-003 if no local cluster is up, PLM-CLIENT-001 to -003 for the configuration, PLM-STACK-201
 * to -203 for the stack
 */
export async function accessOf(
  { components }: Context,
  name: string,
  dir: string,
  { against, clientConfig, stack: namedStack }: Where,
): Promise<Reached> {
  const client = clientConfig === undefined ? plaintext([]) : await readClientConfig(clientConfig);
  const configured = namedStack === undefined && client.bootstrap.length > 0 ? client.bootstrap : undefined;
  const named = against ?? configured;
  if (named !== undefined) return { access: { ...client, bootstrap: named }, metadata: undefined };
  const { status, stackOfCluster } = await components();
  const stack = namedStack ?? (await stackOfCluster(name));
  if (stack !== null) {
    const { bootstrap, bootstrapForUsers, metadata } = await deployedBy(stack, dir);
    if (client.sasl && bootstrapForUsers.length === 0) throw withoutUsers(stack, client.sasl.username);
    return { access: { ...client, bootstrap: client.sasl ? bootstrapForUsers : bootstrap }, metadata };
  }
  const found = await status(name);
  if (found?.nodes.every(({ state }) => state !== "unfinished"))
    return { access: { ...client, bootstrap: found.bootstrap }, metadata: undefined };
  throw new Problem(
    "environment",
    "PLM-CLI-003",
    found === null ? `no cluster ${name} runs here` : `cluster ${name} was not brought up to the end`,
    `run \`plimsoll up ${dir}\` first, or name the brokers with --against`,
  );
}

/**
 * The brokers that a command line names, `against` or in the configuration, and how to be let in by them; null where it
 * names none.
 * @throws Problem PLM-CLIENT-001 to -003
 */
export async function namedAccess({ against, clientConfig }: Omit<Where, "stack">): Promise<Access | null> {
  if (clientConfig === undefined) return against === undefined ? null : plaintext(against);
  const client = await readClientConfig(clientConfig);
  const bootstrap = against ?? client.bootstrap;
  if (bootstrap.length > 0) return { ...client, bootstrap };
  throw new Problem(
    "input",
    "PLM-CLIENT-003",
    `${clientConfig} names no brokers`,
    "set bootstrap.servers in it, or name them with --against",
  );
}

function withoutUsers(stack: string, user: string): Problem {
  return new Problem(
    "input",
    "PLM-STACK-203",
    `stack ${stack} has no listener where ${user} could log in`,
    "give the stack users, or leave out the login",
  );
}
