import { expect, test } from "vitest";
import { parseConsumerPerformance } from "./consumer-performance.ts";

const header =
  "start.time, end.time, data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, fetch.nMsg.sec";
const values =
  "2026-11-22 14:30:00:123, 2026-11-22 14:30:04:456, 95.3674, 22.0099, 1000000, 230787.9067, 3333, 1000, 95.3674, 1000000.0000";

test("messages and the time of fetching are found by the names of their columns", () => {
  expect(parseConsumerPerformance(`WARNING: something\n${header}\n${values}\n`)).toEqual({
    messages: 1_000_000,
    seconds: 1,
  });
});

test.each([
  ["nothing", ""],
  ["only the names", `${header}\n`],
  ["other columns", "start.time, end.time\n1, 2\n"],
])("%s is an error", (_, output) => {
  expect(() => parseConsumerPerformance(output)).toThrow("what the tool printed");
});
