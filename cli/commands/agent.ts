import { type Command, Option } from "commander";
import { AGENT_PORT, type AgentAddress, parseListen } from "../agent-options.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
Whoever knows the token may let this host load whatever it can reach. Make one with
\`openssl rand -hex 32 > token\`, and give it to the agents and to the coordinator.

Examples:
  plimsoll agent --token-file token
  PLIMSOLL_AGENT_TOKEN=... plimsoll agent --listen 10.0.0.7:7171 --once
  plimsoll prove stacks/claro --agents g1:7171,g2:7171 --agent-token-file token`;

type Options = { listen: AgentAddress; tokenFile?: string; once?: boolean };

/** `plimsoll agent`: carries a share of the load of a `plimsoll prove --agents` that runs elsewhere. */
export function addAgentCommand(program: Command, perform: Perform): void {
  program
    .command("agent")
    .description("Carry a share of the load of a `plimsoll prove` that runs on another host.")
    .addOption(
      new Option("--listen <address>", "host:port, or a port on all addresses")
        .default(parseListen(String(AGENT_PORT)), String(AGENT_PORT))
        .argParser(parseListen),
    )
    .option("--token-file <file>", "the token that the coordinator knows; else the one in PLIMSOLL_AGENT_TOKEN")
    .option("--once", "end after the first run")
    .addHelpText("after", examples)
    .action(({ listen, tokenFile, once = false }: Options) =>
      perform(async (context) => {
        const { longRun } = await import("../long-run.ts");
        const { readToken, TOKEN_VARIABLE } = await import("../../loadgen/agents/token.ts");
        const { openAgent } = await context.loadgen();
        const key = await readToken(tokenFile, process.env[TOKEN_VARIABLE]);
        const words = { stopping: "the agent and its load", stopped: "the agent was stopped" };
        return longRun(context, words, async ({ log, signal }) => {
          const agent = await openAgent({ address: listen, key, once, log });
          log(`listening on ${listen.host}:${agent.port}`);
          signal.addEventListener("abort", () => void agent.close(), { once: true });
          await agent.ended;
          return exitCodes.done;
        });
      }),
    );
}
