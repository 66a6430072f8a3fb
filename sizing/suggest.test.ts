import { expect, test } from "vitest";
import { didYouMean, nearest } from "./suggest.ts";

const keys = ["retention", "replication", "rate", "MB/s", "Mb/s"];

test.each([
  ["retension", ["retention"]],
  ["replicaton", ["replication"]],
  ["ret", ["retention"]],
  ["mb/s", ["MB/s", "Mb/s"]],
  ["MBs", ["MB/s"]],
  ["colour", []],
  ["", []],
])("%s means %j", (word, expected) => {
  expect(nearest(word, keys)).toEqual(expected);
});

test("a suggestion reads as a question, and is empty when nothing is near", () => {
  expect(didYouMean("mb/s", keys)).toBe("did you mean `MB/s` or `Mb/s`?");
  expect(didYouMean("colour", keys)).toBe("");
});

test("a very long word is no slip of a hand", () => {
  expect(nearest("retention".repeat(20), keys)).toEqual([]);
});
