import { parseStopConditions } from "../loadgen/engine/stop.ts";
import { parseShape } from "../loadgen/load/parse-shape.ts";
import { ownSeconds } from "../loadgen/load/shape.ts";
import type { PaceOptions } from "./pace-options.ts";
import type { ProofRun } from "./run-proof.ts";

/**
 * How the rate of a load goes, and when it ends. A recorded rate takes its own time unless `--duration` is given.
 * @throws Problem PLM-LOAD-030, PLM-LOAD-031 or PLM-LOAD-032
 */
export async function paceOf(
  { profile, stopWhen, duration }: PaceOptions,
  durationGiven: boolean,
): Promise<Required<Pick<ProofRun, "shape" | "stopWhen" | "durationSeconds">>> {
  const shape = await parseShape(profile);
  const own = durationGiven ? undefined : ownSeconds(shape);
  return {
    shape,
    stopWhen: stopWhen === undefined ? [] : parseStopConditions(stopWhen),
    durationSeconds: own ?? duration,
  };
}
