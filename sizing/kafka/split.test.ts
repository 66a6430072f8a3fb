import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const topic = (name: string, rate: string, more: object = {}) => ({
  name,
  rate,
  size: "1 kB",
  retention: "1 h",
  replication: 3,
  consumers: [{ group: "g" }],
  ...more,
});
const planOf = (topics: object[], rest: object = {}, hosts: object = {}) =>
  plan(workload({}, { topics, ...rest }), inventory({ count: undefined, racks: 3, ...hosts }));
const topicsOf = ({ clusters }: ReturnType<typeof plan>) =>
  clusters.map(({ name, topics }) => [name, topics.map((one) => one.name)]);

describe("more partitions than a cluster may have", () => {
  test("are topics packed whole onto clusters, as evenly as they go", () => {
    // 6,000 + 5,000 + 4,000 + 3,000 partitions are two clusters: 6 with 3, 5 with 4.
    const found = planOf([topic("a", "6 GB/s"), topic("b", "5 GB/s"), topic("c", "4 GB/s"), topic("d", "3 GB/s")]);
    expect(topicsOf(found)).toEqual([
      ["main-1", ["a", "d"]],
      ["main-2", ["b", "c"]],
    ]);
    expect(found.totals).toMatchObject({ clusters: 2, ingressBytesPerSecond: 18e9, metadataNodes: 6 });
    for (const { partitions, brokers } of found.clusters) {
      expect(partitions).toBeLessThanOrEqual(10_000);
      expect(brokers).toBeLessThanOrEqual(200);
    }
  });

  test("the order in the file does not show", () => {
    const topics = [topic("a", "6 GB/s"), topic("b", "5 GB/s"), topic("c", "4 GB/s")];
    const names = (given: object[]) =>
      planOf(given).clusters.map(({ topics }) => topics.map(({ name }) => name).sort());
    expect(names([...topics].reverse())).toEqual(names(topics));
  });

  test("of one topic are shared by clusters in equal parts", () => {
    const found = planOf([topic("a", "24 GB/s")]);
    expect(found.clusters).toHaveLength(3);
    for (const { topics } of found.clusters) expect(topics[0]?.messagesPerSecond).toBeCloseTo(8e6, 0);
    expect(found.explanation["clusters.main-1.topics.a.messagesPerSecond"]?.inputs).toMatchObject({ share: 1 / 3 });
  });

  test("of a keyed topic cannot be shared, and are refused", () => {
    const { verdict, refusals } = planOf([topic("a", "12 GB/s", { keyed: true })]);
    expect(verdict).toBe("refused");
    expect(refusals.map(({ code }) => code)).toContain("PLM-CLUSTER-002");
  });

  test("on hosts that there are need enough of them", () => {
    const topics = [topic("a", "6 GB/s"), topic("b", "6 GB/s")];
    const enough = planOf(topics, {}, { count: 120 });
    expect([enough.verdict, enough.clusters.length]).toEqual(["planned", 2]);
    const needed = enough.totals.brokers;
    expect(planOf(topics, {}, { count: needed - 3 }).refusals).toContainEqual(
      expect.objectContaining({ code: "PLM-CLUSTER-003", needed, available: needed - 3 }),
    );
  });
});

describe("routing", () => {
  const routing = { sinks: ["s3"], consumer: { share: 0.5, retention: "2 h", replication: 2 }, standby: {} };
  const lose = { objectives: { lose: { zones: 1 } } };
  const found = planOf([topic("read", "100 MB/s"), topic("stored", "50 MB/s", { consumers: [] })], {
    routing,
    ...lose,
  });
  const [fronting, standby, consumer] = found.clusters;

  test("has fronting clusters that only routing jobs read", () => {
    expect(found.clusters.map(({ role }) => role)).toEqual(["fronting", "standby", "consumer"]);
    expect(fronting?.topics.map(({ name, consumers }) => [name, consumers.map(({ group }) => group)])).toEqual([
      ["read", ["to-s3", "to-consumer-clusters"]],
      ["stored", ["to-s3"]],
    ]);
  });

  test("has consumer clusters with their share of what is read, kept as the routing says", () => {
    expect(consumer?.topics).toMatchObject([
      { name: "read", replication: 2, minInsync: 1, retentionMs: 7_200_000, consumers: [{ group: "g" }] },
    ]);
    expect(consumer?.topics[0]?.messagesPerSecond).toBeCloseTo(50_000, 6);
    // Fronting: 2 x 100 + 50; behind it 50.
    expect(found.totals.egressBytesPerSecond).toBeCloseTo(300e6, 3);
  });

  test("has a standby without topics, which tells what it grows to", () => {
    expect(standby).toMatchObject({ brokers: 3, topics: [], partitions: 0, growsTo: 3 });
    expect([fronting?.growsTo, consumer?.growsTo]).toEqual([null, null]);
    expect(standby?.metadata).toEqual(expect.objectContaining({ nodes: 3 }));
  });
});

// A search without an end would run into the time limit of the test.
test("what no number of clusters carries is refused at once", () => {
  const { verdict } = planOf([topic("a", "1 GB/s", { retention: "80000 h" })], { rules: { maxBrokersPerCluster: 3 } });
  expect(verdict).toBe("refused");
});
