import { runLoad } from "../engine/engine.ts";
import type { KafkaAdmin } from "../kafka-admin.ts";
import type { Proof } from "../proof/proof.ts";
import { plannedRate, withTopicsOf } from "../proof-load.ts";
import { PROBE_SECONDS, probeLoads, probeTimes, scaleFrom } from "../proof-scale.ts";
import { factor as factorText } from "../report/figures.ts";
import { commonJob } from "./common-job.ts";
import type { ProofContext } from "./proof-context.ts";

/** The part of the plan that is loaded: as asked for, or what a probe of the cluster leaves room for. */
export async function chosenScale(context: ProofContext, admin: KafkaAdmin, brokers: number): Promise<Proof["scale"]> {
  const { options, cluster, messages, id, shape, mostWarmupSeconds: most } = context;
  const { scale, log, durationSeconds, warmupSeconds } = options;
  if (scale !== "auto") return { factor: scale, chosen: "as asked" };
  log?.(`probing for ${PROBE_SECONDS} s what this cluster moves`);
  const probes = probeLoads(cluster, `plimsoll-proof-${id}-probe`, brokers, messages);
  const loads = probes.map(({ load }) => load);
  const result = await withTopicsOf(admin, probes, log, () =>
    runLoad({ ...commonJob(context, loads), onSample: undefined, ...probeTimes }),
  );
  const chosen = scaleFrom(result, plannedRate(cluster) * shape.peak);
  log?.(`scale ${factorText(chosen.factor)} of the plan: ${chosen.chosen}`);
  log?.(
    most === undefined
      ? `loading for ${warmupSeconds + durationSeconds} s`
      : `loading for ${durationSeconds} s after a warm-up of ${warmupSeconds} to ${most} s`,
  );
  return chosen;
}
