import { expect, test } from "vitest";
import { workload } from "../testing/samples.ts";
import { scaleRates, scaleRetention } from "./scale.ts";

const given = workload({ partitions: 50, perProducer: "10 MB/s", consumers: [{ group: "g", perConsumer: "50 MB/s" }] });

test("rates are multiplied in their unit, and nothing else of a workload", () => {
  const topic = { ...given.topics[0], rate: { dimension: "bytesPerSecond", value: 250e6 } };
  expect(scaleRates(given, 2.5)).toEqual({ ...given, topics: [topic] });
  const messages = scaleRates(workload({ rate: "1000 msg/s" }), 0.5);
  expect(messages.topics[0]?.rate).toEqual({ dimension: "messagesPerSecond", value: 500 });
});

test("retention is multiplied, as a time or as a size", () => {
  const topic = { ...given.topics[0], retention: { dimension: "duration", value: 20 * 3600 } };
  expect(scaleRetention(given, 2)).toEqual({ ...given, topics: [topic] });
  expect(scaleRetention(workload({ retention: "6 GB" }), 3).topics[0]?.retention?.value).toBe(18e9);
});
