import { expect, test } from "vitest";
import { ruleNames, rules } from "./limits.ts";
import { listOverrides, overridesSchema, resolveRules } from "./overrides.ts";

test("a rule takes its value in its own unit and says that it was overridden", () => {
  const overrides = overridesSchema.parse({ bytesPerSecondPerPartition: "0.5 MB/s", maxPartitionsPerCluster: 12_000 });
  const resolved = resolveRules(overrides);
  expect(resolved.bytesPerSecondPerPartition.value).toBe(500_000);
  expect(resolved.bytesPerSecondPerPartition.source).toMatch(
    /^workload: rules.bytesPerSecondPerPartition \(default 1000000,/,
  );
  expect(resolved.maxBrokersPerCluster).toBe(rules.maxBrokersPerCluster);
  expect(listOverrides(overrides)).toEqual([
    { rule: "bytesPerSecondPerPartition", value: 500_000, default: 1_000_000 },
    { rule: "maxPartitionsPerCluster", value: 12_000, default: 10_000 },
  ]);
});

test.each([{ diskLimit: 1.5 }, { pageCacheSeconds: 30 }, { maxMapCount: 0.5 }, { heapBytes: "6 h" }, { cpuLimit: 0 }])(
  "%j is refused",
  (overrides) => {
    expect(overridesSchema.safeParse(overrides).success).toBe(false);
  },
);

test("every rule has a meaning, a positive value, and a source with its year where it was published", () => {
  for (const name of ruleNames) {
    const rule = rules[name];
    expect(rule).toMatchObject({ name, value: expect.toSatisfy((value: number) => value > 0) });
    expect(rule.about.length).toBeGreaterThan(10);
    expect(rule.source).toMatch(/\(20\d\d\)|as of|Linux default/);
  }
});
