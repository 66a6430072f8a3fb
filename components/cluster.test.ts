import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import { clusterResources, nodeNames } from "./cluster.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { brokerSize } from "./kafka/sizes.ts";
import { cluster, topic } from "./testing/fixture.ts";

function options(planned: PlannedCluster): ClusterOptions {
  const { metadata, brokers } = nodeNames(planned);
  const places = [...metadata, ...brokers].map((node, n) => {
    const first = 20_000 + 3 * n;
    return [
      node,
      { host: "127.0.0.1", ports: [first, first + 1, first + 2], directory: `/state/claro/${node}` },
    ] as const;
  });
  return {
    name: "claro",
    places: Object.fromEntries(places),
    broker: brokerSize(planned),
    metadataHeapBytes: 1e8,
  };
}

const resourcesOf = (planned: PlannedCluster) => clusterResources(planned, options(planned));
/** The telco's cluster, were it planned for controllers. */
const onKraft = (fields: Partial<PlannedCluster> = {}) =>
  cluster({
    kafka: "4.3.1",
    metadata: { mode: "kraft", nodes: 3, heapBytes: 4 * 1024 ** 3, diskBytes: 64e9, failoverSeconds: 9 },
    ...fields,
  });
const bothModes = [
  { mode: "ZooKeeper", planned: cluster },
  { mode: "KRaft", planned: onKraft },
];

test("the telco's cluster, by kind and id", () => {
  const planned = cluster({ topics: [topic({ name: "network-events" }), topic({ name: "alarms" })] });
  expect(resourcesOf(planned).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "zookeeper-node claro/zookeeper-1",
    "zookeeper-node claro/zookeeper-2",
    "zookeeper-node claro/zookeeper-3",
    "kafka-broker claro/broker-1",
    "kafka-broker claro/broker-2",
    "kafka-broker claro/broker-3",
    "kafka-broker claro/broker-4",
    "kafka-broker claro/broker-5",
    "kafka-topic claro/topic/alarms",
    "kafka-topic claro/topic/network-events",
  ]);
});

test("with KRaft dedicated controllers stand in for ZooKeeper, and their ids meet no broker's", () => {
  const resources = resourcesOf(onKraft({ brokers: 2, topics: [] }));
  expect(resources.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    "kraft-controller claro/controller-1",
    "kraft-controller claro/controller-2",
    "kraft-controller claro/controller-3",
    "kafka-broker claro/broker-1",
    "kafka-broker claro/broker-2",
  ]);
  const ids = resources.map(({ inputs }) =>
    "nodeId" in inputs ? inputs.nodeId : "brokerId" in inputs && inputs.brokerId,
  );
  expect(ids).toEqual([1001, 1002, 1003, 1, 2]);
});

test.each([
  ["claro.resources.snap.json", cluster],
  ["claro-kraft.resources.snap.json", onKraft],
])("every resource of it, to the last setting: %s", async (file, planned) => {
  const rendered = `${JSON.stringify(resourcesOf(planned()), null, 2)}\n`;
  await expect(rendered).toMatchFileSnapshot(`golden/${file}`);
});

describe.each(bothModes)("with $mode", ({ planned }) => {
  test("the order of topics in the plan does not show", () => {
    const topics = ["a", "b", "c", "d"].map((name) => topic({ name }));
    const sorted = resourcesOf(planned({ topics }));
    fc.assert(
      fc.property(fc.shuffledSubarray(topics, { minLength: topics.length }), (shuffled) => {
        expect(resourcesOf(planned({ topics: shuffled }))).toEqual(sorted);
      }),
    );
  });

  test("each resource comes after those it depends on", () => {
    const seen = new Set<string>();
    for (const { id, dependsOn } of resourcesOf(planned())) {
      expect(dependsOn.filter((needed) => !seen.has(needed))).toEqual([]);
      seen.add(id);
    }
  });

  test("another broker leaves the nodes that were there as they are", () => {
    const nodes = (brokers: number) => resourcesOf(planned({ brokers })).filter(({ kind }) => kind !== "kafka-topic");
    expect(nodes(6)).toEqual(expect.arrayContaining(nodes(5)));
  });

  test("inputs are plain JSON", () => {
    const resources = resourcesOf(planned());
    expect(JSON.parse(JSON.stringify(resources))).toEqual(resources);
  });
});

test("a single ZooKeeper node listens on its client port only", () => {
  const alone = cluster({
    brokers: 1,
    metadata: { mode: "zookeeper", nodes: 1, heapBytes: 1e8, diskBytes: 64e9, failoverSeconds: 9 },
    topics: [],
  });
  expect(resourcesOf(alone)[0]?.inputs).toMatchObject({ peerPorts: [] });
});

test("a node without a place is a fault", () => {
  const planned = cluster();
  expect(() => clusterResources(planned, { ...options(planned), places: {} })).toThrow("zookeeper-1 has no place");
});
