import { expect, test } from "vitest";
import { serviceHostsSchema } from "./hosts.ts";
import { servicesSchema, topicMistakes } from "./inputs.ts";
import { hosts, mistakesIn, type Raw } from "./testing/sample.ts";

const own = { name: "j", rate: "1 MB/s", size: "1 kB" };
const nifi = { ...own, processors: 4, contentWrites: 1 };
const flume = { ...own, batchSize: 100, channel: { capacity: 10_000, transactionCapacity: 1000 }, sink: {} };
const mirror = { ...own, bandwidth: "1 Gb/s", roundTrip: "80 ms" };
const spark = { ...own, batch: "30 s" };
const sink = { ...own, direction: "sink" };

test.each<[Raw, string]>([
  [{ nify: [] }, "unknown key `nify`; did you mean `nifi`?"],
  [{ nifi: [{ ...nifi, procesors: 4 }] }, "nifi.0: unknown key `procesors`; did you mean `processors`?"],
  [
    { nifi: [{ ...nifi, contentWrites: 5 }] },
    "nifi.0.contentWrites: is 5, but only 4 processors could write; write at most that",
  ],
  [
    { nifi: [{ ...nifi, topic: "events" }] },
    "nifi.0.rate: stands beside `topic: events`, which has a rate already; remove one of them",
  ],
  [
    { nifi: [{ ...nifi, rate: undefined }] },
    "nifi.0.topic: is missing; write the name of a topic, or a `rate` and a `size`",
  ],
  [{ nifi: [{ ...nifi, size: undefined }] }, "nifi.0.size: is missing beside `rate`; write for example `500 B`"],
  [{ nifi: [{ ...nifi, rate: "0 MB/s" }] }, "nifi.0.rate: `0 MB/s` is zero; write more than that or leave the key out"],
  [{ nifi: [{ ...nifi, rate: "-1 MB/s" }] }, "nifi.0.rate: `-1 MB/s` is negative; write a positive number"],
  [{ nifi: [{ ...nifi, rate: Number.NaN }] }, "nifi.0.rate: `NaN` has no unit; write for example `150000 msg/s`"],
  [{ nifi: [{ ...nifi, size: "500 b" }] }, "nifi.0.size: `500 b` has the unknown unit `b`"],
  [
    { nifi: [{ ...nifi, cache: { entries: 16e6, entry: 200 } }] },
    "nifi.0.cache.entry: `200` has no unit; write for example `200 B`",
  ],
  [
    { nifi: [{ ...nifi, cache: { entries: 0, entry: "200 B" } }] },
    "nifi.0.cache.entries: is `0`, but must be at least 1",
  ],
  [{ nifi: [nifi, nifi] }, "nifi.1.name: `j` stands here twice; name each job once"],
  [{ connect: [{ ...sink, direction: "snik" }] }, "connect.0.direction: is `snik`; did you mean `sink`?"],
  [
    { connect: [{ ...sink, tables: 2 }] },
    "connect.0.tables: is for sources; a sink is limited by the partitions of its topic. Remove it",
  ],
  [
    { connect: [{ ...sink, backlog: { amount: "450 GB/s", within: "1 day" } }] },
    "connect.0.backlog.amount: `450 GB/s` is a data rate, but a size or a time is wanted here",
  ],
  [
    { flink: [{ ...own, state: { keys: 5, bytesPerKey: "40 B" } }] },
    "flink.0.state.checkpoint: is missing; write for example `1 min`",
  ],
  [
    { flink: [{ ...own, state: { keys: 5, bytesPerKey: "40 B", checkpoint: "1 min", changed: 2 } }] },
    "flink.0.state.changed: is `2`, but must be at most 1",
  ],
  [
    { spark: [{ ...spark, wal: true }] },
    "spark.0.wal: needs `receivers`: a direct stream reads again from Kafka and has no write-ahead log",
  ],
  [
    { spark: [{ ...spark, receivers: 2, cores: 2 }] },
    "spark.0.cores: is 2, all taken by 2 receivers; write more, one to process at least",
  ],
  [
    { flume: [{ ...flume, channel: { capacity: 100, transactionCapacity: 1000 } }] },
    "flume.0.channel.transactionCapacity: is 1000, more than the channel's capacity of 100; Flume does not start so. Write at most that",
  ],
  [
    { flume: [{ ...flume, batchSize: 2000 }] },
    "flume.0.batchSize: is 2000, more than the channel's transactionCapacity of 1000",
  ],
  [
    { flume: [{ ...flume, sink: { batch: 2000 } }] },
    "flume.0.sink.batch: is 2000, more than the channel's transactionCapacity of 1000",
  ],
  [
    { flume: [{ ...flume, sink: { rollCount: 0, rollSize: 0, rollInterval: 0 } }] },
    "flume.0.sink: never rolls a file, so none would be closed; set one roll",
  ],
  [
    { flume: [{ ...flume, sink: { rollSize: "lots" } }] },
    "flume.0.sink.rollSize: is `lots`; write for example `128 MB`, or `0` for never",
  ],
  [{ hdfs: [own] }, "hdfs.0.keep: is missing; write for example `1 year`"],
  [
    { mirror: [{ ...mirror, topics: ["a"] }] },
    "mirror.0.rate: stands beside `topics`, which have rates already; remove one of them",
  ],
  [
    { mirror: [{ ...mirror, rate: undefined, size: undefined, topics: ["a", "a"] }] },
    "mirror.0.topics: names `a` twice; name each topic once",
  ],
  [
    { mirror: [{ ...mirror, rate: undefined }] },
    "mirror.0.topics: is missing; write names of topics, or a `rate` and a `size`",
  ],
])("%j is refused", (services, message) => {
  expect(mistakesIn(servicesSchema, services).join("\n")).toContain(message);
});

test.each<[Raw, string]>([
  [{ nifi: hosts({ cores: 0 }) }, "nifi.cores: is `0`, but must be at least 1"],
  [{ nifi: hosts({ spare: -1 }) }, "nifi.spare: is `-1`, but must be at least 0"],
  [{ nifi: hosts({ count: 3, most: 5 }) }, "nifi.most: stands beside `count`, which fixes the number; remove one"],
  [{ connect: hosts({ flowFileDisks: [] }) }, "connect: unknown key `flowFileDisks`; known keys are"],
  [
    { hdfs: hosts({ disks: [{ size: "8 TB", count: 3, raid: 1 }] }) },
    "hdfs.disks.0.count: is 3, but RAID 1 mirrors 2 disks",
  ],
  [{ flink: hosts({ memory: "64 Gb/s" }) }, "flink.memory: `64 Gb/s` is a data rate, but a size is wanted here"],
])("the hosts %j are refused", (given, message) => {
  expect(mistakesIn(serviceHostsSchema, given).join("\n")).toContain(message);
});

test("a job of a topic that does not exist is found, wherever it stands", () => {
  const services = servicesSchema.parse({
    connect: [{ name: "a", topic: "event", direction: "sink" }],
    mirror: [{ name: "b", topics: ["events", "audit"], bandwidth: "1 Gb/s", roundTrip: "1 ms" }],
  });
  expect(topicMistakes(services, ["events"])).toEqual([
    { key: "connect.0.topic", text: "`event` is no topic of this workload; did you mean `events`?" },
    {
      key: "mirror.0.topics.1",
      text: "`audit` is no topic of this workload; write the name of a topic of this workload, or a `rate` and a `size`",
    },
  ]);
});
