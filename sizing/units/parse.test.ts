import { expect, test } from "vitest";
import { Problem } from "../problem.ts";
import { parseBytesPerSecond } from "./parse.ts";

test("a wrong unit is a problem that names where it stands and what to write", () => {
  const parse = () => parseBytesPerSecond("660 MBs", "--rate");
  expect(parse).toThrow(Problem);
  expect(parse).toThrow(
    expect.objectContaining({
      kind: "input",
      code: "PLM-UNIT-001",
      message: "--rate: `660 MBs` has the unknown unit `MBs`",
      remedy: "did you mean `660 MB/s`?",
    }),
  );
});
