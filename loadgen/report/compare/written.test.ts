import { expect, test } from "vitest";
import { inputChanges, type Written } from "./written.ts";

const written = (workload: object, inventory: object = {}): Written => ({ workload, inventory });
const told = (now: Written, other: Written) =>
  inputChanges(now, other).map((change) => `${change.file} ${change.key}: ${change.other} -> ${change.now}`);

const claro = {
  name: "claro",
  topics: [
    { name: "calls", rate: "1000 msg/s", consumers: [{ group: "sink", perConsumer: "50 MB/s" }] },
    { name: "events", rate: "5 MB/s" },
  ],
  objectives: { lose: { brokers: 1 } },
  assumed: ["topics.0.rate"],
};

test("what differs is told with both values, as they are written, and nothing else is", () => {
  const [calls, events] = claro.topics;
  const other = { ...claro, topics: [{ ...calls, rate: "2 k msg/s" }, events], objectives: { lose: { brokers: 2 } } };
  expect(told(written(other), written(claro))).toEqual([
    "workload topics.calls.rate: 1000 msg/s -> 2 k msg/s",
    "workload objectives.lose.brokers: 1 -> 2",
  ]);
  expect(told(written(claro), written(structuredClone(claro)))).toEqual([]);
});

test("an entry of a list is found by its name, wherever it stands", () => {
  const [calls, events] = claro.topics;
  expect(told(written({ ...claro, topics: [events, calls] }), written(claro))).toEqual([]);
  const hosts = [{ id: "k1", rack: "a" }];
  expect(told(written(claro, { hosts }), written(claro, { hosts: [{ id: "k1", rack: "b" }] }))).toEqual([
    "inventory hosts.k1.rack: b -> a",
  ]);
});

test("what only one of them says is left out in the other; a list of plain values is one value", () => {
  expect(told(written({ ...claro, growth: { factor: 2 } }), written({ ...claro, assumed: [] }))).toEqual([
    "workload assumed: none -> topics.0.rate",
    "workload growth.factor: null -> 2",
  ]);
  expect(
    told(written(claro, { brokers: { disks: [{ size: "1 TB" }] } }), written(claro, { catalogue: "ec2" })),
  ).toEqual(["inventory brokers.disks.0: null -> size 1 TB", "inventory catalogue: ec2 -> null"]);
});

test("a topic that only one of them has is one change, with what it says", () => {
  const [calls] = claro.topics;
  const one = { ...claro, topics: [calls] };
  expect(told(written(one), written(claro))).toEqual(["workload topics.events: name events, rate 5 MB/s -> null"]);
  const none = { ...claro, topics: [claro.topics[1]] };
  expect(told(written(one), written(none))).toEqual([
    "workload topics.calls: null -> name calls, rate 1000 msg/s, consumers.sink.group sink, consumers.sink.perConsumer 50 MB/s",
    "workload topics.events: name events, rate 5 MB/s -> null",
  ]);
});
