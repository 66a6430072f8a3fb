import type { AgentReport } from "../proof/agent-report.ts";
import type { Proof } from "../proof/proof.ts";
import { count, milliseconds, seconds } from "./figures.ts";

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
