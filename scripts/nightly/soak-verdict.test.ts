import { describe, expect, it } from "vitest";
import { soakVerdict } from "./soak-verdict.ts";

const audit = { clean: true, acknowledged: 1000, lost: 0 };
const saw = (second: number) => 150e6 + 20e6 * ((second % 7) / 7);
const verdict = (bytes: (second: number) => number, change = {}) =>
  soakVerdict({
    audit,
    heldBytesPerSecond: 20e6,
    wantedBytesPerSecond: 20e6,
    resident: Array.from({ length: 600 }, (_, second) => bytes(second)),
    ...change,
  });

describe("the verdict of a soak", () => {
  it("passes memory that goes up and down, and what a warm-up took", () => {
    const { good, text } = verdict((second) => saw(second) + 50e6 * Math.exp(-second / 30));
    expect(text).toMatch(/^PASS: 20.0 MB\/s held of 20.0 MB\/s, 1000 messages acknowledged, 0 lost; memory at most/);
    expect(good).toBe(true);
  });

  it("fails a leak, however slow, and memory over its limit", () => {
    // 60 kB a second: 18 MB over the second half, of 180 MB.
    expect(verdict((second) => saw(second) + 60e3 * second).text).toMatch(
      /^FAIL.* growing over the second half \(9|1\d/,
    );
    expect(verdict((second) => saw(second) + 90e3 * second).good).toBe(false);
    expect(verdict(() => 301e6).good).toBe(false);
  });

  it("fails a loss, a rate that was not held, and a run without readings", () => {
    expect(verdict(saw, { audit: { ...audit, clean: false, lost: 1 } }).good).toBe(false);
    expect(verdict(saw, { heldBytesPerSecond: 19e6 }).good).toBe(false);
    expect(verdict(saw, { resident: [] }).good).toBe(false);
  });
});
