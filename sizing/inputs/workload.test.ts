import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mistakesIn } from "../testing/mistakes.ts";
import { rawWorkload } from "../testing/samples.ts";
import { parseWorkload } from "./workload.ts";

const mistakes = (raw: unknown) => mistakesIn(() => parseWorkload(raw, "w.yaml"), "PLM-WORKLOAD-001");

test("fields that are left out get Kafka's own defaults", () => {
  expect(parseWorkload(rawWorkload({ consumers: undefined }), "w.yaml")).toMatchObject({
    kafka: "3.9.2",
    topics: [
      { acks: "all", idempotent: true, minInsync: 2, keyed: false, compression: { codec: "none" }, consumers: [] },
    ],
    rules: {},
    assumed: [],
  });
});

test("idempotence follows acks, min.insync follows replication", () => {
  const [topic] = parseWorkload(rawWorkload({ acks: 1, replication: 2 }), "w.yaml").topics;
  expect(topic).toMatchObject({ acks: "1", idempotent: false, minInsync: 1 });
});

test("a rate is a message rate or a data rate, a retention a time or a size", () => {
  const [topic] = parseWorkload(rawWorkload({ rate: "485k msg/s", retention: "6 GB" }), "w.yaml").topics;
  expect(topic?.rate).toEqual({ dimension: "messagesPerSecond", value: 485_000 });
  expect(topic?.retention).toEqual({ dimension: "bytes", value: 6e9 });
});

test("an assumption is repeated with the value that the file gives", () => {
  const raw = rawWorkload({}, { assumed: ["topics.0.retention", "objectives.lose"] });
  expect(parseWorkload(raw, "w.yaml").assumed).toEqual([
    { key: "topics.0.retention", value: "10 h" },
    { key: "objectives.lose", value: '{"brokers":1}' },
  ]);
});

