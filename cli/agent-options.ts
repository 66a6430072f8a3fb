import { Problem } from "../sizing/problem.ts";
import { parseAddress } from "./options.ts";

/** Where an agent listens; `prove --agents` names it. */
export type AgentAddress = { readonly host: string; readonly port: number };

/** The options of a command that lets agents carry its load. */
export type AgentsOptions = { agents?: AgentAddress[]; agentTokenFile?: string };

/** The port of an agent that was not told another. */
export const AGENT_PORT = 7171;

/**
 * Addresses of agents, `host:port` or `host` with commas between, each once.
 * @throws Problem PLM-CLI-002
 */
export function parseAgents(text: string): AgentAddress[] {
  const words = text.split(",").map((part) => part.trim());
  return words.map((word, i) => {
    const address = parseAddress(word) ?? parseAddress(`${word}:${AGENT_PORT}`);
    if (!address)
      throw wrong(`--agents: \`${word}\` is no address of an agent`, "write `host:port`, with commas between several");
    if (words.indexOf(word) < i) throw wrong(`--agents: \`${word}\` is named twice`, "name each agent once");
    return address;
  });
}

/**
 * The address that an agent is to listen on: `host:port`, or a port of any address of its host.
 * @throws Problem PLM-CLI-002
 */
export function parseListen(text: string): AgentAddress {
  const address = parseAddress(text) ?? parseAddress(`0.0.0.0:${text}`);
  if (address) return address;
  throw wrong(`--listen: \`${text}\` is no address`, "write `host:port` or a port of 1 to 65535");
}

function wrong(what: string, remedy: string): Problem {
  return new Problem("input", "PLM-CLI-002", what, remedy);
}
