import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServiceKind } from "./hosts.ts";
import { planOf, type Raw, topic } from "./testing/sample.ts";

const some = { numRuns: 150 };
const kinds: readonly ServiceKind[] = ["nifi", "connect", "flink", "spark", "flume", "hdfs", "mirror"];

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const whole = (min: number, max: number) => fc.integer({ min, max });
const backlog = optional(
  fc.record({
    amount: fc.oneof(
      whole(1, 500).map((size) => `${size} GB`),
      whole(1, 48).map((hours) => `${hours} h`),
    ),
    within: whole(1, 48).map((hours) => `${hours} h`),
  }),
);

/** Two jobs of a kind: one of the topic, one of its own rate of `rate` kB/s. */
const shapes = fc.record({
  rate: whole(1, 500_000),
  processors: whole(1, 20),
  eventsPerFlowFile: whole(1, 10_000),
  entries: optional(whole(1, 50_000_000)),
  buckets: optional(whole(1, 100)),
  backlog,
  windows: whole(1, 10),
  keys: whole(1, 100_000_000),
  backend: fc.constantFrom("heap", "rocksdb"),
  batch: whole(1, 60),
  receivers: optional(whole(1, 4)),
  cores: optional(whole(5, 60)),
  agents: optional(whole(1, 60)),
  roll: whole(1000, 1_000_000),
  keep: whole(1, 400),
  replication: whole(1, 4),
  roundTrip: whole(1, 200),
  partitions: whole(1, 2000),
});
type Shape = typeof shapes extends fc.Arbitrary<infer T> ? T : never;

const hostShapes = fc.record({
  cores: whole(1, 64),
  memory: whole(4, 512),
  network: fc.constantFrom("1 Gb/s", "10 Gb/s", "25 Gb/s"),
  spare: optional(whole(0, 3)),
  disks: optional(whole(1, 40).map((size) => [{ size: `${size} TB`, count: 4, write: "200 MB/s" }])),
});
type HostShape = typeof hostShapes extends fc.Arbitrary<infer T> ? T : never;

function servicesOf(shape: Shape, times: number): Raw {
  const both = (fields: Raw) => [
    { name: "a", topic: "events", ...fields },
    { name: "b", rate: `${shape.rate * times} kB/s`, size: "1 kB", ...fields },
  ];
  const { entries, buckets, backlog, receivers, windows, keys, backend } = shape;
  return {
    nifi: both({
      processors: shape.processors,
      contentWrites: 1,
      eventsPerFlowFile: shape.eventsPerFlowFile,
      cache: entries === undefined ? undefined : { entries, entry: "200 B", buckets },
    }),
    connect: both({ direction: "source", tables: shape.partitions, backlog }),
    flink: both({ state: { keys, windows, backend, bytesPerKey: "40 B", checkpoint: "1 min" }, backlog }),
    spark: both({ batch: `${shape.batch} s`, receivers, cores: shape.cores, backlog }),
    flume: both({
      agents: shape.agents,
      batchSize: 100,
      channel: { capacity: 10_000, transactionCapacity: 1000 },
      sink: { rollCount: shape.roll, rollSize: 0 },
      backlog,
    }),
    hdfs: both({ keep: `${shape.keep} days`, replication: shape.replication }),
    mirror: both({ bandwidth: "10 Gb/s", roundTrip: `${shape.roundTrip} ms`, backlog }).map(
      ({ topic, ...link }: Raw) => (topic === undefined ? link : { ...link, topics: [topic] }),
    ),
  };
}

function planned(shape: Shape, host: HostShape, { times = 1, fields = {} }: { times?: number; fields?: Raw } = {}) {
  const given = { ...host, memory: `${host.memory} GiB`, ...fields };
  const facts = topic({ partitions: shape.partitions });
  const scaled = {
    ...facts,
    messagesPerSecond: facts.messagesPerSecond * times,
    bytesPerSecond: facts.bytesPerSecond * times,
    averageBytesPerSecond: facts.averageBytesPerSecond * times,
  };
  return planOf(servicesOf(shape, times), Object.fromEntries(kinds.map((kind) => [kind, given])), [scaled]);
}

