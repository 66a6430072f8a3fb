import { expect, test } from "vitest";
import { entriesOf, matching } from "./entries.ts";
import { explainRows } from "./explain-rows.ts";
import { afterKey, startOfList, windowAt } from "./picker.ts";
import { claro, keystone, refused, shown } from "./testing.ts";

const entries = entriesOf(claro.plan);
const space = (columns: number, rows: number) => ({ columns, rows, look: { colour: false, unicode: true } });

test("the numbers of the panel come first, then every other of the plan, each once", () => {
  expect(entries.slice(0, 3).map(({ name, value }) => `${name}: ${value}`)).toEqual([
    "brokers: 5 brokers",
    "carries: 485,000 msg/s",
    "host: 28 cores",
  ]);
  expect(entries.map(({ key }) => key).sort()).toEqual(Object.keys(claro.plan.explanation).sort());
  expect(entriesOf(refused)).toEqual([]);
});

test("what is typed narrows the list by name and key", () => {
  expect(matching(entries, "network in").map(({ name }) => name)).toContain("network in, after loss");
  expect(matching(entries, "NETWORK loss out").map(({ key }) => key)).toEqual([
    "clusters.main.utilisation.degraded.networkOut",
  ]);
  expect(matching(entries, "no such number")).toEqual([]);
});

test("a move stays within the list, and typing begins it anew", () => {
  const third = afterKey(startOfList, { kind: "move", by: 2 }, 3);
  expect(third.at).toBe(2);
  expect(afterKey(third, { kind: "move", by: 8 }, 3).at).toBe(2);
  expect(afterKey(third, { kind: "move", by: -8 }, 3).at).toBe(0);
  expect(afterKey(third, { kind: "type", text: "d" }, 3)).toEqual({ typed: "d", at: 0 });
  expect(afterKey({ typed: "di", at: 1 }, { kind: "erase" }, 3)).toEqual({ typed: "d", at: 0 });
  expect(afterKey(startOfList, { kind: "move", by: 1 }, 0).at).toBe(0);
});

test("the chosen entry is always in the window", () => {
  for (let at = 0; at < 20; at++) {
    const { from, to } = windowAt(at, 20, 7);
    expect(to - from).toBe(7);
    expect(at).toBeGreaterThanOrEqual(from);
    expect(at).toBeLessThan(to);
  }
  expect(windowAt(0, 2, 7)).toEqual({ from: 0, to: 2 });
});

test.each([
  [38, 20],
  [110, 56],
])("in %i x %i every number has its reason, and what is chosen is marked", (columns, rows) => {
  for (const { plan } of [claro, keystone]) {
    const all = entriesOf(plan).slice(0, 40);
    for (const [at, { key }] of all.entries()) {
      const lines = shown(explainRows(plan, all, { typed: "", at }, space(columns, rows)));
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
      expect(lines.filter((line) => line.startsWith(">"))).toHaveLength(1);
      expect(lines.join("").replaceAll(/\s/g, ""), key).toContain(`${key}=`);
    }
  }
});

test("a list without entries says why", () => {
  expect(shown(explainRows(refused, [], startOfList, space(60, 20))).join("\n")).toContain("The plan was refused");
  expect(shown(explainRows(claro.plan, [], { typed: "zz", at: 0 }, space(60, 20))).join("\n")).toContain("No number");
});
