import { expect, it } from "vitest";
import { audit } from "../audit/ledger.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { partitionOfKey } from "../records/murmur2.ts";
import { RecordReader } from "../records/record-reader.ts";
import { jobOf, loadOf, openBrokers, produced } from "../testing/load-rig.ts";
import { runLoad } from "./engine.ts";

const PARTITIONS = 4;
const calls = {
  format: "csv" as const,
  fields: [
    { name: "SUBSCRIBER", type: "subscriber" as const, count: 100_000 },
    { name: "REST", type: "padding" as const },
  ],
};

it("a load whose key is a field goes where the field hashes to, evenly, and all of it is recognised", async () => {
  const cluster = await openBrokers(2, PARTITIONS);
  const messages = { ...plainMessages(120), payload: { kind: "record" as const, template: calls, key: "SUBSCRIBER" } };
  const load = loadOf({ partitions: PARTITIONS, messages, groups: [atTail("g")], profile: steady(4_000, 1) });
  const result = await runLoad(jobOf(cluster.bootstrap, load, { threads: { produce: 2, consume: 2 } }));
  expect(result.drained).toBe(true);
  expect(produced(result, "acknowledged")).toBe(4_000);
  const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
  expect(audit(...rows, [{ topic: "t", group: "g" }], 0)).toMatchObject({ clean: true, consumed: 4_000, lost: 0 });
  expect(result.consume.reduce((sum, { corrupted }) => sum + corrupted, 0)).toBe(0);
  expect(result.consume.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(4_000 * 120);

  const keys = new Set<string>();
  for (const [partition, log] of cluster.logs.entries()) {
    expect(Math.abs(log.endOffset - 1_000)).toBeLessThanOrEqual(2);
    for (const { bytes } of log.batches) {
      const reader = new RecordReader(bytes.subarray(61));
      for (let left = bytes.readInt32BE(57); left > 0; left--) {
        const { key, value } = reader.next()!;
        expect(value!.toString()).toMatch(new RegExp(`^${key!.toString()},`));
        expect(partitionOfKey(key!, PARTITIONS)).toBe(partition);
        keys.add(key!.toString());
      }
    }
  }
  // Each of the two producers sends the same 500 rows of a partition.
  expect(keys.size).toBeGreaterThan(1_900);
});
