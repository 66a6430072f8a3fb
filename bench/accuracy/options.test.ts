import { Command } from "commander";
import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

const parse = (...words: string[]) =>
  parseOptions(words, new Command().exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} }));

test("nothing is checked and nothing is JSON unless it is asked for", () => {
  expect(parse()).toEqual({ check: false, json: false });
  expect(parse("--check", "--json")).toEqual({ check: true, json: true });
});

test.each([
  [["--chek"], "Did you mean --check?"],
  [["claro"], "too many arguments"],
])("%j is refused", (words, message) => {
  expect(() => parse(...words)).toThrow(message);
});
