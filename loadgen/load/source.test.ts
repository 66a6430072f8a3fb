import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Schedule } from "./schedule.ts";
import { type Batch, lastDueMicros, Source } from "./source.ts";
import { eachInTurn, type Spread, sticky } from "./spread.ts";

const spreads = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((partitions) => ({ partitions, spread: eachInTurn(partitions) })),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 })).map(([partitions, block]) => ({
    partitions,
    spread: sticky(partitions, block) as Spread,
  })),
);

function started(startMicros: number, messagesPerSecond: number, seconds: number): Schedule {
  const schedule = new Schedule(messagesPerSecond, seconds);
  schedule.start(startMicros);
  return schedule;
}

describe("a spread", () => {
  it("gives each message of the schedule to one partition, in order", () => {
    fc.assert(
      fc.property(spreads, fc.nat(300), ({ partitions, spread }, total) => {
        const all: number[] = [];
        for (let p = 0; p < partitions; p++)
          for (let s = 0; s < spread.count(p, total); s++) all.push(spread.index(p, s));
        expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, k) => k));
      }),
    );
  });
});

describe("a source", () => {
  it("hands out every message once, with the due time of the schedule, whenever it is asked", () => {
    fc.assert(
      fc.property(
        spreads,
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 30 }),
        ({ partitions, spread }, maxMessages, steps) => {
          const schedule = started(1e15, 50, 2);
          const source = new Source(schedule, spread, partitions, { maxMessages, lingerMicros: 100_000 });
          const seen = new Map<number, Batch[]>();
          let now = 1e15;
          for (const step of [...steps, 3e6]) {
            now += step;
            for (let p = 0; p < partitions; p++) {
              for (let batch = source.take(p, now); batch; batch = source.take(p, now)) {
                expect(batch.count).toBeLessThanOrEqual(maxMessages);
                expect(lastDueMicros(batch)).toBeLessThanOrEqual(now + 1);
                seen.set(p, [...(seen.get(p) ?? []), batch]);
              }
            }
          }
          expect(source.finished()).toBe(true);
          expect(source.behind(now)).toBe(0);
          const due: number[] = [];
          for (const batches of seen.values()) {
            let next = 0;
            for (const batch of batches) {
              expect(batch.firstSequence).toBe(next);
              next += batch.count;
              for (let i = 0; i < batch.count; i++) due.push(batch.dueMicros + i * batch.spacingMicros);
            }
          }
          expect(due.sort((a, b) => a - b).map((micros) => Math.round((micros - 1e15) / 20_000))).toEqual(
            Array.from({ length: 100 }, (_, k) => k),
          );
        },
      ),
    );
  });

  it("lets a message wait for others no longer than its linger", () => {
    const source = new Source(started(0, 1000, 10), eachInTurn(1), 1, { maxMessages: 100, lingerMicros: 20_000 });
    expect(source.take(0, 19_999)).toBeUndefined();
    expect(source.take(0, 20_000)?.count).toBe(21);
    expect(source.take(0, 20_001)).toBeUndefined();
    expect(source.take(0, 200_000)?.count).toBe(100);
  });

  it("has nothing due before its schedule starts", () => {
    const source = new Source(new Schedule(1000, 10), eachInTurn(1), 1, { maxMessages: 100, lingerMicros: 0 });
    expect(source.take(0, Date.now() * 1000)).toBeUndefined();
    expect(source.finished()).toBe(false);
  });

  it("keeps what is due and not taken, and says how much", () => {
    const source = new Source(started(0, 1000, 10), eachInTurn(2), 2, { maxMessages: 10, lingerMicros: 0 });
    expect(source.take(0, 999_500)?.count).toBe(10);
    expect(source.behind(999_500)).toBe(990);
    source.stop();
    expect(source.take(1, 999_500)).toBeUndefined();
    expect(source.finished()).toBe(true);
  });
});
