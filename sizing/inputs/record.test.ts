import { describe, expect, test } from "vitest";
import { parseWorkload } from "./workload.ts";

const topic = { name: "t", rate: "1000 msg/s", size: "100 B", retention: "1 h", replication: 3 };
const workload = (change: object) => ({ name: "w", metadata: "kraft", topics: [{ ...topic, ...change }] });
const record = (...fields: object[]) => workload({ record: { format: "csv", fields } });

function mistakes(raw: unknown): string[] {
  try {
    parseWorkload(raw, "workload.yaml");
    return [];
  } catch (error) {
    return [...(error as { details: string[] }).details];
  }
}

describe("a record", () => {
  test("gets the defaults of its fields", () => {
    const raw = record(
      { name: "N", type: "sequence" },
      { name: "AT", type: "timestamp" },
      { name: "V", type: "decimal", from: 0, to: 1 },
    );
    const { fields } = parseWorkload(raw, "w").topics[0]!.record!;
    expect(fields).toEqual([
      { name: "N", type: "sequence", from: 0, step: 1, bytes: 8 },
      { name: "AT", type: "timestamp", from: "2026-01-01T00:00:00Z", as: "iso" },
      { name: "V", type: "decimal", from: 0, to: 1, digits: 2 },
    ]);
  });

  test.each([
    [[{ name: "P", type: "integer", from: 96, to: 1 }], "topics.0.record.fields.0.to", "write at least 96"],
    [
      [{ name: "P", type: "integer", from: 0, to: 200, bytes: 1 }],
      "topics.0.record.fields.0.bytes",
      "hold at most 127",
    ],
    [
      [
        { name: "P", type: "guid" },
        { name: "P", type: "guid" },
      ],
      "topics.0.record.fields.1.name",
      "name each field once",
    ],
    [
      [
        { name: "P", type: "padding" },
        { name: "Q", type: "padding" },
      ],
      "topics.0.record.fields.1.type",
      "one field fills up",
    ],
    [[{ name: "P", type: "choice", values: {} }], "topics.0.record.fields.0.values", "is empty"],
    [[{ name: "P", type: "guid", lenght: 3 }], "topics.0.record.fields.0", "unknown key `lenght`"],
  ])("is refused with the path and what to write: %#", (fields, path, remedy) => {
    const found = mistakes(record(...fields)).join("\n");
    expect(found).toContain(path);
    expect(found).toContain(remedy);
  });

  test("stands alone: no lines beside it, and no header of the generator's name", () => {
    const fields = [{ name: "N", type: "guid" }];
    const found = mistakes(workload({ record: { format: "csv", fields }, lines: "a.csv", headers: { plimsoll: "x" } }));
    expect(found.join("\n")).toContain("topics.0.headers");
    expect(mistakes(workload({ record: { format: "csv", fields }, lines: "a.csv" })).join("\n")).toContain(
      "leave `record` out, or `lines`",
    );
  });
});
