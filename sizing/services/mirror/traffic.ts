import { derive } from "../../derivation.ts";
import { type TopicFacts, type Traffic, trafficOf } from "../traffic.ts";
import type { MirrorLink } from "./schema.ts";

/** The traffic of a link: that of its topics together, or its own rate. */
export function linkTraffic(link: MirrorLink, key: string, topics: ReadonlyMap<string, TopicFacts>): Traffic {
  if (link.topics === undefined) return trafficOf(link, key, topics);
  const parts = link.topics.map((topic) => ({ topic, traffic: trafficOf({ topic }, key, topics) }));
  const sum = (unit: string, formula: string, of: (traffic: Traffic) => number) =>
    derive(
      unit,
      formula,
      { name: "topics", source: `workload: ${key}.topics` },
      Object.fromEntries(parts.map(({ topic, traffic }) => [topic, of(traffic)])),
      (inputs) => Object.values(inputs).reduce<number>((total, value) => total + Number(value), 0),
    );
  const messagesPerSecond = sum("msg/s", "sum of the topics' peaks", (traffic) => traffic.messagesPerSecond.value);
  const bytesPerSecond = sum("B/s", "sum of the topics' peaks", (traffic) => traffic.bytesPerSecond.value);
  return {
    messagesPerSecond,
    bytesPerSecond,
    averageBytesPerSecond: sum("B/s", "sum of the topics' averages", (traffic) => traffic.averageBytesPerSecond.value),
    messageBytes: bytesPerSecond.value / messagesPerSecond.value,
    partitions: parts.reduce((total, { traffic }) => total + traffic.partitions!, 0),
  };
}
