import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseWorkload } from "../../sizing/index.ts";
import { draftOf } from "./draft.ts";
import { observation, orders } from "./fixtures.ts";
import { type ObservedTopic, observedSchema, type Unread } from "./observation.ts";
import { draftAsJson, writeDraft } from "./write-draft.ts";

const drafted = (topic: Partial<ObservedTopic> = {}) => {
  const seen = { ...observation, topics: [{ ...orders, ...topic }] };
  const draft = draftOf("billing", seen);
  return { text: writeDraft(draft, seen, "2026-11-23"), workload: parseWorkload(draft.workload, "the draft") };
};

const withSettings = (settings: Record<string, string>) => ({ ...orders.settings, ...settings });

test("what was seen is written as people write it, and what was guessed is listed", () => {
  const { text, workload } = drafted();
  expect(parse(text)).toEqual({
    name: "billing",
    kafka: "3.9.2",
    metadata: "zookeeper",
    topics: [
      {
        ...{ name: "orders", rate: "500 msg/s", size: "500 B", batch: "51000 B", retention: "7 days" },
        ...{ replication: 3, minInsync: 2, acks: "all", compression: { codec: "zstd", ratio: 3 } },
        ...{ keyed: true, partitions: 12, consumers: [{ group: "billing", count: 4, lag: "30 s" }] },
      },
    ],
    objectives: { lose: { brokers: 1 } },
    assumed: ["kafka", "topics.0.acks", "objectives"],
  });
  expect(workload.topics[0]).toMatchObject({ size: 500, replication: 3 });
});

test("the file says where each number is from", () => {
  const { text } = drafted();
  expect(text).toMatch(/^# Drafted by `plimsoll observe k1:9092` on 2026-11-23 from 3 brokers, over 30 s\.\n/);
  expect(text).toMatch(/rate: 500 msg\/s # mean of 30 s; write the peak of the worst day\n/);
  expect(text).toMatch(/# without members, left out: retired\n {4}consumers:\n/);
  expect(text).toMatch(/compression: \{ codec: zstd, ratio: 3 \}\n/);
});

test("what could not be read is said, and guessed", () => {
  const topics = Array.from({ length: 7 }, (_, i) => ({ ...orders, name: `t${i}`, settings: null, sample: null }));
  const unread: Unread[] = [
    { what: "settings of brokers", names: ["1"] },
    { what: "settings of topics", names: topics.map(({ name }) => name) },
  ];
  const seen = { ...observation, metadata: null, release: null, topics, unread };
  const draft = draftOf("billing", seen);
  const text = writeDraft(draft, seen, "2026-11-23");
  expect(text).toContain("\n# Could not be read: settings of brokers 1.\n");
  expect(text).toContain("\n# Could not be read: settings of topics t0, t1, t2, t3, t4 and 2 more.\n");
  expect(parseWorkload(parse(text), "the file").metadata).toBe("kraft");
  expect(parse(text).assumed).toEqual(
    expect.arrayContaining(["kafka", "metadata", "topics.6.retention", "topics.6.minInsync", "topics.6.size"]),
  );
  expect(observedSchema.parse(JSON.parse(JSON.stringify(draftAsJson(draft, seen)))).seen).toEqual(seen);
});

describe("a draft passes the schema whatever the topic is like", () => {
  test.each<[string, Partial<ObservedTopic>, unknown]>([
    ["idle", { writtenMessages: 0 }, { rate: expect.objectContaining({ value: 1 }) }],
    ["unread", { sample: null, groups: [] }, { size: 1000 }],
    ["compacted", { settings: withSettings({ "cleanup.policy": "compact" }) }, { cleanup: "compact" }],
    [
      "compacted and deleted",
      { settings: withSettings({ "cleanup.policy": "delete,compact" }) },
      { cleanup: "compact,delete" },
    ],
    ["kept for ever", { settings: withSettings({ "retention.ms": "-1" }) }, {}],
    [
      "kept by size",
      { settings: withSettings({ "retention.ms": "-1", "retention.bytes": "1073741824" }) },
      { retention: expect.objectContaining({ value: 1_073_741_824, dimension: "bytes" }) },
    ],
    ["kept for an odd time", { settings: withSettings({ "retention.ms": "90001" }) }, {}],
    ["never in sync", { settings: withSettings({ "min.insync.replicas": "5" }) }, { minInsync: 3 }],
    ["empty", { messages: 0, writtenMessages: 0, sample: null, groups: [], settings: {} }, {}],
    ["of unknown settings", { settings: null }, { minInsync: 2, cleanup: "delete" }],
    ["slow", { writtenMessages: 1 }, {}],
  ])("%s", (_, topic, expected) => {
    const { text, workload } = drafted(topic);
    expect(workload.topics[0]).toMatchObject(expected as object);
    expect(parseWorkload(parse(text), "the file").topics).toEqual(workload.topics);
  });
});
