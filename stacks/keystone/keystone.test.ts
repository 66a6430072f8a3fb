import { expect, test } from "vitest";
import type { Plan, PlannedCluster } from "../../sizing/index.ts";
import { grouped, missingFrom, percent, row } from "../testing/page.ts";
import { filesOf, planOf, system } from "../testing/systems.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const ofRole = ({ clusters }: Plan, role: PlannedCluster["role"]) =>
  clusters.filter((cluster) => cluster.role === role);
const brokersIn = (clusters: readonly PlannedCluster[]): number => sum(clusters.map(({ brokers }) => brokers));
const { workload, plan } = await system("keystone");

test.each(["keystone", "keystone half-rate"])(
  "the topics of %s add up to 8 M events/s, 24 GB/s and 1.3 PB a day",
  async (name) => {
    const { topics } = (await system(name)).workload;
    expect(sum(topics.map(({ rate }) => rate.value))).toBe(8_000_000);
    expect(sum(topics.map(({ rate, size }) => rate.value * size))).toBe(24e9);
    const days = topics.map(({ rate, size, day }) => (day.kind === "mean" ? day.mean : 0) * rate.value * size * 86_400);
    expect(sum(days)).toBeCloseTo(1.3e15, -3);
  },
);

test("with room, the traffic is the same, and half of it comes on top when another region fails over", async () => {
  const roomy = (await system("keystone with-room")).workload;
  expect(roomy.objectives.regionFailover).toEqual({ share: 0.5 });
  expect(roomy.topics.map(({ rate }) => rate)).toEqual(workload.topics.map(({ rate }) => rate));
});

test("no cluster passes the text's own limits, and each has an ensemble of its own", async () => {
  for (const name of ["keystone", "keystone half-rate/2016", "keystone with-room/2016"]) {
    for (const { brokers, partitions, metadata } of (await planOf(name)).clusters) {
      expect(brokers).toBeLessThanOrEqual(200);
      expect(partitions).toBeLessThanOrEqual(10_000);
      expect(metadata).toMatchObject({ mode: "zookeeper", nodes: 3 });
    }
  }
});

test.each(["", "half-rate", "with-room", "/2016", "half-rate/2016", "with-room/2016"])(
  "the page's table has the clusters of %j",
  async (variant) => {
    const name = `keystone ${variant}`.trim();
    const found = await planOf(name);
    const [fronting, consumer] = [ofRole(found, "fronting"), ofRole(found, "consumer")];
    const { workload, inventory } = filesOf(name);
    const file = (path: string) => path.split("/").at(-1)!;
    const cells = row(
      file(workload),
      file(inventory),
      fronting.length,
      grouped(brokersIn(fronting)),
      consumer.length,
      brokersIn(consumer),
      `${grouped(found.totals.brokers)} in ${found.totals.clusters} clusters`,
    );
    expect(await missingFrom("keystone", [cells])).toEqual([]);
  },
);

test("the page quotes the partitions that the rule asks for, the cost and the standby", async () => {
  const asked = (each: number) => sum(workload.topics.map(({ rate, size }) => Math.ceil((rate.value * size) / each)));
  const usd = (value: number) => `${grouped(Math.round(value))} USD`;
  const { perMonth, lines } = plan.cost!;
  const between = lines.find(({ name }) => name === "traffic between zones")!.perMonth;
  const [chosen, next] = plan.choice!.frontier;
  const old = await planOf("keystone /2016");
  const figures = [
    `${grouped(asked(1e6))} and ${grouped(asked(0.5e6))}`,
    `${chosen!.name.replace(/\+.*/, "")} with one st1 volume each for ${usd(chosen!.perMonth!)} a month`,
    `${next!.brokers} brokers of ${next!.name.replace(/\+.*/, "")} in ${next!.clusters} clusters cost ${usd(next!.perMonth!)}`,
    `${usd(between)} of ${usd(perMonth)} a month at list prices, ${percent(between / perMonth)}`,
    `waits with 3 brokers and grows to ${ofRole(old, "standby")[0]!.growsTo} on d2.2xlarge`,
    `ours ${Math.round(24_000 / brokersIn(ofRole(old, "fronting")))} MB/s`,
  ];
  expect(await missingFrom("keystone", figures)).toEqual([]);
});
