import { sendsPasswordInClear } from "../access.ts";
import { withPartitionProbes } from "../broker-side/partition-probe.ts";
import { ceilingOf } from "../ceiling.ts";
import { runLoad } from "../engine/engine.ts";
import { defaultPipeline } from "../engine/job.ts";
import type { LoadResult } from "../engine/load-result.ts";
import { type ExistingTopic, existingTopics } from "../existing-topics.ts";
import { KafkaAdmin } from "../kafka-admin.ts";
import { leftoversHint } from "../leftovers.ts";
import type { Proof } from "../proof/proof.ts";
import { checkReaders, checkReplication, type PlannedLoad, withTopicsOf } from "../proof-load.ts";
import { RUN_HEADER } from "../records/run-mark.ts";
import { withTopicIds } from "../topic-ids.ts";
import { chosenScale } from "./chosen-scale.ts";
import { commonJob } from "./common-job.ts";
import { judgedProof } from "./judged-proof.ts";
import type { ProofContext } from "./proof-context.ts";
import { topicLoads } from "./topic-loads.ts";

/** Goes through a proof: looks at the cluster, chooses the part to load, measures the generator alone, loads, judges. */
export async function runProof(context: ProofContext): Promise<Proof> {
  const { access, existing: named = [], driver, signal, onCeiling } = context.options;
  const { topics: planned } = context.cluster;
  checkReaders(planned);
  const admin = await KafkaAdmin.connect(access);
  try {
    const brokers = await admin.brokers();
    const existing = await existingTopics(admin, named, planned, defaultPipeline.batchBytes);
    const own = planned.filter(({ name }) => !existing.has(name));
    checkReplication(own, brokers, access);
    await warn(context, admin, existing);
    const scale = await chosenScale(context, admin, brokers);
    const topics = topicLoads(context, existing, scale.factor, brokers);
    const { threads, crew } = context;
    const loads = topics.map(({ load }) => load);
    const ceiling = await ceilingOf(loads, { driver, threads, crew, signal });
    if (ceiling !== null) onCeiling?.(ceiling);
    const result = await loaded(context, admin, topics);
    return await judgedProof(context, { topics, brokers, scale, ceiling, result });
  } finally {
    await admin.close();
  }
}

/** The load itself, with what tells of its topics and of the brokers: what the caller knows, and the cluster itself. */
function loaded(context: ProofContext, admin: KafkaAdmin, topics: readonly PlannedLoad[]): Promise<LoadResult> {
  const { options, mostWarmupSeconds } = context;
  const { access, brokers = [], warmupSeconds, durationSeconds, stopWhen, onMeasure, faults, log } = options;
  const loads = topics.map(({ load }) => load);
  const names = loads.map(({ topic }) => topic);
  return withTopicsOf(admin, topics, log, () =>
    withPartitionProbes(access, names, (probes) =>
      withTopicIds(access, names, (topicIds) =>
        runLoad({
          ...commonJob(context, loads),
          warmupSeconds,
          mostWarmupSeconds,
          seconds: durationSeconds,
          drainSeconds: 60,
          stopWhen,
          onMeasure,
          faults,
          brokers: [...brokers, ...probes],
          topicIds,
        }),
      ),
    ),
  );
}

/** What its user should know before the load, though it hinders nothing. */
async function warn(
  { options: { access, log }, id }: ProofContext,
  admin: KafkaAdmin,
  existing: ReadonlyMap<string, ExistingTopic>,
): Promise<void> {
  for (const name of existing.keys())
    log?.(`${name} is there already and stays: what this run writes to it has the header ${RUN_HEADER}: ${id}`);
  const hint = leftoversHint(await admin.topics(), Date.now());
  if (hint !== null) log?.(hint);
  if (sendsPasswordInClear(access)) log?.("the password goes to the brokers unencrypted: PLAIN without TLS");
}
