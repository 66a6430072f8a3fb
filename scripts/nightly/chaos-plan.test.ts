import fc from "fast-check";
import { expect, it } from "vitest";
import { chaosPlan } from "./chaos-plan.ts";

it("harms two brokers at once at most, none twice, and leaves the end in peace", () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 1200 }), fc.nat(), (seconds, seed) => {
      const plan = chaosPlan({ brokers: 5, seconds, seed });
      expect(plan.length).toBeGreaterThan(0);
      for (const { at, until, node } of plan) {
        expect(until!).toBeLessThanOrEqual(seconds - 12.5);
        expect(node.number).toBeGreaterThanOrEqual(1);
        expect(node.number).toBeLessThanOrEqual(5);
        const others = plan.filter((other) => other.at < at && other.until! > at);
        expect(others.length).toBeLessThan(2);
        expect(others.map((other) => other.node.number)).not.toContain(node.number);
      }
    }),
  );
});

it("is the same for the same seed", () => {
  const wish = { brokers: 5, seconds: 600, seed: 42 };
  expect(chaosPlan(wish)).toEqual(chaosPlan(wish));
  expect(chaosPlan(wish)).not.toEqual(chaosPlan({ ...wish, seed: 43 }));
});
