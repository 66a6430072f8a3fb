import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test.each([
  ["up --stack local --yes", "creates", "local"],
  ["up -s local", "creates", "local"],
  ["preview --stack=organization/plimsoll/local", "creates", "organization/plimsoll/local"],
  ["up", "creates", null],
  ["up -slocal-kraft", "creates", "local-kraft"],
  ["--non-interactive up -s local", "creates", "local"],
  ["destroy --yes --stack local", "reads", "local"],
  ["stack select --create local", "creates", "local"],
  ["stack select -c --stack local", "creates", "local"],
  ["stack select local", "other", null],
  ["config set key value --stack local", "other", "local"],
  ["up -- --stack local", "creates", null],
  ["", "other", null],
])("pulumi %s", (line, use, stack) => {
  expect(readArguments(line.split(" "))).toEqual({ use, stack });
});
