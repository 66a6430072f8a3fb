import fc from "fast-check";
import { expect, it } from "vitest";
import { betweenHosts, type ClockExchange, checkClock, readClock } from "./clock-offset.ts";

/** A clock that is `ahead`, asked over a network whose ways there and back take so long, one exchange after another. */
function remoteClock(ahead: number, ways: readonly (readonly [there: number, back: number])[]) {
  let now = 1_000_000;
  let asked = 0;
  return async (): Promise<ClockExchange> => {
    const [there, back] = ways[asked++ % ways.length]!;
    const sentMicros = now;
    now += there;
    const remoteMicros = now + ahead;
    now += back;
    return { sentMicros, remoteMicros, receivedMicros: now };
  };
}

it("takes the exchange with the shortest round trip", async () => {
  // Round trips of 900, 200 and 500 us. The middle of the second is 100 us after it was sent, the clock was read after
  // 50: 5,000 + 50 - 100.
  const clock = remoteClock(5_000, [
    [800, 100],
    [50, 150],
    [250, 250],
  ]);
  expect(await readClock(clock, 3)).toEqual({ offsetMicros: 4_950, errorMicros: 101 });
});

it("is never further off than it says, however unequal the ways are", async () => {
  const way = fc.nat(1_000_000);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 20 }),
      async (ahead, ways) => {
        const { offsetMicros, errorMicros } = await readClock(remoteClock(ahead, ways), ways.length);
        expect(Math.abs(offsetMicros - ahead)).toBeLessThanOrEqual(errorMicros);
        expect(errorMicros).toBe(Math.min(...ways.map(([there, back]) => (there + back) / 2)) + 1);
      },
    ),
  );
});

it("allows for a clock that goes away during the run", () => {
  // At the end it is ahead by between 30 and 50 us: up to 40 more than the 10 that were allowed for.
  const first = { offsetMicros: 10, errorMicros: 20 };
  expect(checkClock(first, { offsetMicros: 40, errorMicros: 10 })).toEqual({
    offsetMicros: 10,
    errorMicros: 40,
    driftMicros: 30,
  });
  expect(checkClock(first, { offsetMicros: 9, errorMicros: 1 })).toMatchObject({ errorMicros: 20, driftMicros: -1 });
  expect(checkClock(first, null)).toEqual({ ...first, driftMicros: null });
});

it("adds up what is not known of two clocks, and trusts one clock with itself", () => {
  const clocks = [30, 5, 85].map((errorMicros) => ({ offsetMicros: 0, errorMicros }));
  expect(betweenHosts(clocks)).toBe(115);
  expect(betweenHosts(clocks.slice(0, 1))).toBe(0);
  expect(betweenHosts([])).toBe(0);
});
