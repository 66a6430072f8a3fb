import { formatDuration } from "../../sizing/index.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import type { ExistingTopic } from "../existing-topics.ts";
import { type GroupLoad, groupLoads } from "../groups.ts";
import { shapeOf } from "../load/shape.ts";
import type { PlannedLoad } from "../proof-load.ts";
import { markedWith } from "../records/run-mark.ts";
import { scaledLoad } from "../scale.ts";
import type { ProofContext } from "./proof-context.ts";

/** The load of every planned topic, `factor` of the plan: each on a topic of its own, or on the one that is there. */
export function topicLoads(
  context: ProofContext,
  existing: ReadonlyMap<string, ExistingTopic>,
  factor: number,
  brokers: number,
): PlannedLoad[] {
  return context.cluster.topics.map((topic) =>
    topicLoad(context, topic, existing.get(topic.name) ?? null, factor, brokers),
  );
}

function topicLoad(
  context: ProofContext,
  topic: PlannedTopic,
  existing: ExistingTopic | null,
  factor: number,
  brokers: number,
): PlannedLoad {
  const { id, options, mostWarmupSeconds, messages: told } = context;
  const { warmupSeconds, durationSeconds } = options;
  const name = existing ? topic.name : `plimsoll-proof-${id}-${topic.name}`;
  const shape = shapeOf(context.shape, topic.day, mostWarmupSeconds ?? warmupSeconds, durationSeconds);
  const load = {
    ...scaledLoad(topic, name, factor, brokers, shape, told.get(topic.name)),
    groups: groupsOf(topic, factor, context),
  };
  if (!existing) return { topic, load, existing };
  const messages = markedWith(id, load.messages);
  return { topic, load: { ...load, partitions: existing.partitions, messages }, existing };
}

/** The consumer groups of `topic`, as the workload tells of them. */
function groupsOf(topic: PlannedTopic, factor: number, { options }: ProofContext): GroupLoad[] {
  const { written, durationSeconds, log } = options;
  const consumers = written?.workload.topics.find(({ name }) => name === topic.name)?.consumers ?? [];
  const most = durationSeconds / 2;
  for (const { group, lag = 0 } of consumers)
    if (lag > most)
      log?.(
        `group ${group} reads ${topic.name} ${formatDuration(lag)} behind: here ${formatDuration(most)}, half of what is measured`,
      );
  return groupLoads(topic, consumers, factor, most);
}
