import { expect, test } from "vitest";
import { topic } from "../testing/fixture.ts";
import { topicSettings } from "./topic.ts";

test("settings of a topic kept by time", () => {
  expect(Object.entries(topicSettings(topic()))).toEqual([
    ["cleanup.policy", "delete"],
    ["compression.type", "producer"],
    ["min.insync.replicas", "2"],
    ["retention.bytes", "-1"],
    ["retention.ms", "14400000"],
    ["segment.bytes", "268435456"],
  ]);
});

test("a topic kept by size is not also cut by the broker's default time", () => {
  const settings = topicSettings(topic({ retentionMs: null, retentionBytesPerPartition: 6e9 }));
  expect(settings).toMatchObject({ "retention.bytes": "6000000000", "retention.ms": "-1" });
});

test("without a planned retention the broker's own stands", () => {
  const settings = topicSettings(topic({ retentionMs: null, retentionBytesPerPartition: null }));
  expect(Object.keys(settings).filter((key) => key.startsWith("retention"))).toEqual([]);
});

test("a fraction of a millisecond or byte is rounded up, as Kafka takes whole numbers", () => {
  const settings = topicSettings(topic({ retentionMs: 1000.2, retentionBytesPerPartition: 99.1 }));
  expect(settings).toMatchObject({ "retention.bytes": "100", "retention.ms": "1001" });
});
