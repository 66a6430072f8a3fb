import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HostInventory } from "../inputs/inventory.ts";
import { scaleRates, scaleRetention } from "../inputs/scale.ts";
import type { Workload } from "../inputs/workload.ts";
import { tolerance } from "../kafka/largest.ts";
import { plan } from "../planner.ts";
import { numbers } from "../testing/numbers.ts";
import { type Shapes, shapes, systemOf } from "../testing/systems.ts";
import { type Capacity, capacitySchema, type LargestLoad, type LongestRetention, type Step } from "./capacity.ts";
import { capacity } from "./reverse.ts";

type Answer = LargestLoad | LongestRetention;
const some = { numRuns: 40 };
const alittle = 1.001;

function capacityOf(shapes: Shapes, more = 0): Capacity {
  const { workload, inventory } = systemOf(shapes);
  return capacity(workload, inventory, more);
}

const withBrokers = (inventory: HostInventory, count: number): HostInventory => ({
  ...inventory,
  brokers: { ...inventory.brokers, count },
});
const withoutLosses = (workload: Workload): Workload => ({
  ...workload,
  objectives: { lose: {} },
});

function extent(answer: Answer): number {
  if (answer.outcome === "bounded") return answer.times;
  return answer.outcome === "never" ? 0 : Number.POSITIVE_INFINITY;
}
const answers = ({ load, retention }: Step): Answer[] => [...Object.values(load), ...Object.values(retention)];

/**
 * As many brokers as carry every replica of the drawn topics after the loss of one, each a rack of its own. One disk in
 * each: fixed partitions that a further broker takes from the others may leave their disks less even.
 */
const evenly = (given: Shapes): Shapes => ({
  ...given,
  hosts: { ...given.hosts, count: Math.max(5, Number(given.hosts.count ?? 20)), racks: undefined, directories: 1 },
});

describe("any capacity", () => {
  test("is what the plan says: the multiple is planned, and a little more is refused for the resource named", () => {
    const check = (answer: Answer, workload: Workload, inventory: HostInventory, scale: typeof scaleRates) => {
      if (answer.outcome === "unlimited") return;
      const code = answer.outcome === "never" ? answer.code : answer.binding.code;
      const times = answer.outcome === "never" ? 1 : answer.times;
      if (answer.outcome === "bounded") expect(plan(scale(workload, times), inventory).verdict).toBe("planned");
      // A plan makes several clusters where one has too many partitions; what is carried is that of the one there is.
      if (code === "PLM-CLUSTER-002") return;
      const { verdict, refusals } = plan(scale(workload, times * alittle), inventory);
      expect(verdict).toBe("refused");
      expect(refusals.map((refusal) => refusal.code)).toContain(code);
    };
    fc.assert(
      fc.property(shapes, (given) => {
        const { workload, inventory } = systemOf(given);
        // Of several clusters the one that goes least far is told; this compares with a plan of one.
        if (plan(workload, inventory).clusters.length > 1) return;
        for (const { brokers, load, retention } of capacity(workload, inventory, 1).steps) {
          const hosts = withBrokers(inventory, brokers);
          check(load.normal, withoutLosses(workload), hosts, scaleRates);
          check(load.objectivesKept, workload, hosts, scaleRates);
          check(retention.normal, withoutLosses(workload), hosts, scaleRetention);
          check(retention.objectivesKept, workload, hosts, scaleRetention);
        }
      }),
      some,
    );
  });

  test("brings back at least what was planned, and less than what was refused", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const { workload, inventory } = systemOf(given);
        const { verdict, steps } = capacity(workload, inventory, 0);
        expect(verdict).toBe(plan(workload, inventory).verdict);
        for (const { objectivesKept } of [steps[0]!.load, steps[0]!.retention]) {
          if (verdict === "planned") expect(extent(objectivesKept)).toBeGreaterThanOrEqual(1);
          else expect(extent(objectivesKept)).toBeLessThan(1);
        }
      }),
      some,
    );
  });

  test("carries no more with the losses survived than without", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        for (const { load, retention } of capacityOf(given, 1).steps) {
          expect(extent(load.objectivesKept)).toBeLessThanOrEqual(extent(load.normal));
          expect(extent(retention.objectivesKept)).toBeLessThanOrEqual(extent(retention.normal));
        }
      }),
      some,
    );
  });

  test("fits its schema, explains every number in its steps and nothing else, and is the same to the byte", () => {
    fc.assert(
      fc.property(shapes, (given) => {
        const found = capacityOf(given, 1);
        expect(capacitySchema.parse(found)).toEqual(found);
        const explained = Object.entries(found.explanation).map(([key, reason]) => [key, reason.value]);
        expect(explained).toEqual(numbers({ steps: found.steps }));
        expect(JSON.stringify(found)).toBe(JSON.stringify(capacityOf(structuredClone(given), 1)));
      }),
      some,
    );
  });
});

test("a further broker never carries less, unless the partitions of the cluster bind", () => {
  fc.assert(
    fc.property(shapes.map(evenly), (given) => {
      const steps = capacityOf(given, 3).steps.map(answers);
      for (const [at, further] of steps.slice(1).entries()) {
        for (const [which, answer] of further.entries()) {
          if (answer.outcome === "bounded" && answer.binding.resource === "partitions") continue;
          expect(extent(answer)).toBeGreaterThanOrEqual(extent(steps[at]![which]!) * (1 - 2 * tolerance));
        }
      }
    }),
    some,
  );
});

test("larger disks never shorten the retention nor lessen the load", () => {
  fc.assert(
    fc.property(shapes.map(evenly), fc.integer({ min: 0, max: 100 }), (given, extra) => {
      const larger = { ...given, hosts: { ...given.hosts, size: given.hosts.size + extra } };
      const [small, large] = [given, larger].map((given) => answers(capacityOf(given).steps[0]!));
      for (const [which, answer] of large!.entries()) {
        expect(extent(answer)).toBeGreaterThanOrEqual(extent(small![which]!));
      }
    }),
    some,
  );
});
