import kafkajs, { type Admin } from "kafkajs";
import { Problem } from "../../sizing/problem.ts";
import { parseAddress } from "../address.ts";
import { differences } from "../difference.ts";
import type { CheckFailure, Handler, HandlerContext } from "../handler.ts";
import type { PartitionView } from "../kafka/cluster-view.ts";
import { viewOf } from "../kafka/metadata-probe.ts";
import { pause } from "../process/pause.ts";
import type { KafkaTopicInputs } from "../resource.ts";
import { administer, unavailable, unlessUnreachable } from "./administer.ts";

// kafkajs is CommonJS, and Node does not see these among its named exports.
const { ConfigResourceTypes, ConfigSource, KafkaJSAggregateError, KafkaJSProtocolError } = kafkajs;

export interface TopicOutputs {
  readonly name: string;
}

const replicatedWithinMs = 60_000;

/** The handler of a topic, through the cluster's administration interface. */
export const kafkaTopicHandler: Handler<KafkaTopicInputs, TopicOutputs> = {
  check: (inputs, previous) => [
    ...atLeastOne(inputs, "partitions"),
    ...atLeastOne(inputs, "replication"),
    ...(previous === null ? [] : onlyGrows(inputs, previous)),
  ],
  diff: (actual, wanted) => differences(withoutAddresses(actual), withoutAddresses(wanted), ["cluster", "name"]),
  create: (context, inputs) => converge(context, inputs),
  update: (context, inputs) => converge(context, inputs),
  read: (context, inputs) =>
    unlessUnreachable(context, { inputs, outputs: { name: inputs.name } }, () =>
      administer(context, inputs.bootstrap, topicOf(inputs), async (admin) => {
        const found = await readKnownTopic(context, admin, inputs);
        return found === null ? null : { inputs: { ...inputs, ...found }, outputs: { name: inputs.name } };
      }),
    ),
  delete: (context, inputs) =>
    administer(context, inputs.bootstrap, topicOf(inputs), async (admin) => {
      if ((await partitionsOf(inputs)).length > 0) await admin.deleteTopics({ topics: [inputs.name] });
    }),
};

const topicOf = ({ name }: KafkaTopicInputs) => `Topic ${name}`;

/** Where the brokers are reached says nothing about the topic. */
function withoutAddresses(inputs: KafkaTopicInputs): Omit<KafkaTopicInputs, "bootstrap"> {
  const { bootstrap: _, ...topic } = inputs;
  return topic;
}

function atLeastOne(inputs: KafkaTopicInputs, property: "partitions" | "replication"): CheckFailure[] {
  return inputs[property] >= 1 ? [] : [{ property, reason: `must be 1 or more, not ${inputs[property]}` }];
}

/** Kafka cannot take partitions away, and a change of replication would have to move data. */
function onlyGrows({ partitions, replication }: KafkaTopicInputs, previous: KafkaTopicInputs): CheckFailure[] {
  const remedy = "; give the topic another name, or remove it first, with its messages";
  return [
    ...(partitions < previous.partitions
      ? [{ property: "partitions", reason: `cannot shrink from ${previous.partitions} to ${partitions}${remedy}` }]
      : []),
    ...(replication !== previous.replication
      ? [{ property: "replication", reason: `cannot change from ${previous.replication} to ${replication}${remedy}` }]
      : []),
  ];
}

function converge(context: HandlerContext, inputs: KafkaTopicInputs): Promise<TopicOutputs> {
  return administer(context, inputs.bootstrap, topicOf(inputs), async (admin) => {
    const found = await readTopic(admin, inputs);
    if (found === null) await createTopic(admin, inputs);
    else await adaptTopic(admin, inputs, found);
    if (found === null || found.partitions < inputs.partitions) await waitUntilReplicated(context, inputs);
    return { name: inputs.name };
  });
}

async function createTopic(admin: Admin, { name, partitions, replication, config }: KafkaTopicInputs): Promise<void> {
  const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }));
  const topics = [{ topic: name, numPartitions: partitions, replicationFactor: replication, configEntries }];
  try {
    await admin.createTopics({ waitForLeaders: false, timeout: 20_000, topics });
  } catch (error) {
    // The brokers go on with it all the same, and whether the topic comes up is waited for next.
    if (!errorTypes(error).every((type) => type === "REQUEST_TIMED_OUT")) throw error;
  }
}

