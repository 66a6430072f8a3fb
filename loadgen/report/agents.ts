import type { AgentReport } from "../proof/agent-report.ts";
import type { Proof } from "../proof/proof.ts";
import { count, messageRate, milliseconds, percent, seconds } from "./figures.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./table.ts";

/** How far an agent's clock was ahead and how well that is known, such as `12 us ± 85 us`. */
export function clockText({ offsetMicros, errorMicros }: AgentReport["clock"]): string {
  return `${count(offsetMicros)} us ± ${count(errorMicros)} us`;
}

/** The agents of a run and their clocks in one line; empty where there were none. */
export function agentsText(agents: readonly AgentReport[]): string {
  const named = agents.map(({ address, lost, clock }) => {
    const end = lost ? `lost at ${seconds(lost.t)}, ` : "";
    return `${address} (${end}clock offset ${clockText(clock)})`;
  });
  return named.join(", ");
}

/** How far off the latencies of a group may be, for a reader of them; empty where all was on one clock. */
export function clockErrorText({ clockError }: Proof["consume"][number]): string {
  return clockError > 0 ? ` ± ${milliseconds(clockError)}` : "";
}

/** What each agent carried, and what its machine did meanwhile. */
export function agentsTable(agents: readonly AgentReport[]): Markup | null {
  if (agents.length === 0) return null;
  const column = (head: string, cell: (agent: AgentReport) => string) => ({ head, numeric: true, cell });
  const known = (value: number | null, show: (value: number) => string) => (value === null ? "unknown" : show(value));
  return html`${table(
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
  )}
<p class="note">Times of messages are corrected by the clock's offset; what is left of it is behind the ±.</p>`;
}
