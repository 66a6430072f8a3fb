import { readToken, TOKEN_VARIABLE } from "../loadgen/agents/token.ts";
import type { ProveOptions } from "../loadgen/index.ts";
import type { AgentsOptions } from "./agent-options.ts";

/**
 * The agents that a command names, with the key of their token; undefined if it names none.
 * @throws Problem PLM-AGENT-001 to -003
 */
export async function agentsOf(
  { agents, agentTokenFile }: AgentsOptions,
  environment: NodeJS.ProcessEnv,
): Promise<ProveOptions["agents"]> {
  if (!agents) return undefined;
  return { addresses: agents, key: await readToken(agentTokenFile, environment[TOKEN_VARIABLE]) };
}