type TopicState = Pick<KafkaTopicInputs, "partitions" | "replication" | "config">;

async function adaptTopic(admin: Admin, inputs: KafkaTopicInputs, found: TopicState): Promise<void> {
  const { name, partitions, replication, config } = inputs;
  if (partitions < found.partitions)
    throw impossible("PLM-TOPIC-102", `${name} has ${found.partitions} partitions and cannot shrink to ${partitions}`);
  if (replication !== found.replication)
    throw impossible("PLM-TOPIC-103", `${name} has replication ${found.replication}, the plan says ${replication}`);
  if (partitions > found.partitions)
    await admin.createPartitions({ topicPartitions: [{ topic: name, count: partitions }] });
  if (differences(found.config, config, []).change === "none") return;
  const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name, configEntries }],
  });
}

function impossible(code: string, message: string): Problem {
  return new Problem("input", code, message, "Take the cluster down and bring it up again, which empties its topics");
}

/** A broker that has just started answers before it has heard of the topics, so absence must last to be believed. */
async function readKnownTopic(
  { signal }: HandlerContext,
  admin: Admin,
  inputs: KafkaTopicInputs,
): Promise<TopicState | null> {
  for (const deadline = Date.now() + 3000; Date.now() < deadline; await pause(250, signal)) {
    const found = await readTopic(admin, inputs);
    if (found !== null) return found;
  }
  return null;
}

async function readTopic(admin: Admin, inputs: KafkaTopicInputs): Promise<TopicState | null> {
  const { name } = inputs;
  const partitions = await partitionsOf(inputs);
  if (partitions.length === 0) return null;
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: ConfigResourceTypes.TOPIC, name }],
  });
  const own = (resources[0]?.configEntries ?? []).filter(
    ({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG,
  );
  return {
    partitions: partitions.length,
    replication: Math.max(...partitions.map(({ replicas }) => replicas.length)),
    config: Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue])),
  };
}

/** A new topic is of use when every broker knows of every partition that it has a leader and all replicas in sync. */
async function waitUntilReplicated({ signal }: HandlerContext, inputs: KafkaTopicInputs): Promise<void> {
  const deadline = Date.now() + replicatedWithinMs;
  for (const { host, port } of inputs.bootstrap.map(parseAddress)) {
    for (;;) {
      const view = await viewOf(host, port, { topics: [inputs.name] });
      const ready = (view?.topics[0]?.partitions ?? []).filter((partition) => inSync(partition, inputs));
      if (ready.length >= inputs.partitions) break;
      if (Date.now() >= deadline)
        throw unavailable(topicOf(inputs), notReplicated(`${host}:${port}`, ready.length, inputs));
      await pause(250, signal);
    }
  }
}

function inSync({ leader, inSync }: PartitionView, { replication }: KafkaTopicInputs): boolean {
  return leader !== null && inSync.length >= replication;
}

function notReplicated(address: string, ready: number, { partitions }: KafkaTopicInputs): string {
  return `${address} sees ${ready} of ${partitions} partitions in sync after ${replicatedWithinMs / 1000} s`;
}

/** None of a topic that is not there. An admin client would not tell of one of which some partition has no leader. */
async function partitionsOf(inputs: KafkaTopicInputs): Promise<readonly PartitionView[]> {
  for (const { host, port } of inputs.bootstrap.map(parseAddress)) {
    const view = await viewOf(host, port, { topics: [inputs.name] });
    if (view !== null) return view.topics[0]?.partitions ?? [];
  }
  throw unavailable(topicOf(inputs), "no broker answers");
}

/** The names that Kafka has for what went wrong, such as `INVALID_REPLICATION_FACTOR`. */
function errorTypes(error: unknown): string[] {
  const errors: unknown[] = error instanceof KafkaJSAggregateError ? error.errors : [error];
  return errors.map((single) => (single instanceof KafkaJSProtocolError ? single.type : "OTHER"));
}
