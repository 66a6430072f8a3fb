import { sleep } from "k6";
import exec from "k6/execution";
import { Counter, Trend } from "k6/metrics";
import { BALANCER_MURMUR2, Connection, SCHEMA_TYPE_STRING, SchemaRegistry, Writer } from "k6/x/kafka";
import { load } from "./load.ts";
import { Messages } from "./messages.ts";
import { ANSWER_SECONDS, optionsFor } from "./scenarios.ts";
import type { TopicLoad } from "./shape.ts";
import { textBytes } from "./sizes.ts";

/** Loads the brokers themselves, with the xk6-kafka extension, version 1. It sends without idempotence. */
const brokers = (__ENV.BROKERS || "127.0.0.1:9092").split(",");
/** `make`: this run makes its topics and removes them. `given`: they are there, as of several instances they must be. */
const topicsAre = __ENV.PLIMSOLL_TOPICS || "make";
const MILLISECOND = 1_000_000;
/** A writer looks up the topic's leaders once, tries to write so many times, and waits at most a second in between. */
const ATTEMPTS = 4;
const STEP_SECONDS = Math.floor((ANSWER_SECONDS - ATTEMPTS) / (ATTEMPTS + 1));
/** As long as brokers may take to tell each other of a new topic. */
const SETTLE_SECONDS = 2;
const requiredAcks = { all: -1, "1": 1, "0": 0 } as const;

const messages = new Messages(load.topics);
const registry = new SchemaRegistry();
const acknowledged = new Counter("plimsoll_messages");
const unacknowledged = new Counter("plimsoll_unacknowledged");
const acknowledgement = new Trend("plimsoll_acknowledgement_ms", true);
const topics = new Map(load.topics.map((topic, at) => [`topic-${at}`, topic]));
const writers = new Map<string, Writer>();
for (const topic of load.topics) if (!writers.has(kindOf(topic))) writers.set(kindOf(topic), writerFor(topic));

export const options = optionsFor(load, Number(__ENV.PLIMSOLL_INSTANCES || load.instances));

export function setup(): void {
  if (topicsAre === "given") return;
  const connection = new Connection({ address: brokers[0]! });
  const known = connection.listTopics();
  const taken = load.topics.find(({ topic }) => known.includes(topic));
  if (taken) throw new Error(`topic ${taken.topic} exists already; remove it, or set PLIMSOLL_TOPICS=given`);
  for (const { topic, partitions, replication, minInsync } of load.topics)
    connection.createTopic({
      topic,
      numPartitions: partitions,
      replicationFactor: replication,
      configEntries: [{ configName: "min.insync.replicas", configValue: String(minInsync) }],
    });
  connection.close();
  sleep(SETTLE_SECONDS);
}

export function produce(): void {
  const topic = topics.get(exec.scenario.name)!;
  const texts = messages.batch(exec.scenario.iterationInTest, topic.batch, textBytes(topic, 0));
  const batch = texts.map((text) => ({
    topic: topic.topic,
    value: bytes(text),
    ...(topic.keyed ? { key: bytes(messages.key()) } : {}),
  }));
  const begun = Date.now();
  try {
    writers.get(kindOf(topic))!.produce({ messages: batch });
    acknowledged.add(batch.length);
    unacknowledged.add(0);
    acknowledgement.add(Date.now() - begun);
  } catch (error) {
    unacknowledged.add(batch.length);
    throw error;
  }
}

/** k6 runs it only if `setup` has ended well, so that the topics are this run's own. */
export function teardown(): void {
  if (topicsAre === "given") return;
  const connection = new Connection({ address: brokers[0]! });
  for (const { topic } of load.topics) connection.deleteTopic(topic);
  connection.close();
}

/** Topics that are written to alike share a writer: every virtual user has one of each. */
function kindOf({ acks, compression, keyed }: TopicLoad): string {
  return `${acks} ${compression} ${keyed}`;
}

function writerFor({ acks, compression, keyed }: TopicLoad): Writer {
  return new Writer({
    brokers,
    autoCreateTopic: false,
    requiredAcks: requiredAcks[acks],
    compression,
    // By default it would spread messages without looking at their keys.
    ...(keyed ? { balancer: BALANCER_MURMUR2 } : {}),
    batchSize: 10_000,
    batchBytes: 1_000_000,
    // A batch is spread over partitions and seldom full; the usual second would be waited out each time.
    batchTimeout: 5 * MILLISECOND,
    // By default 10 attempts: longer than k6 waits at the end of a run.
    maxAttempts: ATTEMPTS,
    readTimeout: STEP_SECONDS * 1000 * MILLISECOND,
    writeTimeout: STEP_SECONDS * 1000 * MILLISECOND,
  });
}

function bytes(data: string): Uint8Array {
  return registry.serialize({ data, schemaType: SCHEMA_TYPE_STRING });
}