/** Nodes of each kind; without bound where it is refused. */
function nodes({ services }: ReturnType<typeof planOf>): number[] {
  return kinds.map((kind) => {
    const fleet = services.find((service) => service.kind === kind)?.fleet;
    return fleet?.hosts === "given" ? fleet.nodes : Number.POSITIVE_INFINITY;
  });
}

/** Tasks, slots, cores and agents of each job that is planned in both. */
function parallel({ services }: ReturnType<typeof planOf>): Map<string, number> {
  const found = new Map<string, number>();
  for (const { kind, jobs } of services) {
    for (const job of jobs) {
      for (const [key, value] of Object.entries(job)) {
        if (["tasks", "slots", "cores", "agents"].includes(key)) found.set(`${kind}.${job.name}`, Number(value));
      }
    }
  }
  return found;
}

describe("any services", () => {
  test("never need fewer nodes, tasks, slots, cores or agents for more load", () => {
    fc.assert(
      fc.property(shapes, hostShapes, fc.double({ min: 1, max: 20, noNaN: true }), (shape, host, times) => {
        const [less, more] = [planned(shape, host), planned(shape, host, { times })];
        for (const [at, count] of nodes(more).entries()) expect(count).toBeGreaterThanOrEqual(nodes(less)[at]!);
        const before = parallel(less);
        for (const [job, count] of parallel(more)) expect(count).toBeGreaterThanOrEqual(before.get(job) ?? 0);
      }),
      some,
    );
  });

  test("never need more nodes that have more cores, memory or network", () => {
    fc.assert(
      fc.property(shapes, hostShapes, whole(0, 64), whole(0, 512), (shape, host, cores, memory) => {
        const larger = { ...host, cores: host.cores + cores, memory: host.memory + memory };
        const [small, large] = [planned(shape, host), planned(shape, larger), planned(shape, larger)].map(nodes);
        const [fast] = [planned(shape, larger, { fields: { network: "100 Gb/s" } })].map(nodes);
        for (const [at, count] of small!.entries()) {
          expect(large![at]).toBeLessThanOrEqual(count);
          expect(fast![at]).toBeLessThanOrEqual(large![at]!);
        }
      }),
      some,
    );
  });

  test("keep every limit with the spare nodes lost, and would not with a node less", () => {
    fc.assert(
      fc.property(shapes, hostShapes, (shape, host) => {
        const plan = planned(shape, host);
        for (const [at, count] of nodes(plan).entries()) {
          if (count === Number.POSITIVE_INFINITY) continue;
          const kind = kinds[at]!;
          const withCount = (fixed: number) =>
            planned(shape, host, { fields: { count: fixed } }).services.some((service) => service.kind === kind);
          expect(withCount(count)).toBe(true);
          if (count > 1) expect(withCount(count - 1)).toBe(false);
        }
      }),
      some,
    );
  });

  test("fit on as many nodes as the remedies name", () => {
    fc.assert(
      fc.property(shapes, hostShapes, whole(1, 6), (shape, host, count) => {
        const { refusals } = planned(shape, host, { fields: { count } });
        for (const kind of kinds) {
          const ofKind = refusals.filter(({ code }) => code.startsWith(`PLM-${kind.toUpperCase()}-`));
          const named = ofKind.map(({ remedy }) => Number(/have (\d+) \w+ nodes/.exec(remedy)?.[1]));
          if (ofKind.length === 0 || named.some(Number.isNaN)) continue;
          const again = planned(shape, host, { fields: { count: Math.max(...named) } });
          const left = again.refusals.filter(({ code }) => code.startsWith(`PLM-${kind.toUpperCase()}-`));
          // A service too small to work at all is judged by its resources only once it is large enough.
          if (!ofKind.some(({ code }) => code.endsWith("-009"))) expect(left).toEqual([]);
        }
      }),
      some,
    );
  });

  test("are the same for the same input, to the byte", () => {
    fc.assert(
      fc.property(shapes, hostShapes, (shape, host) => {
        expect(JSON.stringify(planned(structuredClone(shape), host))).toBe(JSON.stringify(planned(shape, host)));
      }),
      some,
    );
  });

  test("hold finite numbers only", () => {
    fc.assert(
      fc.property(shapes, hostShapes, (shape, host) => {
        for (const { value } of Object.values(planned(shape, host).explanation)) {
          if (value !== null) expect(value).toSatisfy((number: number) => Number.isFinite(number) && number >= 0);
        }
      }),
      some,
    );
  });
});
