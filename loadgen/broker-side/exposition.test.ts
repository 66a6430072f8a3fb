import { describe, expect, it } from "vitest";
import { parseExposition } from "./exposition.ts";

describe("a page of metrics", () => {
  it("is read with its labels, whatever they hold", () => {
    const metrics = parseExposition(
      [
        "# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.",
        "# TYPE process_cpu_seconds_total counter",
        "process_cpu_seconds_total 34.17",
        'kafka_server_ReplicaManager_Value{name="UnderReplicatedPartitions",} 3.0',
        'odd{path="C:\\\\a \\"b\\",c",line="one\\ntwo"} 1e-3 1395066363000',
        'odd{path="",} +Inf',
        "",
      ].join("\n"),
    );
    expect(metrics.get("process_cpu_seconds_total")).toEqual([{ labels: {}, value: 34.17 }]);
    expect(metrics.get("kafka_server_replicamanager_value")).toEqual([
      { labels: { name: "UnderReplicatedPartitions" }, value: 3 },
    ]);
    expect(metrics.get("odd")).toEqual([
      { labels: { path: 'C:\\a "b",c', line: "one\ntwo" }, value: 0.001 },
      { labels: { path: "" }, value: Number.POSITIVE_INFINITY },
    ]);
  });

  it("passes over what is no sample, and not-a-number", () => {
    expect(parseExposition("<html>\nx{a} NaN\nNaN NaN\n12 3\nname\n").size).toBe(0);
  });
});
