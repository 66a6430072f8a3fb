import fc from "fast-check";
import { expect, test } from "vitest";
import { unicodeBar } from "../../views/bar.ts";
import type { PlanView } from "../contract.ts";
import { panelRows } from "./layout.ts";
import { claro, keystone, refused, shown } from "./testing.ts";

const look = { colour: true, unicode: true };
const fault = { id: "workload:topics.0.rate", text: "`12 parsecs` is no rate; write one such as `485000 msg/s`" };
const current = { state: "current", plan: claro.plan } as const;
const rowsOf = (view: PlanView, columns: number, rows: number) => shown(panelRows(view, { columns, rows, look }));

const views: Record<string, PlanView> = {
  "a plan": current,
  "a plan of several clusters": { state: "current", plan: keystone.plan },
  "a refused plan": { state: "current", plan: refused },
  "a plan of the input before": { state: "stale", plan: claro.plan, faults: [fault, fault] },
  "a plan that is being worked out": { state: "stale", plan: keystone.plan, faults: [] },
  "no plan": { state: "none", faults: [fault] },
};

test.each(Object.entries(views))("%s fits its columns and rows", (_, view) => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 200 }), fc.integer({ min: 6, max: 60 }), (columns, rows) => {
      const lines = rowsOf(view, columns, rows);
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
      expect(lines.join("\n")).not.toMatch(/NaN|Infinity|undefined/);
    }),
    { numRuns: 60 },
  );
});

test("beside the questions of 80 columns the panel has nodes, every resource and the bottleneck", () => {
  const text = rowsOf(current, 38, 20).join("\n");
  expect(text).toMatch(/^Plan: planned$/m);
  expect(text).toMatch(/^brokers +5 in 5 racks$/m);
  expect(text).toMatch(/^metadata +3 ZooKeeper nodes$/m);
  expect(text).toMatch(/^partitions +665$/m);
  expect(text).toMatch(/^network in +32 % +40 % ███▒···│·· <$/m);
  expect(text).toMatch(/^memory maps /m);
  expect(text).toContain("< bottleneck: network in at 40 %\n  after the planned loss");
});

test("of several clusters the one that is shown is named over its resources", () => {
  expect(rowsOf(views["a plan of several clusters"]!, 60, 24).join("\n")).toMatch(/^fronting-\d +normal +loss +limit/m);
  expect(rowsOf(current, 60, 24).join("\n")).toMatch(/^ +normal +loss +limit/m);
});

test("where rows are few the resources nearest to their limits stay, in their order", () => {
  const rows = rowsOf(current, 38, 12).filter((line) => line.includes(unicodeBar.limit));
  expect(rows.map((row) => row.slice(0, 12).trim())).toEqual([
    "disk space",
    "network in",
    "network out",
    "file handles",
    "memory maps",
  ]);
});

test("a wide screen adds limits, clusters, topics, warnings and reasons", () => {
  const large = rowsOf(current, 110, 56).join("\n");
  expect(large).toMatch(/^network in +32 % +40 % +80 % /m);
  expect(large).toMatch(/^ {2}network-events +665 +3\/2 +all +485,000 +660 MB\/s +4 h$/m);
  expect(large).toContain("diskWrite is not checked");
  expect(large).toContain("brokers = 5 brokers: as written");
  const several = rowsOf({ state: "current", plan: keystone.plan }, 110, 56).join("\n");
  expect(several).toMatch(/^cost +3,\d{3},\d{3} USD a month$/m);
  expect(several).toMatch(/^ {2}consumer-2 +consumer +105 /m);
  expect(several).toMatch(/^ {2}and \d+ more$/m);
});

test("a refusal has what is needed, what there is, and what to do", () => {
  const text = rowsOf({ state: "current", plan: refused }, 60, 20).join("\n");
  expect(text).toMatch(/^Plan: refused\nPLM-[A-Z]+-\d{3} .+ needed,/);
  expect(text.replaceAll(/\s+/g, " ")).toContain(refused.refusals[0]!.remedy);
});

test("what is not of the present input says so, with what is wrong", () => {
  const text = rowsOf(views["a plan of the input before"]!, 60, 20).join("\n");
  expect(text).toMatch(/^Plan: planned +of the last whole input$/m);
  expect(text).toContain("! `12 parsecs` is no rate");
  expect(text).toContain("(and 1 more)");
  expect(rowsOf(views["a plan that is being worked out"]!, 60, 20)[0]).toMatch(/^Plan: planned +working it out$/);
  expect(rowsOf(current, 60, 20)[0]).toBe("Plan: planned");
});

test("without colours and Unicode nothing is lost", () => {
  const bare = panelRows(current, { columns: 80, rows: 30, look: { colour: false, unicode: false } });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: weight may stay, colours may not
  expect(bare.join("\n")).not.toMatch(/\u001b\[3[0-7]m/);
  expect(shown(bare).join("\n")).toMatch(/^network in +32 % +40 % +80 % {2}#+\++\.+\|\.+ <$/m);
});
