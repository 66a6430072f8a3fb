import { describe, expect, it } from "vitest";
import { type RecordField, recordSchema } from "../../../sizing/inputs/record.ts";
import { recordValues } from "./record-values.ts";

const template = (format: string, fields: Record<string, unknown>[]) => recordSchema.parse({ format, fields });
const text = (format: string, fields: Record<string, unknown>[], row: number, wanted = 0) =>
  recordValues(template(format, fields), 1, 1)(row, wanted).value.toString();

const fixed = [
  { name: "N", type: "sequence", from: 5, step: 10 },
  { name: "AT", type: "timestamp", from: "2021-05-01T00:00:00Z", step: "15 min", as: "iso" },
  { name: "DAY", type: "timestamp", from: "2021-05-01T00:00:00Z", step: "15 min", as: "date" },
  { name: "WHAT", type: "constant", value: 'say "hi", twice' },
];

describe("a record", () => {
  // Row 100: 5 + 100 x 10; 100 x 15 min = 25 h after the first.
  it("is CSV with quotation marks where they are needed", () => {
    expect(text("csv", fixed, 100)).toBe('1005,2021-05-02T01:00:00.000Z,2021-05-02,"say ""hi"", twice"');
  });

  it("is JSON with numbers as numbers", () => {
    const record = JSON.parse(text("json", fixed, 100));
    expect(record).toEqual({ N: 1005, AT: "2021-05-02T01:00:00.000Z", DAY: "2021-05-02", WHAT: 'say "hi", twice' });
  });

  it("is binary with fields of fixed length", () => {
    const fields = [
      { name: "a", type: "sequence", from: 258, bytes: 2 },
      { name: "b", type: "timestamp", from: "1970-01-01T00:00:01Z" },
      { name: "c", type: "decimal", from: 0.5, to: 0.5, digits: 1 },
      { name: "d", type: "choice", values: { no: 1, never: 1e-9 } },
      { name: "e", type: "guid" },
      { name: "f", type: "subscriber" },
    ];
    const { value } = recordValues(template("binary", fields), 1, 1)(0, 0);
    // 258 = 0x0102; 1000 ms; the double 0.5; `no` filled up to the five letters of `never`.
    expect(value.subarray(0, 23).toString("hex")).toBe(`0102${"00000000000003e8"}${"3fe0000000000000"}${"6e6f202020"}`);
    expect(value).toHaveLength(23 + 16 + 8);
  });

  it.each(["csv", "json", "binary"])(
    "in %s is filled up to the bytes wanted by its padding, wherever that is",
    (format) => {
      const padding = { name: "P", type: "padding" };
      for (const fields of [
        [padding, ...fixed],
        [...fixed.slice(0, 2), padding, ...fixed.slice(2)],
        [...fixed, padding],
      ]) {
        const { value } = recordValues(template(format, fields), 1, 0.5)(3, 400);
        expect(value).toHaveLength(400);
        if (format === "json") expect(JSON.parse(value.toString())).toMatchObject({ N: 35, WHAT: 'say "hi", twice' });
        if (format === "csv") expect(value.toString()).toContain(",2021-05-01,");
      }
    },
  );

  it("tells how much longer it is than wanted", () => {
    const fields = [
      { name: "T", type: "text", length: 30 },
      { name: "P", type: "padding" },
    ];
    expect(recordValues(template("csv", fields), 1, 1)(0, 25)).toMatchObject({ missing: 30 + 1 - 25 });
  });

  it("has values from their ranges, by their weights, and the same ones with the same seed", () => {
    const fields: Record<string, unknown>[] = [
      { name: "PERIOD", type: "integer", from: 1, to: 96 },
      { name: "VALUE", type: "decimal", from: -1, to: 1, digits: 3 },
      { name: "KIND", type: "choice", values: { data: 9, voice: 1 } },
      { name: "WHO", type: "subscriber", count: 50 },
      { name: "ID", type: "guid" },
    ];
    const next = recordValues(template("csv", fields), 7, 1);
    const rows = Array.from({ length: 2000 }, (_, row) => next(row, 0).value.toString().split(","));
    const column = (i: number) => rows.map((row) => row[i]!);
    expect(new Set(column(0)).size).toBe(96);
    for (const period of column(0)) expect(Number(period) >= 1 && Number(period) <= 96).toBe(true);
    for (const value of column(1)) expect(value).toMatch(/^-?[01]\.\d{3}$/);
    expect(column(2).filter((kind) => kind === "voice").length / 2000).toBeCloseTo(0.1, 1);
    expect(new Set(column(3)).size).toBe(50);
    for (const id of column(4))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const again = recordValues(template("csv", fields), 7, 1);
    expect(again(0, 0).value.toString()).toBe(rows[0]!.join(","));
  });
});

it("knows the fields of the schema, each by its type", () => {
  const types: RecordField["type"][] = [
    "sequence",
    "integer",
    "decimal",
    "timestamp",
    "guid",
    "choice",
    "text",
    "subscriber",
    "constant",
    "padding",
  ];
  const refused = recordSchema.safeParse({ format: "csv", fields: [{ name: "x", type: "blob" }] });
  for (const type of types) expect(refused.error?.message).toContain(type);
});