describe("each mistake is one line with its key and what to write", () => {
  test.each<[string, unknown, string]>([
    [
      "a missing field",
      rawWorkload({ retention: undefined }),
      "topics.0.retention: is missing; write for example `24 h`",
    ],
    ["an empty field", rawWorkload({ rate: null }), "topics.0.rate: is missing; write for example `485000 msg/s`"],
    ["a bare number", rawWorkload({ size: 1361 }), "topics.0.size: `1361` has no unit; write for example `1361 B`"],
    [
      "a wrong unit",
      rawWorkload({ rate: "660 MBs" }),
      "topics.0.rate: `660 MBs` has the unknown unit `MBs`; did you mean `660 MB/s`?",
    ],
    [
      "zero",
      rawWorkload({ rate: "0 MB/s" }),
      "topics.0.rate: `0 MB/s` is zero; write more than that or leave the key out",
    ],
    ["a wrong word", rawWorkload({ acks: "al" }), "topics.0.acks: is `al`; did you mean `all`?"],
    [
      "half a replica",
      rawWorkload({ replication: 1.5 }),
      "topics.0.replication: is `1.5`, but a whole number is wanted; write for example `3`",
    ],
    [
      "not a number",
      rawWorkload({ replication: Number.NaN }),
      "topics.0.replication: is `NaN`, but a number is wanted; write for example `3`",
    ],
    ["none at all", rawWorkload({ replication: 0 }), "topics.0.replication: is `0`, but must be at least 1"],
    [
      "an unknown key",
      rawWorkload({ retension: "4 h" }),
      "topics.0: unknown key `retension`; did you mean `retention`?",
    ],
    [
      "an unknown rule",
      rawWorkload({}, { rules: { maxPartitionPerCluster: 3 } }),
      "rules: unknown key `maxPartitionPerCluster`; did you mean `maxPartitionsPerCluster`?",
    ],
    [
      "a wrong assumption",
      rawWorkload({}, { assumed: ["topics.0.retentio"] }),
      "assumed.0: `topics.0.retentio` is not a key of this file; did you mean `topics.0.retention`?",
    ],
    ["no topics", rawWorkload({}, { topics: [] }), "topics: is empty; write at least 1 entry"],
    [
      "a version as a number",
      rawWorkload({}, { kafka: 3.9 }),
      "kafka: is `3.9`, which is no version; write three parts, for example `3.9.2`",
    ],
    [
      "ZooKeeper with Kafka 4",
      rawWorkload({}, { kafka: "4.3.1" }),
      "metadata: Kafka 4.3.1 has no ZooKeeper mode, 4.0 removed it; write `metadata: kraft` or `kafka: 3.9.2`",
    ],
    [
      "KRaft before its time",
      rawWorkload({}, { kafka: "2.8.0", metadata: "kraft" }),
      "metadata: KRaft is ready for production since Kafka 3.3; write `kafka: 3.9.2` or `metadata: zookeeper`",
    ],
    [
      "min.insync above the replicas",
      rawWorkload({ minInsync: 4 }),
      "topics.0.minInsync: is 4, more than the replication of 3; write at most 3",
    ],
    [
      "idempotence without acks",
      rawWorkload({ idempotent: true, acks: 1 }),
      "topics.0.idempotent: needs `acks: all`, not `acks: 1`; change one of them",
    ],
    [
      "a group twice",
      rawWorkload({ consumers: [{ group: "g" }, { group: "g" }] }),
      "topics.0.consumers.1.group: `g` stands here twice; name each group once",
    ],
    [
      "growth without bounds",
      rawWorkload({}, { growth: { factor: 10, over: "1 day", horizon: "1 year" } }),
      "growth.factor: compounds to more than 1000000 times by the horizon; lower the factor or the horizon, or write a longer `over`",
    ],
    [
      "a share of another region without the block",
      rawWorkload({}, { objectives: { regionFailover: 0.5 } }),
      "objectives.regionFailover: is `0.5`, but a block of keys is wanted: share, lasting",
    ],
    [
      "none of another region's traffic",
      rawWorkload({}, { objectives: { regionFailover: { share: 0 } } }),
      "objectives.regionFailover.share: is `0`, but must be more than 0",
    ],
    [
      "a percentage of another region's traffic",
      rawWorkload({}, { objectives: { regionFailover: { share: 150 } } }),
      "objectives.regionFailover.share: is `150`, but must be at most 100",
    ],
    [
      "a failover that ends at no time",
      rawWorkload({}, { objectives: { regionFailover: { share: 0.5, lasting: 6 } } }),
      "objectives.regionFailover.lasting: `6` has no unit; write for example `6 h`",
    ],
    [
      "a failover misspelt",
      rawWorkload({}, { objectives: { regionFailOver: { share: 0.5 } } }),
      "objectives: unknown key `regionFailOver`; did you mean `regionFailover`?",
    ],
    [
      "growth in per cent",
      rawWorkload({}, { growth: { factor: "40 %", over: "1 year", horizon: "1 year" } }),
      "growth.factor: is `40 %`, but a factor of at least 1 is wanted; write for example `1.4` for 40 % more",
    ],
    [
      "growth by a part",
      rawWorkload({}, { growth: { factor: 0.4, over: "1 year", horizon: "1 year" } }),
      "growth.factor: is `0.4`, but a factor of at least 1 is wanted; write for example `1.4` for 40 % more",
    ],
    ["acks as Kafka has them", rawWorkload({ acks: -1 }), "topics.0.acks: is `-1`; write `all`, which says the same"],
    ["acks of two", rawWorkload({ acks: 2 }), "topics.0.acks: is `2`; write one of `all`, `1`, `0`"],
    [
      "a required key misspelt, which is not told twice",
      rawWorkload({ replication: undefined, replicaton: 3 }),
      "topics.0: unknown key `replicaton`; did you mean `replication`?",
    ],
    [
      "a group without its block",
      rawWorkload({ consumers: ["billing"] }),
      "topics.0.consumers.0: is `billing`, but a block of keys is wanted: group, perConsumer, count, lag, history",
    ],
    ["an empty file", null, "is missing"],
    ["a list", [], "is a list, but a block of keys is wanted: name, kafka, metadata, tls, topics, routing"],
  ])("%s", (_, raw, line) => {
    expect(mistakes(raw)).toEqual([line]);
  });

  test("a topic named twice", () => {
    const { topics } = rawWorkload() as { topics: unknown[] };
    expect(mistakes(rawWorkload({}, { topics: [topics[0], topics[0]] }))).toEqual([
      "topics.1.name: `events` stands here twice; name each topic once",
    ]);
  });
});

test("all mistakes come at once, and the problem names the file and the keys", () => {
  const raw = rawWorkload(
    { retention: undefined, size: "1 KB" },
    { metadata: undefined, rules: { diskLimit: 2 }, assumed: ["x.y"] },
  );
  expect(mistakes(raw)).toHaveLength(5);
  expect(() => parseWorkload(raw, "w.yaml")).toThrow(
    expect.objectContaining({
      kind: "input",
      message: "w.yaml has 5 mistakes",
      remedy: "correct metadata, topics.0.size, rules.diskLimit, topics.0.retention, assumed.0",
    }),
  );
});

test("whatever stands in the file, the outcome is a workload or a list of mistakes", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom("rate", "size", "name", "acks", "x"), fc.jsonValue())),
      (value) => {
        const lines = [
          ...mistakes(value),
          ...mistakes(rawWorkload(value as Record<string, unknown>)),
          ...mistakes(rawWorkload({}, { objectives: value })),
        ];
        return lines.every((line) => line.length > 0);
      },
    ),
  );
});
