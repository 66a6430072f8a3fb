import { expect, test } from "vitest";
import { compareRows, differences } from "./compare-rows.ts";
import { claro, refused, shown, withBrokers } from "./testing.ts";

const seven = withBrokers(claro, 7).plan;
const space = (columns: number, rows: number) => ({ columns, rows, look: { colour: false, unicode: true } });

test("of two plans every figure is there, and what differs is marked with its change", () => {
  const text = shown(compareRows(claro.plan, seven, space(78, 40))).join("\n");
  expect(text).toMatch(/^ {2}\* +brokers +5 in 5 racks +7 in 7 racks +\+2$/m);
  expect(text).toMatch(/^ {5}host +28 cores/m);
  expect(text).toMatch(/^ {2}\* +network in % +40 % < +\d+ % </m);
  expect(text).toMatch(/^\* \d+ of \d+ figures differ$/m);
});

test("a small screen shows what differs alone, within its columns", () => {
  const lines = shown(compareRows(claro.plan, seven, space(38, 20)));
  expect(lines.filter((line) => /^ {5}\w/.test(line))).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(20);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(38);
});

test("the same plan twice differs in nothing", () => {
  expect(differences(claro.plan, claro.plan).filter(({ change }) => change !== "")).toEqual([]);
  expect(shown(compareRows(claro.plan, claro.plan, space(38, 10)))).toContain("The two plans have the same figures.");
});

test("what only one of the plans has is new or gone", () => {
  const changes = new Map(differences(claro.plan, refused).map(({ name, change }) => [name, change]));
  expect(changes.get("verdict")).toBe("changed");
  expect(changes.get("refused for")).toBe("new");
  expect(changes.get("brokers")).toBe("gone");
});
