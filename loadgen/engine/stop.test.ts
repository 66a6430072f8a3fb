import { expect, it, test } from "vitest";
import { parseStopConditions, StopWatch } from "./stop.ts";

const second = (behindMessages: number, errors: number, droppedMessages = 0) => ({
  behindMessages,
  errors: { TIMED_OUT: errors },
  droppedMessages,
});
const latency = { p50: 5, p99: 40 };

it("reads a figure and its bound, latencies as times", () => {
  expect(parseStopConditions("behind>1_000_000, errors > 100,p99>2s,p50>20 ms")).toEqual([
    { measure: "behind", above: 1e6 },
    { measure: "errors", above: 100 },
    { measure: "p99", above: 2000 },
    { measure: "p50", above: 20 },
  ]);
});

test.each([
  ["p98>2s", "did you mean `p99`"],
  ["behind>many", "behind>1000000"],
  ["errors=5", "write one of behind, errors"],
  ["", "write one of behind, errors"],
])("%j is no condition", (text, remedy) => {
  expect(() => parseStopConditions(text)).toThrow(
    expect.objectContaining({ code: "PLM-LOAD-030", remedy: expect.stringContaining(remedy) }),
  );
});

it("stops above a bound, not at it", () => {
  const watch = new StopWatch(parseStopConditions("behind>1000,p99>50ms"));
  expect(watch.meets(second(1000, 0), latency)).toBeUndefined();
  expect(watch.meets(second(0, 0), { p50: null, p99: null })).toBeUndefined();
  expect(watch.meets(second(1001, 0), latency)).toBe("behind 1,001, above 1,000");
  expect(watch.meets(second(0, 0), { p50: 5, p99: 51 })).toBe("p99 51 ms, above 50 ms");
});

it("adds errors and drops up over the seconds", () => {
  const errors = new StopWatch(parseStopConditions("errors>10"));
  expect([errors.meets(second(0, 6), latency), errors.meets(second(0, 4), latency)]).toEqual([undefined, undefined]);
  expect(errors.meets(second(0, 1), latency)).toBe("errors 11, above 10");
  const drops = new StopWatch(parseStopConditions("dropped>0"));
  expect(drops.meets(second(0, 99), latency)).toBeUndefined();
  expect(drops.meets(second(0, 0, 1), latency)).toBe("dropped 1, above 0");
});
