import { describe, expect, test } from "vitest";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { plan } from "../plan-fixtures.ts";
import { flowsOf } from "./flows.ts";

const [main] = plan.clusters as [PlannedCluster];
const [events] = main.topics as [PlannedTopic];

const topic = (name: string, messagesPerSecond: number, ...groups: string[]): PlannedTopic => ({
  ...events,
  name,
  messagesPerSecond,
  messageBytes: 1000,
  consumers: groups.map((group) => ({ group, perConsumerBytesPerSecond: null })),
});
const withClusters = (...clusters: Partial<PlannedCluster>[]): Plan => ({
  ...plan,
  clusters: clusters.map((cluster) => ({ ...main, ...cluster })),
});
const drawn = (of: Plan) => flowsOf(of).flatMap((block) => (block.kind === "flows" ? [block.flows] : []))[0]!;
const rates = (of: Plan) =>
  Object.fromEntries(drawn(of).flows.map(({ from, to, bytesPerSecond }) => [`${from} > ${to}`, bytesPerSecond]));
const details = (of: Plan) => Object.fromEntries(drawn(of).nodes.map(({ id, detail }) => [id, detail]));

describe("the way of the data", () => {
  test("goes from each topic to the cluster, and on to each group that reads it", () => {
    const of = withClusters({ topics: [topic("a", 2000, "x", "y"), topic("b", 1000, "x")] });
    expect(rates(of)).toEqual({
      "source a > cluster main": 2e6,
      "source b > cluster main": 1e6,
      "cluster main > reader x": 3e6,
      "cluster main > reader y": 2e6,
    });
    expect(details(of)).toMatchObject({ "source a": "2 MB/s, 2k msg/s", "cluster main": "5 brokers" });
  });

  test("draws the largest by name and the rest as one, without losing any of it", () => {
    const many = Array.from({ length: 30 }, (_, i) => topic(`t${i}`, 1000 * (i + 1), `g${i}`));
    const { flows } = drawn(withClusters({ topics: many }));
    const into = flows.filter(({ to }) => to === "cluster main");
    expect(into.map(({ from }) => from)).toEqual(
      [..."98765"].map((i) => `source t2${i}`).concat("source 25 other topics"),
    );
    expect(into.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0)).toBe(465e6);
    const out = flows.filter(({ from }) => from === "cluster main");
    expect(out).toHaveLength(8);
    expect(out.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0)).toBe(465e6);
  });

  test("goes over fronting clusters, and by their reader to consumer clusters; a standby has none of it", () => {
    const of = withClusters(
      { name: "f1", role: "fronting", topics: [topic("a", 3000, "to-s3", "to-consumer-clusters")] },
      { name: "f2", role: "fronting", topics: [topic("b", 5000, "to-s3", "to-consumer-clusters")] },
      { name: "s1", role: "standby", topics: [] },
      { name: "c1", role: "consumer", topics: [topic("a", 900, "app")] },
    );
    expect(rates(of)).toEqual({
      "source producers > cluster f1": 3e6,
      "source producers > cluster f2": 5e6,
      "cluster f1 > reader to-s3": 3e6,
      "cluster f1 > reader to-consumer-clusters": 3e6,
      "cluster f2 > reader to-s3": 5e6,
      "cluster f2 > reader to-consumer-clusters": 5e6,
      "reader to-consumer-clusters > cluster c1": 9e5,
      "cluster c1 > reader app": 9e5,
    });
    expect(details(of)).toMatchObject({
      "source producers": "8 MB/s, 8k msg/s",
      "reader to-consumer-clusters": "8 MB/s, 8k msg/s",
    });
  });

  test("draws many clusters of a role as one", () => {
    const clusters = Array.from({ length: 40 }, (_, i) => ({ name: `m${i}`, topics: [topic(`t${i}`, 1000, "g")] }));
    expect(rates(withClusters(...clusters))).toEqual({
      "source producers > cluster 40 main clusters": 40e6,
      "cluster 40 main clusters > reader g": 40e6,
    });
  });

  test("is called uncompressed where producers compress", () => {
    const titles = (compression: string) => {
      const of = withClusters({ topics: [{ ...topic("a", 2000, "x"), compression }] });
      const tables = flowsOf(of).flatMap((block) => (block.kind === "folded" ? block.blocks : []));
      return [drawn(of).alt, tables.map((block) => (block.kind === "table" ? block.caption : ""))];
    };
    expect(titles("lz4")).toEqual([
      expect.stringContaining("to readers, uncompressed;"),
      ["Flows at the peak, uncompressed"],
    ]);
    expect(titles("none")).toEqual([expect.stringContaining("to readers;"), ["Flows at the peak"]]);
  });

  test("is not drawn where nothing flows", () => {
    expect(flowsOf({ ...plan, clusters: [] })).toEqual([]);
  });
});
