import { expect, test } from "vitest";
import { markNumbers } from "./mark-numbers.ts";

const xs = [0, 100];

test("marks far apart have a number each", () => {
  expect(markNumbers([10, 20, 90], xs, 20)).toEqual(["1", "2", "3"]);
});

test("numbers that would cover each other are told together, from the first of them on", () => {
  expect(markNumbers([10, 11, 12, 30, 34, 60], xs, 20)).toEqual(["1-3", "", "", "4-5", "", "6"]);
});

test("there are as many as marks", () => {
  expect(markNumbers([], xs, 20)).toEqual([]);
  expect(markNumbers([5, 5, 5, 5], [5], 20)).toEqual(["1-4", "", "", ""]);
});
