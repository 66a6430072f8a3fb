import { formatBytes } from "../../../sizing/index.ts";
import type { Proof } from "../../proof/proof.ts";
import { count, messageRate, milliseconds, percent } from "../figures.ts";
import { type Block, code, facts, table } from "../model/block.ts";
import { agentBlocks } from "./agents.ts";

/** What the generator and its machine did, and the sends that failed. */
export function limitBlocks(proof: Proof): Block[] {
  const { limits: own, produce } = proof;
  const errors = Object.entries(produce.errors);
  return [
    facts([
      ["driver", `${proof.driver}, ${own.workers} workers`],
      ["busiest worker", percent(own.eventLoopUtilisation)],
      ["event loop delay, 99 %", milliseconds(own.eventLoopDelayP99)],
      ["CPU of the generator", `${own.generatorCores.toFixed(2)} of ${own.cores} cores`],
      ["CPU of the machine", percent(own.machineCpu)],
      ["messages kept waiting, 99 %", own.ownDelayP99 === null ? "not told" : milliseconds(own.ownDelayP99)],
      [
        "memory",
        own.memory === null
          ? "not told"
          : `${formatBytes(own.memory.peakBytes)} of ${formatBytes(own.memory.limitBytes)} at most`,
      ],
      [
        "ceiling of the generator",
        own.ceilingMessagesPerSecond === null ? "not measured" : messageRate(own.ceilingMessagesPerSecond),
      ],
      ["most messages behind", count(produce.maxBehindMessages)],
      ["retries", count(produce.retries)],
      ["failed messages", count(produce.failed)],
    ]),
    ...(errors.length === 0
      ? []
      : [
          table<(typeof errors)[number]>(
            "Failed sends by error",
            [
              { head: "error", cell: ([name]) => code(name) },
              { head: "messages", numeric: true, cell: ([, messages]) => count(messages) },
            ],
            errors,
          ),
        ]),
    ...agentBlocks(proof.agents),
  ];
}
