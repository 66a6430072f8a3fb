import { describe, expect, it } from "vitest";
import { isWarm } from "./warm-up.ts";

/** Seconds of a load of 100 messages/s, none acknowledged where there is no latency. */
const series = (latencies: (number | null)[]) =>
  latencies.map((p50) => ({
    p50,
    dueMessages: 100,
    acknowledgedMessages: p50 === null ? 0 : 100,
    droppedMessages: 0,
  }));

type DueAndAcknowledged = readonly [number, number];

/** Seconds of a load in which so many messages were due, and acknowledged. */
const slow = (seconds: DueAndAcknowledged[]) =>
  seconds.map(([dueMessages, acknowledgedMessages]) => ({
    p50: acknowledgedMessages > 0 ? 4 : null,
    dueMessages,
    acknowledgedMessages,
    droppedMessages: 0,
  }));
const times = (count: number, ...part: DueAndAcknowledged[]): DueAndAcknowledged[] =>
  Array.from({ length: count }, () => part).flat();

describe("a load", () => {
  it("is warm after five steady seconds", () => {
    expect(isWarm(series([4, 4.1, 4, 4.1]))).toBe(false);
    expect(isWarm(series([4, 4.1, 4, 4.1, 4]))).toBe(true);
  });

  it("is not warm while the latency still falls", () => {
    const falling = Array.from({ length: 12 }, (_, second) => 100 - 8 * second);
    for (let seconds = 1; seconds <= falling.length; seconds++)
      expect(isWarm(series(falling.slice(0, seconds)))).toBe(false);
    const settled = [...falling, ...Array.from({ length: 20 }, (_, second) => 4 + (second % 2) / 10)];
    expect(isWarm(series(settled))).toBe(true);
  });

  it("is not warm while nothing is acknowledged", () => {
    expect(isWarm(series([4, 4, 4, 4, 4, 4, null]))).toBe(false);
  });

  it("is warm after five steady seconds that owed an acknowledgement, where others owed none", () => {
    const third = times(4, [1, 1], [0, 0], [0, 0]);
    expect(isWarm(slow(third))).toBe(false);
    expect(isWarm(slow([...third, [1, 1]]))).toBe(true);
    expect(isWarm(slow([...third, [1, 1], [0, 0], [0, 0]]))).toBe(true);
    // At 2, 4, 6 s and so on, acknowledged in the second after.
    const half = times(4, [1, 0], [0, 1]);
    expect(isWarm(slow([[1, 1], ...half.slice(2)]))).toBe(false);
    expect(isWarm(slow([[1, 1], [0, 0], ...half]))).toBe(true);
    expect(isWarm(slow([[1, 1], [0, 0], ...half, [1, 0]]))).toBe(true);
  });

  it("is not warm while a slow load waits for an acknowledgement", () => {
    const third = times(5, [1, 1], [0, 0], [0, 0]);
    expect(isWarm(slow([...third, [1, 0], [0, 0]]))).toBe(false);
    expect(isWarm(slow([...third, [1, 0], [0, 0], [0, 0], [1, 1]]))).toBe(false);
  });
});
