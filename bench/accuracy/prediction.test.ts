import { expect, test } from "vitest";
import { predict } from "./prediction.ts";
import { inputs, study } from "./samples.ts";

// Each broker writes 100 MB/s x 3 replicas / brokers, and may write 80 MB/s of its 100: 4 brokers write 75 each.
test("a cluster is planned for its brokers", () => {
  expect(predict(study(), inputs())).toEqual({
    outcome: "cluster",
    brokers: 4,
    clusters: 1,
    bottleneck: "diskWrite",
  });
});

test("a cluster that cannot be planned is refused with the reason", () => {
  expect(predict(study(), inputs({ count: 3 }))).toMatchObject({
    outcome: "refused",
    because: expect.stringMatching(/^PLM-DISK-002: diskWrite, 100,000,000 needed, 80,000,000 available/),
  });
});

// With 3 brokers and 3 replicas each broker writes all that comes in: 100 MB/s at the drive's limit, 80 with headroom.
test("a measured ceiling is the hardware's own, with the planner's headroom beside it", () => {
  const ceiling = study({ kind: "ceiling", real: { bytesPerSecond: "90 MB/s", reached: "saturation" } });
  const prediction = predict(ceiling, inputs({ count: 3 }));
  expect(prediction).toMatchObject({ outcome: "ceiling", bottleneck: "diskWrite" });
  if (prediction.outcome !== "ceiling") return;
  expect(prediction.bytesPerSecond / 1e6).toBeCloseTo(100, 0);
  expect(prediction.withHeadroom! / 1e6).toBeCloseTo(80, 0);
});

test("a recommended ceiling is compared with the planner's limits", () => {
  const ceiling = study({ kind: "ceiling", real: { bytesPerSecond: "90 MB/s", reached: "recommended" } });
  const prediction = predict(ceiling, inputs({ count: 3 }));
  expect(prediction.outcome === "ceiling" && prediction.bytesPerSecond / 1e6).toBeCloseTo(80, 0);
});
