import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hottestShare } from "../../sizing/inputs/keys.ts";
import { parseWorkload } from "../../sizing/inputs/workload.ts";
import { meanBytes, plainMessages } from "./messages.ts";
import { writtenMessages } from "./planned.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-written-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function written(change: object) {
  const topic = { name: "t", rate: "1000 msg/s", retention: "1 h", replication: 3, size: "100 B", ...change };
  const workload = parseWorkload({ name: "w", metadata: "kraft", topics: [topic] }, "workload.yaml");
  return (await writtenMessages({ workload, directory })).get("t")!;
}

it("a topic of which only the size is told has plain messages", async () => {
  expect(await written({})).toEqual(plainMessages(100));
  expect(await written({ keyed: true })).toEqual(plainMessages(100, true));
});

it("takes sizes, keys, compression and headers as they are written", async () => {
  const spec = await written({
    size: undefined,
    sizes: [
      { size: "200 B", share: 0.9 },
      { size: "1 kB", share: 0.1 },
    ],
    keys: { count: 16_000_000, skew: 0.9 },
    compression: { codec: "lz4", ratio: 3 },
    headers: { source: "mediation" },
  });
  expect(spec).toEqual({
    sizes: [
      { bytes: 200, share: 0.9 },
      { bytes: 1000, share: 0.1 },
    ],
    keys: { count: 16_000_000, skew: 0.9 },
    compression: { codec: "lz4", ratio: 3, by: "producers" },
    payload: { kind: "random" },
    headers: { source: "mediation" },
  });
  expect(meanBytes(spec)).toBeCloseTo(280, 9);
});

it("shapes keys by the part that the hottest one has", async () => {
  const { keys } = await written({ keys: { count: 1_000_000, hottest: 0.05 } });
  expect(hottestShare({ ...keys! })).toBeCloseTo(0.05, 6);
});

it("takes keys from the record's field that is named, and has none beside it", async () => {
  const record = { format: "csv", fields: [{ name: "METER", type: "integer", from: 1, to: 96 }] };
  const { keys, payload } = await written({ record, keys: { field: "METER" } });
  expect({ keys, payload }).toMatchObject({ keys: null, payload: { kind: "record", key: "METER" } });
  expect(await written({ record, keyed: true })).toMatchObject({ keys: { skew: 0 }, payload: { key: null } });
});

it("keeps apart what brokers compress, and a ratio that is not told", async () => {
  const { compression } = await written({ compression: { codec: "zstd", onBroker: true } });
  expect(compression).toEqual({ codec: "zstd", ratio: null, by: "brokers" });
});

it("reads lines from the workload's folder", async () => {
  await writeFile(join(directory, "calls.csv"), "a,1\nb,2\n");
  expect((await written({ lines: "calls.csv" })).payload).toEqual({ kind: "lines", lines: ["a,1", "b,2"] });
  await expect(written({ lines: "other.csv" })).rejects.toMatchObject({ code: "PLM-LOAD-023" });
});
