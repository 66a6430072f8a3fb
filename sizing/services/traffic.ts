import type { z } from "zod";
import { type Derived, derive, given } from "../derivation.ts";
import { amount, quantity, text } from "../inputs/fields.ts";
import type { Quantity } from "../units/read.ts";

/** What the plan knows of a topic: its rates as they travel (after compression), peak unless said otherwise. */
export interface TopicFacts {
  readonly name: string;
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  readonly averageBytesPerSecond: number;
  readonly partitions: number;
}

/** The fields of a job that say where its traffic comes from: a topic, or a rate and a size of its own. */
export const trafficFields = {
  name: text("Name of the job", "hdfs-sink"),
  topic: text(
    "Topic that the job reads or writes; its rate and size are those of the job",
    "network-events",
  ).optional(),
  rate: quantity(
    ["messagesPerSecond", "bytesPerSecond"],
    "Peak rate of a job without a topic",
    "150000 msg/s",
  ).optional(),
  size: amount("bytes", "Mean size of an event of a job without a topic", "500 B").optional(),
};

interface TrafficInput {
  readonly topic?: string | undefined;
  readonly rate?: Quantity<"messagesPerSecond" | "bytesPerSecond"> | undefined;
  readonly size?: number | undefined;
}

/** Refuses a job that names both a topic and a rate, or neither, or a rate without a size. */
export function checkTraffic({ topic, rate, size }: TrafficInput, context: z.RefinementCtx): void {
  const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
  if (topic === undefined) {
    if (rate === undefined) refuse("topic", "is missing; write the name of a topic, or a `rate` and a `size`");
    else if (size === undefined) refuse("size", "is missing beside `rate`; write for example `500 B`");
    return;
  }
  if (rate !== undefined)
    refuse("rate", `stands beside \`topic: ${topic}\`, which has a rate already; remove one of them`);
  if (size !== undefined)
    refuse("size", `stands beside \`topic: ${topic}\`, which has a size already; remove one of them`);
}

/** The traffic of a job at its peak, and its average where a topic tells one. */
export interface Traffic {
  readonly messagesPerSecond: Derived;
  readonly bytesPerSecond: Derived;
  readonly averageBytesPerSecond: Derived;
  readonly messageBytes: number;
  /** Partitions of the job's topic; null for a job without one. */
  readonly partitions: number | null;
}

function ofTopic(facts: TopicFacts): Traffic {
  const basis = { name: "topic", source: `plan: topic ${facts.name}` };
  const rate = (unit: string, formula: string, value: number) =>
    derive(unit, formula, basis, { value }, (inputs) => inputs.value);
  return {
    messagesPerSecond: rate("msg/s", "messages of the topic at its peak", facts.messagesPerSecond),
    bytesPerSecond: rate("B/s", "bytes of the topic at its peak", facts.bytesPerSecond),
    averageBytesPerSecond: rate("B/s", "bytes of the topic on average", facts.averageBytesPerSecond),
    messageBytes: facts.bytesPerSecond / facts.messagesPerSecond,
    partitions: facts.partitions,
  };
}

function ofOwnRate(rate: NonNullable<TrafficInput["rate"]>, size: number, key: string): Traffic {
  const basis = { name: "rate", source: `workload: ${key}.rate` };
  const inBytes = rate.dimension === "bytesPerSecond";
  const bytesPerSecond = inBytes
    ? given("workload", `${key}.rate`, "B/s", rate.value as number)
    : derive(
        "B/s",
        "rate x size",
        basis,
        { messagesPerSecond: rate.value, messageBytes: size },
        (inputs) => inputs.messagesPerSecond * inputs.messageBytes,
      );
  const messagesPerSecond = inBytes
    ? derive(
        "msg/s",
        "rate / size",
        basis,
        { bytesPerSecond: rate.value, messageBytes: size },
        (inputs) => inputs.bytesPerSecond / inputs.messageBytes,
      )
    : given("workload", `${key}.rate`, "msg/s", rate.value as number);
  return {
    messagesPerSecond,
    bytesPerSecond,
    averageBytesPerSecond: bytesPerSecond,
    messageBytes: size,
    partitions: null,
  };
}

/** The traffic of a checked job at `key` of the workload; its topic must be among `topics` (see topicMistakes). */
export const trafficOf = (job: TrafficInput, key: string, topics: ReadonlyMap<string, TopicFacts>): Traffic =>
  job.topic === undefined ? ofOwnRate(job.rate!, job.size!, key) : ofTopic(topics.get(job.topic)!);
