import { expect, test } from "vitest";
import { compare } from "./comparison.ts";
import { study } from "./samples.ts";

const planned = { outcome: "cluster", brokers: 6, clusters: 1, bottleneck: "cpu" } as const;
const refused = { outcome: "refused", because: "PLM-CPU-001" } as const;

test("the ratio is predicted / real", () => {
  expect(compare("a", study(), planned)).toMatchObject({ ratio: 2, bottleneckFound: null });
  const ceiling = study({ kind: "ceiling", real: { bytesPerSecond: "200 MB/s", reached: "saturation" } });
  const prediction = { outcome: "ceiling", bytesPerSecond: 150e6, withHeadroom: 90e6, bottleneck: "cpu" } as const;
  expect(compare("a", ceiling, prediction).ratio).toBe(0.75);
});

test.each([
  [["cpu", "diskWrite"], true],
  [["networkIn"], false],
])("of the published %j, cpu is found: %j", (bottleneck, found) => {
  expect(compare("a", study({ real: { brokers: 3, bottleneck } }), planned).bottleneckFound).toBe(found);
});

test("a refusal has no ratio and does not find the bottleneck", () => {
  expect(compare("a", study({ real: { brokers: 3, bottleneck: ["cpu"] } }), refused)).toMatchObject({
    ratio: null,
    bottleneckFound: false,
  });
});

test("what is not planned, or not known, has no ratio", () => {
  expect(compare("a", study({ complete: false }), null)).toMatchObject({ ratio: null, bottleneckFound: null });
  expect(compare("a", study({ complete: false, real: undefined }), planned).ratio).toBeNull();
});
