import { describe, expect, it } from "vitest";
import { baselineOf, parseTolerance } from "./baseline-options.ts";
import { parseMetrics } from "./options.ts";
import { autoWarmUp, parseWarmUp } from "./warm-up-option.ts";

describe("--tolerance", () => {
  it.each([
    ["20%", 0.2],
    ["0.05", 0.05],
    ["0", 0],
    ["12.5 %", 0.125],
  ])("%s is %f", (text, part) => expect(parseTolerance(text)).toBeCloseTo(part, 12));

  it.each(["", "-1", "a fifth", "2000%"])("`%s` is refused", (text) => {
    expect(() => parseTolerance(text)).toThrow("--tolerance");
  });
});

describe("--warmup", () => {
  it("is a time, or as long as it takes", () => {
    expect(parseWarmUp("10s")).toEqual({ warmupSeconds: 10 });
    expect(parseWarmUp("auto")).toEqual(autoWarmUp);
    expect(() => parseWarmUp("soon")).toThrow("soon");
  });
});

describe("--metrics", () => {
  it("is an address, or a port of loopback alone", () => {
    expect(parseMetrics("9464")).toEqual({ host: "127.0.0.1", port: 9464 });
    expect(parseMetrics("0.0.0.0:9464")).toEqual({ host: "0.0.0.0", port: 9464 });
    expect(() => parseMetrics("metrics")).toThrow("--metrics `metrics` is no address");
    expect(() => parseMetrics("99999")).toThrow("is no address");
  });
});

it("a run without --baseline is compared with none, and one that cannot be read is refused", async () => {
  expect(await baselineOf({ tolerance: 0.2 })).toBeUndefined();
  await expect(baselineOf({ baseline: "none.json", tolerance: 0.2 })).rejects.toThrow("none.json does not exist");
});
