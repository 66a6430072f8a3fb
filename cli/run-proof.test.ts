import { expect, test } from "vitest";
import { proof } from "../loadgen/report/fixtures.ts";
import { sampleText } from "./run-proof.ts";

test("what happened in a second of load", () => {
  expect(sampleText(proof.series[0]!)).toBe("24,250 msg/s acknowledged (33 MB/s), 24,129 read, 99 % in 21 ms");
  expect(sampleText(proof.series[14]!)).toMatch(
    /^0 msg\/s acknowledged \(0 B\/s\), .* read, nothing acknowledged, 24,250 behind$/,
  );
});
