import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleRates } from "./inputs/scale.ts";
import { type Plan, planSchema } from "./plan.ts";
import type { PlannedCluster } from "./planned/cluster.ts";
import { resourceNames } from "./planned/resource.ts";
import { plan } from "./planner.ts";
import { numbers } from "./testing/numbers.ts";
import { type Raw, rest, type Shapes, shapes, systemOf, type TopicShape, topics } from "./testing/systems.ts";

function planOf(shapes: Shapes, unit?: string): Plan {
  const { workload, inventory } = systemOf(shapes, unit);
  return plan(workload, inventory);
}

/** Topics are packed onto several clusters by a heuristic, and less may come out in one cluster more. */
const comparable = (...plans: readonly Plan[]) => plans.every(({ totals }) => totals.clusters === 1);

/** Enough hosts for the property to be about a planned cluster. */
const roomy = { count: 60, network: "100 Gb/s", cores: 128, size: 2000, directories: 1, write: undefined };
const many = { numRuns: 100 };

describe("any plan", () => {
  test("fits its schema, and is refused with reasons or planned with clusters", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const outcome = planSchema.parse(planOf(given));
        const refused = outcome.verdict === "refused";
        expect(outcome.clusters.length === 0).toBe(refused);
        expect(outcome.refusals.length > 0).toBe(refused);
        for (const { needed, available, remedy } of outcome.refusals) {
          expect(needed).toBeGreaterThan(available);
          expect(remedy).not.toBe("");
        }
      }),
      many,
    );
  });

  test("explains every number in its clusters and totals, and explains nothing else", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const { clusters, totals, services, growth, refusals, explanation } = planOf(given);
        const all = Object.entries(explanation).map(([key, { value }]) => [key, value] as const);
        const explained = all.filter(([key]) => !key.startsWith("refusals."));
        const needed = refusals.map(({ code, needed }) => [`refusals.${code}.needed`, needed]);
        expect(needed).toEqual(expect.arrayContaining(all.filter(([key]) => key.startsWith("refusals."))));
        expect(explained).toEqual(numbers({ clusters, totals, services, ...(growth === null ? {} : { growth }) }));
      }),
      many,
    );
  });

  test("is the same to the byte for the same input", () => {
    fc.assert(
      fc.property(shapes, (given) => JSON.stringify(planOf(given)) === JSON.stringify(planOf(structuredClone(given)))),
      many,
    );
  });

  test("uses no less of a resource when degraded, and stays within every limit", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        for (const { utilisation, bottleneck } of planOf(given).clusters) {
          for (const resource of resourceNames) {
            const [normal, degraded] = [utilisation.normal[resource], utilisation.degraded[resource]];
            if (normal === null) expect(degraded).toBeNull();
            else expect(degraded).toBeGreaterThanOrEqual(normal);
            expect(degraded ?? 0).toBeLessThanOrEqual(1 + 1e-9);
          }
          expect(utilisation[bottleneck.state][bottleneck.resource]).toBe(bottleneck.utilisation);
        }
      }),
      many,
    );
  });

  test("has brokers that together carry its totals, where the partitions are its own choice", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const even = { ...given, topics: given.topics.map((shape) => ({ ...shape, partitions: undefined })) };
        const { clusters, totals } = planOf(even);
        if (clusters.length === 0) return;
        // At the limit of a cluster not every topic can be even, and the busiest broker has more than the mean.
        if (clusters.some(({ partitions }) => partitions === 10_000)) return;
        const all = (of: (cluster: PlannedCluster) => number) =>
          clusters.reduce((sum, cluster) => sum + of(cluster), 0);
        const onAll = (of: (load: PlannedCluster["perBroker"]) => number) =>
          all(({ brokers, perBroker }) => brokers * of(perBroker));
        expect(onAll((load) => load.diskUsedBytes) / totals.storageBytes).toBeCloseTo(1, 9);
        expect(onAll((load) => load.replicas)).toBeCloseTo(totals.replicas, 6);
        expect(onAll((load) => load.partitions)).toBeCloseTo(totals.partitions, 6);
        const follower = all(({ topics }) =>
          topics.reduce(
            (sum, { messagesPerSecond, messageBytes, replication }) =>
              sum + messagesPerSecond * messageBytes * (replication - 1),
            0,
          ),
        );
        expect(onAll((load) => load.networkInBytesPerSecond)).toBeCloseTo(totals.ingressBytesPerSecond + follower, -1);
        expect(onAll((load) => load.networkOutBytesPerSecond)).toBeCloseTo(totals.egressBytesPerSecond + follower, -1);
      }),
      many,
    );
  });
});

describe("more rate", () => {
  const faster = (shape: TopicShape, times: number) => ({ ...shape, rate: shape.rate * times });
  const times = fc.double({ min: 1, max: 3, noNaN: true });

  test("never needs fewer partitions, less disk or less of anything", () => {
    fc.assert(
      fc.property(topics, rest, times, (shapes, rest, times) => {
        const less = planOf({ topics: shapes, rest, hosts: roomy });
        const more = planOf({
          topics: shapes.map((shape) => faster(shape, times)),
          rest,
          hosts: roomy,
        });
        if (less.clusters.length === 0 || more.clusters.length === 0) return;
        expect(more.totals.partitions).toBeGreaterThanOrEqual(less.totals.partitions);
        if (more.clusters.length > 1) return;
        const [a, b] = [less.clusters[0]!, more.clusters[0]!];
        for (const resource of resourceNames) {
          expect(b.utilisation.degraded[resource] ?? 0).toBeGreaterThanOrEqual(
            (a.utilisation.degraded[resource] ?? 0) * (1 - 1e-12),
          );
        }
      }),
      many,
    );
  });

  test("never needs fewer brokers, and what is refused stays refused", () => {
    fc.assert(
      fc.property(shapes, times, (given, times) => {
        const less = planOf(given);
        const more = planOf({ ...given, topics: given.topics.map((shape) => faster(shape, times)) });
        if (less.verdict === "refused") expect(more.verdict).toBe("refused");
        if (more.verdict === "planned" && comparable(less, more))
          expect(more.totals.brokers).toBeGreaterThanOrEqual(less.totals.brokers);
      }),
      many,
    );
  });
});

