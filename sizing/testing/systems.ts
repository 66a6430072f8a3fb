import fc from "fast-check";
import type { HostInventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import { inventory, workload } from "./samples.ts";

export type Raw = Record<string, unknown>;

const topic = fc.record({
  rate: fc.integer({ min: 1, max: 2000 }),
  size: fc.integer({ min: 50, max: 100_000 }),
  retention: fc.oneof(
    fc.integer({ min: 1, max: 72 }).map((hours) => `${hours} h`),
    fc.integer({ min: 1, max: 50 }).map((size) => `${size} GB`),
  ),
  replication: fc.integer({ min: 2, max: 4 }),
  keyed: fc.boolean(),
  partitions: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined, freq: 4 }),
  groups: fc.integer({ min: 0, max: 4 }),
});
export type TopicShape = typeof topic extends fc.Arbitrary<infer T> ? T : never;

const rawTopic = (shape: TopicShape, name: string, unit = "MB/s"): Raw => ({
  name,
  rate: `${shape.rate} ${unit}`,
  size: `${shape.size} B`,
  retention: shape.retention,
  replication: shape.replication,
  minInsync: 1,
  keyed: shape.keyed,
  partitions: shape.partitions,
  consumers: Array.from({ length: shape.groups }, (_, at) => ({ group: `g${at}` })),
});

/** One to four topics of all kinds. */
export const topics = fc.array(topic, { minLength: 1, maxLength: 4 });
/** Objectives and growth. */
export const rest = fc.record({
  lose: fc.constantFrom<Raw>({}, { brokers: 1 }, { racks: 1 }),
  regionFailover: fc.constantFrom<Raw | undefined>(undefined, { share: 0.5 }, { share: 1, lasting: "2 h" }),
  produceP99: fc.constantFrom(undefined, undefined, "15 ms", "25 ms", "60 ms"),
  growth: fc.constantFrom<Raw | undefined>(undefined, {
    factor: 1.5,
    over: "1 year",
    horizon: "2 years",
    enforce: true,
  }),
});
/** Hosts, of a fixed number or not. */
const hosts = fc.record({
  count: fc.option(fc.integer({ min: 4, max: 60 }), { nil: undefined }),
  racks: fc.constantFrom(undefined, 3, 4),
  network: fc.constantFrom("1 Gb/s", "10 Gb/s", "25 Gb/s"),
  cores: fc.integer({ min: 4, max: 64 }),
  size: fc.integer({ min: 1, max: 100 }),
  write: fc.constantFrom(undefined, "500 MB/s"),
  /** Disks of `size`, each a log directory. */
  directories: fc.constantFrom(1, 1, 4),
});

/** A system as a property draws and changes it. */
export type Shapes = {
  topics: TopicShape[];
  rest: { lose: Raw; regionFailover: Raw | undefined; produceP99: string | undefined; growth: Raw | undefined };
  hosts: Raw & { size: number; write: string | undefined; directories: number };
};

/** The system of drawn shapes, with the rates of its topics in another unit if one is named. */
export function systemOf(
  { topics, rest, hosts }: Shapes,
  unit?: string,
): { workload: Workload; inventory: HostInventory } {
  const { size, write, directories, ...brokers } = hosts;
  const given = {
    topics: topics.map((shape, at) => rawTopic(shape, `t${at}`, unit)),
    objectives: { lose: rest.lose, regionFailover: rest.regionFailover, produceP99: rest.produceP99 },
    growth: rest.growth,
  };
  return {
    workload: workload({}, given),
    inventory: inventory({ ...brokers, disks: [{ size: `${size} TB`, count: directories, write }] }),
  };
}

/** Any system. */
export const shapes: fc.Arbitrary<Shapes> = fc.record({ topics, rest, hosts });
