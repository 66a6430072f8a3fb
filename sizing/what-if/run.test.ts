import { expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";
import { whatIf } from "./run.ts";
import { whatIfSchema } from "./what-if.ts";

const found = whatIfSchema.parse(whatIf(workload({ retention: "100 h" }), inventory({ count: undefined })));
const brokers = (input: string, change: string) =>
  found.changes.find((one) => one.input === input && one.change === change)?.outcome.brokers;

test("each change is a plan of its own: brokers by the disks, as worked out by hand", () => {
  // 108 TB and 306 segments on survivors of 8.5 TB: 12.75, so 13, and one that may be lost.
  expect(found.now).toMatchObject({ verdict: "planned", brokers: 14, bottleneck: { resource: "disk" } });
  // Half of it: 54 TB are 6.4 survivors; twice: 216 TB are 25.5.
  expect([brokers("retention", "x 0.5"), brokers("retention", "x 2")]).toEqual([8, 27]);
  expect([brokers("replication", "one less"), brokers("replication", "one more")]).toEqual([10, 18]);
  // Larger messages at the same number of messages are as much data as a higher rate.
  expect(brokers("message sizes", "x 2")).toBe(brokers("rates", "x 2"));
  expect(brokers("compression", "zstd, 3 to 1")).toBeLessThan(8);
  expect(brokers("consumer groups", "one more")).toBe(14);
});

test("a change without meaning is left out", () => {
  expect(found.changes.some(({ input }) => input === "batch sizes")).toBe(false);
  const secured = whatIf(workload({ batch: "64 KiB" }, { tls: true }), inventory());
  expect(secured.changes.some(({ input }) => input === "TLS")).toBe(false);
  expect(secured.changes.filter(({ input }) => input === "batch sizes")).toHaveLength(4);
});

test("another region's traffic is changed where there is any", () => {
  expect(found.changes.some(({ input }) => input === "another region's share")).toBe(false);
  const objectives = { lose: { brokers: 1 }, regionFailover: { share: 0.5 } };
  const { now, changes } = whatIf(workload({ retention: "100 h" }, { objectives }), inventory({ count: undefined }));
  const twice = changes.find(({ input, change }) => input === "another region's share" && change === "x 2");
  // 162 TB and 216 TB of messages on survivors of 8.5 TB: 19.1 and 25.5, beside the segments.
  expect([now.brokers, twice?.outcome.brokers]).toEqual([21, 27]);
});

test("a change that does not fit says why", () => {
  const { changes } = whatIf(workload(), inventory());
  const lost = changes.find(({ input }) => input === "brokers lost");
  expect(lost?.outcome).toMatchObject({ verdict: "refused", refusal: "PLM-REPLICATION-002", bottleneck: null });
});

test("a rack is lost where the inventory tells of racks", () => {
  const outcome = (hosts: { racks?: number }) =>
    whatIf(workload(), inventory({ ...hosts })).changes.find(({ input }) => input === "racks lost")?.outcome;
  expect(outcome({})).toBeUndefined();
  expect(outcome({ racks: 3 })?.verdict).toBe("planned");
  expect(outcome({ racks: 2 })?.refusal).toBe("PLM-REPLICATION-002");
});

test("ranges are at their likely values", () => {
  const ranged = workload({ rate: "50 MB/s..100 MB/s..300 MB/s" });
  expect(whatIf(ranged, inventory()).now.brokers).toBe(plan(workload(), inventory()).totals.brokers);
});
