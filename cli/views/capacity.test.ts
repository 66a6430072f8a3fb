import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { type Capacity, capacity } from "../../sizing/index.ts";
import { inventory, workload } from "../../sizing/testing/samples.ts";
import { plain } from "../terminal.ts";
import { renderCapacity } from "./capacity.ts";

const render = (shown: Capacity, why: "main" | "all" = "main", show: "main" | "all" = "main") =>
  renderCapacity(shown, { paint: plain, why, show });
const topics = (names: string[]) =>
  names.map((name) => ({ name, rate: "50 MB/s", size: "1 kB", retention: "10 h", replication: 3 }));

const carried = capacity(workload(), inventory(), 2);
const longName = "a-topic-whose-name-is-as-long-as-kafka-allows-".repeat(5);
const several = capacity(workload({}, { topics: topics([longName, "b"]) }), inventory(), 1);
const lossTooLarge = capacity(workload({}, { objectives: { lose: { brokers: 2 } } }), inventory(), 1);
const tooLong = capacity(workload({ retention: "100 h" }), inventory(), 0);
const trickle = capacity(workload({ rate: "1e-9 msg/s", size: "1 B" }), inventory(), 0);
// 40 topics with a partition or more for each of the six brokers are more than 120 partitions: two clusters at least.
const many = capacity(
  workload(
    {},
    {
      topics: topics(Array.from({ length: 40 }, (_, at) => `t${at}`)).map((topic) => ({ ...topic, rate: "5 MB/s" })),
      rules: { maxPartitionsPerCluster: 120 },
    },
  ),
  inventory({ count: undefined }),
  1,
);

test.each([
  ["one topic", carried],
  ["several clusters", many],
  ["several topics", several],
  ["a loss that is too large", lossTooLarge],
  ["a refused workload", tooLong],
  ["no limit", trickle],
])("the capacity for %s stays within 80 columns", (_, shown) => {
  for (const why of ["main", "all"] as const)
    for (const show of ["main", "all"] as const)
      for (const line of render(shown, why, show).split("\n")) {
        expect(line.length).toBeLessThanOrEqual(80);
        expect(line).toBe(line.trimEnd());
      }
});

test("says in a sentence what is carried, and shows each number of brokers in a line of each table", () => {
  // 5 survivors keep 42.5 TB, less a segment for each replica: at 10 h (42.5 - 1.237) / 10.8 TB is 3.82 times the load,
  // at today's load (42.5 - 0.329) TB / 300 MB/s is 39 h.
  const text = render(carried);
  expect(text).toMatch(
    /^sample: planned\. With the objectives kept 6 brokers carry 3\.82 times the\nworkload: 382,06\d msg\/s, 382 MB\/s in\./,
  );
  expect(text).toMatch(/^ {2}6 \(now\) +4\.584 +3\.82 +382,06\d +382 MB\/s {2}disk space$/m);
  expect(text).toMatch(/^ {2}6 \(now\) +46 h 55 min +39 h 2 min {2}disk space$/m);
  expect(text.match(/^ {2}\d \(\+[12]\) /gm)).toHaveLength(4);
});

test("several topics have their retentions in a table of their own", () => {
  const text = render(several);
  expect(text).toMatch(/^ {2}6 \(now\) +\d\.\d+ times +\d\.\d+ times {2}disk space$/m);
  expect(text).toMatch(/^ {2}topic, 6 brokers +normal +objectives kept$/m);
  expect(text).toMatch(/^ {2}a-topic-whose-\S+…\S+ +\d+ h( \d+ min)? +\d+ h( \d+ min)?$/m);
});

test("of several clusters the one that binds is named, and its topics are cut unless all are asked for", () => {
  const text = render(many);
  expect(text).toMatch(/^workload: .* in\. The first to bind is partitions of main-1\.$/m);
  expect(text).toMatch(/^ {2}brokers +normal +objectives kept +in +cluster +bound by$/m);
  expect(text).toMatch(/^ {2}6 \(now\) .* main-1 +partitions$/m);
  expect(text).toMatch(/^ {2}topic, in main-1 +normal +objectives kept$/m);
  expect(text.match(/^ {2}t\d+ /gm)).toHaveLength(12);
  expect(text).toContain("and 8 more (--all)");
  expect(render(many, "main", "all").match(/^ {2}t\d+ /gm)).toHaveLength(20);
});

test("what has no number says why, once", () => {
  const text = render(lossTooLarge);
  expect(text).toMatch(/^sample: refused\. With the objectives kept 6 brokers carry no part of the\nworkload\.$/m);
  expect(text).toMatch(/^ {2}6 \(now\) +4\.584 +none +PLM-REPLICATION-002$/m);
  expect(text.match(/PLM-REPLICATION-002, whatever the rates: set topics\.0\.replication to 4/g)).toHaveLength(1);
  expect(render(trickle)).toMatch(/^ {2}6 \(now\) +any +any +nothing$/m);
});

test("a refused workload is told which part of it the hosts carry", () => {
  expect(render(tooLong)).toMatch(/^sample: refused\. With the objectives kept 6 brokers carry 0\.3\d+ times the/);
});

test("shows warnings and the reasons that matter, and --why all of them", () => {
  expect(render(carried)).toContain("each broker counts as a rack of its own");
  expect(render(carried)).toMatch(
    /^ {2}2\. now\.load\.objectivesKept\.times = 3\.821 times: the largest multiple of the/m,
  );
  expect(render(carried, "all").match(/^ {2}source /gm)).toHaveLength(Object.keys(carried.explanation).length);
});

test("colours go round words and do not move columns", () => {
  const coloured = renderCapacity(carried, { paint: (_, text) => `\u001b[1m${text}\u001b[22m`, why: "main" });
  expect(coloured).toContain("\u001b[1mplanned\u001b[22m");
  expect(stripVTControlCharacters(coloured)).toBe(render(carried));
});
