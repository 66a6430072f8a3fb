import { expect, test } from "vitest";
import { mistakesIn } from "../../sizing/testing/mistakes.ts";
import { parseCase } from "./case.ts";
import { rawCase, study } from "./samples.ts";

const mistakes = (raw: unknown) => mistakesIn(() => parseCase(raw, "case.yaml"), "PLM-ACCURACY-001");

test("a throughput is read with its unit", () => {
  const ceiling = study({ kind: "ceiling", real: { bytesPerSecond: "605 MB/s", reached: "saturation" } });
  expect(ceiling.real).toEqual({ bytesPerSecond: 605e6, reached: "saturation" });
});

test("an incomplete case may lack what was real, a complete one may not", () => {
  expect(study({ complete: false, real: undefined }).real).toBeUndefined();
  expect(mistakes(rawCase({ real: undefined }))).toEqual(["real: is missing, but a complete case has what was real"]);
});

test.each([
  [{ real: { bytesPerSecond: "605 MB/s", reached: "saturation" } }, /^real: unknown key `bytesPerSecond`/m],
  [{ real: { brokers: 3, bottleneck: ["discWrite"] } }, /did you mean `diskWrite`/],
  [{ source: ["the internet"] }, /^source\.0: /],
  [{ because: "" }, /^because: /],
])("%j is a mistake", (changes, line) => {
  expect(mistakes(rawCase(changes)).join("\n")).toMatch(line);
});
