import { expect, test } from "vitest";
import { differences } from "./difference.ts";

const actual: { id: number; files: Record<string, string>; ports: number[] } = {
  id: 1,
  files: { a: "1", b: "2" },
  ports: [1, 2],
};

test("equal inputs need nothing", () => {
  expect(differences(actual, structuredClone(actual), ["id"])).toEqual({ change: "none" });
});

test("a changed file is named", () => {
  const wanted = { ...actual, files: { a: "1", c: "3" } };
  expect(differences(actual, wanted, ["id"])).toEqual({ change: "update", properties: ["files.b", "files.c"] });
});

test("a property that cannot change in place asks for a replacement", () => {
  const wanted = { ...actual, id: 2, ports: [1] };
  expect(differences(actual, wanted, ["id"])).toEqual({ change: "replace", properties: ["id", "ports"] });
});
