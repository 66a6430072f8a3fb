import { expect, test } from "vitest";
import { compareRows, differences } from "./compare-rows.ts";
import { claro, keystone, refused, shown, withBrokers } from "./testing.ts";

const seven = withBrokers(claro, 7);
const space = (columns: number, rows: number) => ({ columns, rows, look: { colour: false, unicode: true } });

test("of two plans every figure is there, and what differs is marked with its change", () => {
  const text = shown(compareRows(claro, seven, space(78, 40))).join("\n");
  expect(text).toMatch(/^ {2}\* +brokers +5 in 5 racks +7 in 7 racks +\+2$/m);
  expect(text).toMatch(/^ {2}inventory brokers\.count +5 +7$/m);
  expect(text).toMatch(/^ {5}host +28 cores/m);
  expect(text).toMatch(/^ {2}\* +network in % +40 % < +\d+ % </m);
  expect(text).toMatch(/^\* \d+ of \d+ figures differ$/m);
});

test("a small screen shows what differs alone, within its columns", () => {
  const lines = shown(compareRows(claro, seven, space(38, 20)));
  expect(lines.filter((line) => /^ {5}\w/.test(line))).toEqual([]);
  expect(lines.length).toBeLessThanOrEqual(20);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(38);
});

test("of many inputs that differ the first are shown, and how many there are beside", () => {
  const lines = shown(compareRows(keystone, claro, space(78, 24)));
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines[2]).toMatch(/^ {2}name +keystone +claro$/);
  expect(lines.join("\n")).toMatch(/^ {2}and \d+ more$/m);
  expect(lines.join("\n")).toMatch(/^ {2}\* +brokers /m);
});

test("the same plan twice differs in nothing", () => {
  expect(differences(claro.plan, claro.plan).filter(({ change }) => change !== "")).toEqual([]);
  expect(shown(compareRows(claro, claro, space(38, 10)))).toContain("The two plans have the same figures.");
});

test("what only one of the plans has is new or gone", () => {
  const changes = new Map(differences(claro.plan, refused).map(({ name, change }) => [name, change]));
  expect(changes.get("verdict")).toBe("changed");
  expect(changes.get("refused for")).toBe("new");
  expect(changes.get("brokers")).toBe("gone");
});
