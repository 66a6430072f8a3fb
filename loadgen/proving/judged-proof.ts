import { betweenHosts } from "../agents/clock-offset.ts";
import { compare } from "../baseline/compare.ts";
import type { LoadResult } from "../engine/load-result.ts";
import type { Proof } from "../proof/proof.ts";
import { countEvents } from "../proof/run-event.ts";
import { clusterOf, type PlannedLoad, provenName } from "../proof-load.ts";
import { provenTopic } from "../proven-topic.ts";
import { audited, consumed, faulted, produced } from "../results.ts";
import { steadinessOf } from "../steadiness.ts";
import { judge, overall } from "../verdict/verdict.ts";
import type { ProofContext } from "./proof-context.ts";

/** A load that is over, and what was known before it. */
export interface LoadedTopics {
  readonly topics: readonly PlannedLoad[];
  /** That answered. */
  readonly brokers: number;
  readonly scale: Proof["scale"];
  /** What the generator offers at most, messages/s; null where that was not measured. */
  readonly ceiling: number | null;
  readonly result: LoadResult;
}

/** The proof that a load makes: its evidence, judged. */
export async function judgedProof(context: ProofContext, loaded: LoadedTopics): Promise<Proof> {
  const { options, cluster, id, startedAt, shape } = context;
  const { brokers, scale, result } = loaded;
  const { plan, access, driver, baseline, written } = options;
  const evidence = await evidenceOf(context, loaded);
  const load = { name: provenName(plan, cluster), driver, scale, profile: shape.text };
  const compared = baseline ? compare({ ...load, ...evidence }, baseline.proof, baseline.tolerance) : null;
  const { produceP99 } = written?.workload.objectives ?? {};
  const findings = judge({
    ...evidence,
    measuredSeconds: result.measuredSeconds,
    baseline: compared,
    drained: result.drained,
    produceP99ObjectiveMs: produceP99 === undefined ? null : 1000 * produceP99,
    leftHarmed: result.faults.leftHarmed,
  });
  return {
    schema: "plimsoll/proof@1",
    run: id,
    startedAt,
    verdict: overall(findings),
    findings,
    cluster: clusterOf(access, brokers),
    ...load,
    warmupSeconds: result.measuredFrom,
    measuredSeconds: result.measuredSeconds,
    ...evidence,
    baseline: compared,
    series: result.series,
    brokers: result.brokers,
    eventCounts: countEvents(result.events),
  };
}

/** What was counted, by what the verdict is about. */
async function evidenceOf({ crew }: ProofContext, { topics, ceiling, result }: LoadedTopics) {
  const { measuredFrom, measuredSeconds } = result;
  const window = { from: measuredFrom, to: measuredFrom + measuredSeconds };
  const agents = (await crew?.report(result)) ?? [];
  const clockError = betweenHosts(agents.map(({ clock }) => clock)) / 1000;
  const loads = topics.map(({ load }) => load);
  const groups = loads.flatMap(({ topic, groups: readers }) => readers.map(({ group }) => ({ topic, group })));
  return {
    produce: produced(result, loads, window),
    consume: consumed(result, measuredSeconds, clockError),
    audit: audited(result, groups),
    steady: steadinessOf(result.series, window, result.warmUp),
    limits: { ...result.limits, ceilingMessagesPerSecond: ceiling },
    topics: topics.map((planned) => provenTopic(planned, window, result)),
    stopped: result.stopped,
    agents,
    faults: faulted(result, groups, window.to),
    events: result.events,
  };
}
