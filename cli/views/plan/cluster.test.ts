import { expect, test } from "vitest";
import { plan } from "../../../loadgen/report/plan-fixtures.ts";
import { plain } from "../../terminal.ts";
import { renderCluster } from "./cluster.ts";

const [cluster] = plan.clusters;
const linesOf = (produceP99Seconds?: { normal: number; degraded: number }) =>
  renderCluster(
    plan,
    { ...cluster!, ...(produceP99Seconds && { produceP99Seconds }) },
    { paint: plain, columns: 80, show: "main", why: "main" },
  ).filter((line) => line.includes("p99"));

test("the estimated latency is shown where a producer waits, and called an estimate", () => {
  expect(linesOf({ normal: 0.0087, degraded: 0.0092 })).toEqual([
    "  produce p99 about 8.7 ms, degraded 9.2 ms; an estimate",
  ]);
  expect(linesOf()).toEqual([]);
});
