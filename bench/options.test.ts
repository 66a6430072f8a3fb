import { Command, type CommanderError } from "commander";
import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

const parse = (...words: string[]) =>
  parseOptions(
    words,
    "usual",
    new Command().exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} }),
  );

test("a full run has at least 5 rounds of everything and is written to its usual place", () => {
  expect(parse()).toMatchObject({
    rounds: 5,
    only: ["produce", "consume", "costs", "planner", "up", "pulumi"],
    quick: false,
    out: "usual",
    json: false,
  });
});

test("a quick run has one round and is written only where it is told", () => {
  expect(parse("--quick")).toMatchObject({ rounds: 1, quick: true, out: undefined });
  expect(parse("--quick", "--out", "there")).toMatchObject({ out: "there" });
});

test("what is given goes before what is usual", () => {
  expect(parse("--quick", "--rounds", "3", "--seconds", "2")).toMatchObject({ rounds: 3, seconds: 2 });
});

test("all cases are measured unless some are named", () => {
  expect(parse().cases).toBe("");
  expect(parse("--only", "produce", "--cases", "1361B").cases).toBe("1361B");
});

test("several sections can be chosen, in whatever order", () => {
  expect(parse("--only", "up", "produce").only).toEqual(["produce", "up"]);
});

test.each([
  [["--rounds", "0"], "Write a whole number"],
  [["--seconds", "2.5"], "Write a whole number"],
  [["--only", "everything"], "Allowed choices are produce, consume, costs, planner, up"],
  [["--quik"], "Did you mean --quick?"],
  [["produce"], "too many arguments"],
])("%j is refused", (words, message) => {
  expect(() => parse(...words)).toThrow(expect.objectContaining<Partial<CommanderError>>({ exitCode: 1 }));
  expect(() => parse(...words)).toThrow(message);
});
