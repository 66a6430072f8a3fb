import type { FaultReport } from "../proof/fault-report.ts";
import type { Proof } from "../proof/proof.ts";
import { lossText, recoveryText } from "./fault-text.ts";
import { count, milliseconds, seconds } from "./figures.ts";
import { html, type Markup } from "./markup.ts";
import { table } from "./table.ts";

/** What was done to the cluster during the run, and what came of it; null where nothing was. */
export function faultsSection({ faults, audit }: Proof): Markup | null {
  if (faults.length === 0) return null;
  const dated = faults.reduce((sum, { lost, lostBefore }) => sum + lost + lostBefore, 0);
  const elsewhere = audit.lost - dated;
  return html`<h3>Faults</h3>
<p class="note">A fault is felt from its beginning until the rate is back within 1 % and the backlog gone; times since the load began, the recovery to the second. A message counts where it was due.</p>
${table<FaultReport>(
  "Faults and what came of them",
  [
    { head: "fault", cell: ({ text }) => text },
    { head: "began", numeric: true, cell: ({ began }) => (began === null ? "never" : seconds(began)) },
    { head: "ended", numeric: true, cell: ({ ended }) => (ended === null ? "not in the run" : seconds(ended)) },
    { head: "recovery", cell: (fault) => fault.failure ?? recoveryText(fault) },
    {
      head: "latency, 99 %",
      numeric: true,
      cell: ({ latencyP99 }) => (latencyP99 === null ? "none" : milliseconds(latencyP99)),
    },
    { head: "messages", cell: lossText },
    { head: "sent again", numeric: true, cell: ({ retries }) => count(retries) },
    { head: "given up", numeric: true, cell: ({ failed }) => count(failed) },
    { head: "errors", cell: errorText },
  ],
  faults,
)}
${elsewhere > 0 ? html`<p>${count(elsewhere)} messages that were lost were due after every fault was over.</p>` : null}`;
}

function errorText({ errors }: FaultReport): string {
  const texts = Object.entries(errors).map(([name, messages]) => `${count(messages)} ${name}`);
  return texts.length === 0 ? "none" : texts.join(", ");
}
