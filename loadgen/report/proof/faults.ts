import type { FaultReport } from "../../proof/fault-report.ts";
import type { Proof } from "../../proof/proof.ts";
import { lossText, recoveryText } from "../fault-text.ts";
import { count, milliseconds, seconds } from "../figures.ts";
import { type Block, note, section, table, text } from "../model/block.ts";

/** What was done to the cluster during the run, and what came of it; nothing where nothing was. */
export function faultBlocks({ faults, audit }: Proof): Block[] {
  if (faults.length === 0) return [];
  const dated = faults.reduce((sum, { lost, lostBefore }) => sum + lost + lostBefore, 0);
  const elsewhere = audit.lost - dated;
  return [
    section(
      "Faults",
      note(
        "A fault is felt from its beginning until the rate is back within 1 % and the backlog gone; times since the load began, the recovery to the second. A message counts where it was due.",
      ),
      table<FaultReport>(
        "Faults and what came of them",
        [
          { head: "fault", cell: ({ text: what }) => what },
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
      ),
      ...(elsewhere > 0
        ? [text(`${count(elsewhere)} messages that were lost were due after every fault was over.`)]
        : []),
    ),
  ];
}

function errorText({ errors }: FaultReport): string {
  const texts = Object.entries(errors).map(([name, messages]) => `${count(messages)} ${name}`);
  return texts.length === 0 ? "none" : texts.join(", ");
}
