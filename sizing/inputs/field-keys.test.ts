import { describe, expect, test } from "vitest";
import { mistakesIn } from "../testing/mistakes.ts";
import { rawWorkload } from "../testing/samples.ts";
import { parseWorkload } from "./workload.ts";

const record = {
  format: "csv",
  fields: [
    { name: "METER", type: "integer", from: 1000, to: 4999 },
    { name: "KIND", type: "choice", values: { data: 9, voice: 1 } },
    { name: "VALUE", type: "decimal", from: 0, to: 25, digits: 1 },
    { name: "SUBSCRIBER", type: "subscriber", count: 16_000_000 },
    { name: "ID", type: "guid" },
    { name: "CODE", type: "text", length: 2 },
    { name: "LONG", type: "text", length: 40 },
    { name: "ROW", type: "sequence" },
    { name: "UNIT", type: "constant", value: "kWh" },
    { name: "AT", type: "timestamp" },
    { name: "REST", type: "padding" },
  ],
};
const topicWith = (change: object) => parseWorkload(rawWorkload({ record, ...change }), "w.yaml").topics[0]!;
const mistakes = (change: Record<string, unknown>) =>
  mistakesIn(() => parseWorkload(rawWorkload(change), "w.yaml"), "PLM-WORKLOAD-001");

test.each<[string, number | undefined, number]>([
  ["METER", 4000, 1 / 4000],
  ["KIND", 2, 0.9],
  ["VALUE", 251, 1 / 251],
  ["SUBSCRIBER", 16_000_000, 1 / 16_000_000],
  ["CODE", 676, 1 / 676],
  ["UNIT", 1, 1],
  // No end of values: as with keys of which nothing is told, none is taken to be frequent.
  ["ID", undefined, 0],
  ["LONG", undefined, 0],
  ["ROW", undefined, 0],
])("the field %s tells how many keys there are, and the part of the most frequent one", (field, count, hottest) => {
  const topic = topicWith({ keys: { field } });
  expect(topic.keyed).toBe(true);
  expect(topic.keys?.count).toBe(count);
  expect(topic.hottest).toBeCloseTo(hottest, 12);
});

test("compaction keeps as many keys as the field has values", () => {
  const compacted = { retention: undefined, cleanup: "compact" };
  expect(topicWith({ ...compacted, keys: { field: "METER" } }).keys?.count).toBe(4000);
  expect(mistakes({ record, ...compacted, keys: { field: "ID" } })).toEqual([
    "topics.0.keys.field: has no end of values, so compaction would keep all; name another field",
  ]);
});

describe("a field that cannot be the key is refused, with what to write", () => {
  test.each<[Record<string, unknown>, string]>([
    [
      { record, keys: { field: "SUBSCRIBR" } },
      "topics.0.keys.field: `SUBSCRIBR` is no field of the record; did you mean `SUBSCRIBER`?",
    ],
    [{ record, keys: { field: "REST" } }, "topics.0.keys.field: `REST` only fills up the record; name another field"],
    [
      { record, keys: { field: "AT" } },
      "topics.0.keys.field: `AT` is a time, so all messages of a time would have one key; name another field",
    ],
    [
      { keys: { field: "METER" } },
      "topics.0.keys.field: needs the field's `record`; write it as well, or the number of keys",
    ],
    [
      { record, keys: { field: "METER", count: 5 } },
      "topics.0.keys.count: is already told by `field`; leave one of them out",
    ],
    [
      { record, keys: { field: "METER", hottest: 0.1 } },
      "topics.0.keys.hottest: is already told by `field`; leave one of them out",
    ],
  ])("%#", (change, line) => {
    expect(mistakes(change)).toContain(line);
  });

  test("far from all of them: all are listed", () => {
    const small = {
      format: "csv",
      fields: [
        { name: "A", type: "guid" },
        { name: "B", type: "guid" },
      ],
    };
    expect(mistakes({ record: small, keys: { field: "zzzzzz" } })).toEqual([
      "topics.0.keys.field: `zzzzzz` is no field of the record; write one of `A`, `B`",
    ]);
  });
});
