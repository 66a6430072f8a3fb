import { expect, test } from "vitest";
import type { BrokerMetadata, KafkaBrokerInputs, KraftControllerInputs } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { kafkaBrokerHandler } from "./kafka-broker.ts";
import { checkpointOf, kraftControllerHandler } from "./kraft-controller.ts";

const runtime: Runtime = {
  kafka: "4.3.1",
  java: { executable: "/usr/bin/java", release: 17, description: "" },
  classPath: [],
  archives: {},
  bootstrapCheckpoint: "/cache/bootstrap.checkpoint",
};
const node = {
  cluster: "c",
  kafka: "4.3.1",
  host: "127.0.0.1",
  port: 19_001,
  peerPorts: [],
  directory: "/state/c/node",
  logDirs: ["/state/c/node/data"],
  heapBytes: 1e8,
  jvm: [],
  files: {},
  running: true,
};
const quorum = { clusterId: "csGe7dv9xYAW73gBZylQuQ", voters: "1001@127.0.0.1:19001" };
const grown = { ...quorum, voters: "1001@127.0.0.1:19001,1002@127.0.0.1:19002" };
const stays = (property: string, values: string) => ({
  property,
  reason: expect.stringContaining(`cannot change from ${values} while the cluster stands`),
});

test("a controller keeps its quorum, and its cluster", () => {
  const { check } = kraftControllerHandler(async () => runtime);
  const inputs: KraftControllerInputs = { ...node, ...quorum, node: "controller-1", nodeId: 1001 };
  expect(check(inputs, null)).toEqual([]);
  expect(check({ ...inputs, heapBytes: 2e8 }, inputs)).toEqual([]);
  expect(check({ ...inputs, ...grown }, inputs)).toEqual([stays("voters", `${quorum.voters} to ${grown.voters}`)]);
  expect(check({ ...inputs, clusterId: "x", directory: "relative" }, inputs)).toEqual([
    { property: "directory", reason: "must be an absolute path" },
    stays("clusterId", `${quorum.clusterId} to x`),
  ]);
});

test("a broker keeps where its metadata is", () => {
  const { check } = kafkaBrokerHandler(async () => runtime);
  const broker = (metadata: BrokerMetadata): KafkaBrokerInputs => ({
    ...node,
    node: "broker-1",
    brokerId: 1,
    metadata,
  });
  const zookeeper = (connect: string) => broker({ mode: "zookeeper", connect });
  const kraft = broker({ mode: "kraft", ...quorum });
  expect(check(kraft, null)).toEqual([]);
  expect(check(kraft, kraft)).toEqual([]);
  expect(check(zookeeper("a:1,b:1"), zookeeper("a:1"))).toEqual([]);
  expect(check(kraft, zookeeper("a:1"))).toEqual([stays("metadata.mode", "zookeeper to kraft")]);
  expect(check(broker({ mode: "kraft", ...grown }), kraft)).toEqual([
    stays("metadata.voters", `${quorum.voters} to ${grown.voters}`),
  ]);
});

test("a runtime for ZooKeeper formats no storage", () => {
  expect(checkpointOf(runtime)).toBe("/cache/bootstrap.checkpoint");
  expect(() => checkpointOf({ ...runtime, kafka: "3.9.2", bootstrapCheckpoint: null })).toThrow("set up for ZooKeeper");
});