test("what another region brings never saves brokers, where the partitions are the planner's own choice", () => {
  fc.assert(
    fc.property(shapes, fc.double({ min: 0.01, max: 2, noNaN: true }), (given, share) => {
      // Partitions that a user fixed may lie more evenly on one broker less.
      const topics = given.topics.map((shape) => ({ ...shape, partitions: undefined }));
      const brought = (regionFailover: Raw | undefined) =>
        planOf({ ...given, topics, rest: { ...given.rest, regionFailover } });
      const [none, some, more] = [undefined, { share }, { share: share * 1.5 }].map(brought) as [Plan, Plan, Plan];
      for (const [less, rather] of [
        [none, some],
        [some, more],
      ] as const) {
        if (less.verdict === "refused") expect(rather.verdict).toBe("refused");
        if (rather.verdict === "planned" && comparable(less, rather))
          expect(rather.totals.brokers).toBeGreaterThanOrEqual(less.totals.brokers);
      }
    }),
    many,
  );
});

test("larger disks never turn a plan into a refusal or ask for more brokers", () => {
  fc.assert(
    fc.property(shapes, fc.integer({ min: 0, max: 100 }), (given, extra) => {
      const small = planOf(given);
      const large = planOf({ ...given, hosts: { ...given.hosts, size: given.hosts.size + extra } });
      if (small.verdict === "planned") {
        expect(large.verdict).toBe("planned");
        expect(large.totals.brokers).toBeLessThanOrEqual(small.totals.brokers);
      }
    }),
    many,
  );
});

test("a rate in MiB/s is 1.048576 times one in MB/s, in every traffic of the plan", () => {
  fc.assert(
    fc.property(topics, (shapes) => {
      const given = {
        topics: shapes,
        rest: { lose: {}, regionFailover: undefined, produceP99: undefined, growth: undefined },
        hosts: roomy,
      };
      const [decimal, binary] = [planOf(given, "MB/s"), planOf(given, "MiB/s")];
      expect(binary.totals.ingressBytesPerSecond / decimal.totals.ingressBytesPerSecond).toBeCloseTo(1.048576, 9);
      const [a, b] = [decimal.clusters[0], binary.clusters[0]];
      if (a === undefined || b === undefined) return;
      expect(b.perBroker.networkInBytesPerSecond / a.perBroker.networkInBytesPerSecond).toBeCloseTo(1.048576, 9);
      expect(b.perBroker.pageCacheBytes / a.perBroker.pageCacheBytes).toBeCloseTo(1.048576, 9);
    }),
    many,
  );
});

test("the order of the topics does not matter, but for the order in which they are told", () => {
  const sorted = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  /** What may differ by the order of a sum, and what names a topic by its place. */
  const told = ({ clusters, totals, verdict }: Plan) => ({
    verdict,
    totals,
    clusters: clusters.map(({ topics, perBroker, utilisation, bottleneck, ...cluster }) => ({
      ...cluster,
      topics: sorted(Object.fromEntries(topics.map((topic) => [topic.name, topic]))),
      bottleneck: bottleneck.resource,
    })),
  });
  const near = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, inner) => (typeof inner === "number" ? Number(inner.toPrecision(9)) : inner));
  fc.assert(
    fc.property(shapes, (given) => {
      const { workload, inventory } = systemOf(given);
      const turned = { ...workload, topics: [...workload.topics].reverse() };
      expect(near(told(plan(turned, inventory)))).toEqual(near(told(plan(workload, inventory))));
    }),
    many,
  );
});

test("rates and rate-like hardware scaled alike leave the utilisation of the traffic as it is", () => {
  const k = fc.constantFrom(2, 4, 8);
  // Fixed partitions and a retention by size, so that nothing is rounded and the disks hold the same.
  const even = (given: Shapes): Shapes => ({
    ...given,
    topics: given.topics.map((shape) => ({ ...shape, partitions: 60, retention: "1 GB" })),
    rest: { ...given.rest, produceP99: undefined },
    hosts: { ...roomy, count: 60, network: "10 Gb/s", cores: 8, size: 2000, write: "500 MB/s" },
  });
  fc.assert(
    fc.property(shapes.map(even), k, (given, times) => {
      const { workload, inventory } = systemOf(given);
      const { brokers } = inventory;
      const larger = {
        ...inventory,
        brokers: {
          ...brokers,
          cores: brokers.cores * times,
          network: (brokers.network * times) as typeof brokers.network,
          disks: brokers.disks.map((group) => ({ ...group, write: (group.write! * times) as typeof brokers.network })),
        },
      };
      const [a, b] = [plan(workload, inventory), plan(scaleRates(workload, times), larger)];
      expect(b.verdict).toBe(a.verdict);
      for (const resource of ["networkIn", "networkOut", "diskWrite", "cpu"] as const) {
        const [x, y] = [a, b].map(({ clusters }) => clusters[0]?.utilisation.degraded[resource] ?? 0);
        expect(y).toBeCloseTo(x!, 9);
      }
    }),
    many,
  );
});
