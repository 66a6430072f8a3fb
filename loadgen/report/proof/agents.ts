import type { AgentReport } from "../../proof/agent-report.ts";
import { clockText } from "../agents.ts";
import { count, messageRate, milliseconds, percent, seconds } from "../figures.ts";
import { type Block, note, table } from "../model/block.ts";

/** What each agent carried, and what its machine did meanwhile. */
export function agentBlocks(agents: readonly AgentReport[]): Block[] {
  if (agents.length === 0) return [];
  const column = (head: string, cell: (agent: AgentReport) => string) => ({ head, numeric: true, cell });
  const known = (value: number | null, show: (value: number) => string) => (value === null ? "unknown" : show(value));
  return [
    table(
      "Agents",
      [
        { head: "agent", cell: ({ address }) => address },
        column("load", ({ share }) => percent(share)),
        column("busiest worker", (agent) => known(agent.eventLoopUtilisation, percent)),
        column("loop delay, 99 %", (agent) => known(agent.eventLoopDelayP99, milliseconds)),
        column("generator", ({ generatorCores, cores }) =>
          known(generatorCores, (used) => `${used.toFixed(2)} of ${cores} cores`),
        ),
        column("machine", ({ machineCpu }) => known(machineCpu, percent)),
        column("ceiling", ({ ceilingMessagesPerSecond }) => known(ceilingMessagesPerSecond, messageRate)),
        column("clock offset", ({ clock }) => clockText(clock)),
        column("drift", ({ clock }) => known(clock.driftMicros, (drift) => `${count(drift)} us`)),
        { head: "end", cell: ({ lost }) => (lost ? `lost at ${seconds(lost.t)}: ${lost.why}` : "as planned") },
      ],
      agents,
    ),
    note("Times of messages are corrected by the clock's offset; what is left of it is behind the ±."),
  ];
}
