import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOf } from "./drops.ts";
import { steady } from "./profile.ts";
import { Schedule } from "./schedule.ts";
import { type Batch, lastDueMicros, Source } from "./source.ts";
import { eachInTurn, type Spread, sticky, weighted } from "./spread.ts";
import { begun, parts, profiles } from "./testing.ts";

const spreads = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((partitions) => ({ partitions, spread: eachInTurn(partitions) })),
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 })).map(([partitions, block]) => ({
    partitions,
    spread: sticky(partitions, block) as Spread,
  })),
);

const started = (startMicros: number, messagesPerSecond: number, seconds: number): Schedule =>
  begun(steady(messagesPerSecond, seconds), startMicros);

/** Shares of up to nine partitions, of which some have none. */
const shares = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 100, noNaN: true })), { minLength: 1, maxLength: 9 })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights) => Float64Array.from(weights));

/** A spread of each kind over a schedule of so many messages. */
const spreadsOf = fc.oneof(
  spreads.map((given) => () => given),
  shares.map((weights) => (total: number) => ({ partitions: weights.length, spread: weighted(weights, total) })),
);

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

describe("a weighted spread", () => {
  it("is at every moment within a message of each share, and gives every message away by the end", () => {
    fc.assert(
      fc.property(shares, fc.nat(1000), (weights, total) => {
        const spread = weighted(weights, total);
        const sum = weights.reduce((all, weight) => all + weight, 0);
        let all = 0;
        for (const [p, weight] of weights.entries()) {
          let before = 0;
          for (let n = 0; n <= total; n += Math.ceil(total / 97) || 1) {
            const count = spread.count(p, n);
            expect(Math.abs(count - (weight / sum) * n)).toBeLessThan(1.0001);
            expect(count).toBeGreaterThanOrEqual(before);
            before = count;
          }
          all += spread.count(p, total);
        }
        expect(all).toBe(total);
      }),
    );
  });

  it("gives a partition its messages no sooner than they are due, and evenly", () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 300 }), (weights, total) => {
        const spread = weighted(weights, total);
        for (const p of weights.keys()) {
          for (let s = 0; s < spread.count(p, total); s++) {
            const place = spread.index(p, s);
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(total - 1);
            // Handed out when so many are due that the count reaches it: never before its place.
            const whole = Math.ceil(place - 1e-6);
            expect(spread.count(p, whole)).toBeLessThanOrEqual(s + 1);
            expect(spread.count(p, whole + 1)).toBeGreaterThanOrEqual(Math.min(s, spread.count(p, total) - 1));
          }
        }
      }),
    );
  });

  it("gives Zipf's shares of 1, 1/2 and 1/3 to three partitions as 6, 3 and 2 of every 11", () => {
    const spread = weighted(Float64Array.of(1, 1 / 2, 1 / 3), 1100);
    expect([0, 1, 2].map((p) => spread.count(p, 1100))).toEqual([600, 300, 200]);
  });
});

describe("a source", () => {
  it("hands out every message once, when it is due and not before, whatever the profile and the spread", () => {
    fc.assert(
      fc.property(
        profiles,
        parts,
        spreadsOf,
        fc.integer({ min: 1, max: 500 }),
        (profile, part, spreadOf, maxMessages) => {
          const schedule = begun(profile, 1e15, part);
          const { spread, partitions } = spreadOf(schedule.total);
          const source = new Source(schedule, spread, partitions, { maxMessages, lingerMicros: 20_000 });
          const taken = Array.from({ length: partitions }, () => 0);
          for (let now = 1e15; !source.finished(); now += 250_000) {
            for (let p = 0; p < partitions; p++) {
              for (let batch = source.take(p, now); batch; batch = source.take(p, now)) {
                expect(batch.firstSequence).toBe(taken[p]);
                taken[p]! += batch.count;
                // At the foot of a ramp the last bit of a place between two messages is some microseconds.
                expect(lastDueMicros(batch)).toBeLessThanOrEqual(now + 100);
                expect(batch.dueMicros).toBe(source.dueMicros(p, batch.firstSequence));
                // The bound that Batch states: a quarter of the time from the first to the last.
                const middle = batch.firstSequence + Math.floor(batch.count / 2);
                const said = batch.dueMicros + Math.floor(batch.count / 2) * batch.spacingMicros;
                const span = lastDueMicros(batch) - batch.dueMicros;
                const place = spread.index(p, middle);
                const interval = schedule.dueMicros(place + 1) - schedule.dueMicros(Math.max(0, place - 1));
                if (spread.run(0) === Number.POSITIVE_INFINITY)
                  expect(Math.abs(said - source.dueMicros(p, middle))).toBeLessThanOrEqual(span / 4 + interval + 100);
              }
            }
            if (now > 1e15 + 200e6) throw new Error("a message was never due");
          }
          expect(taken.reduce((sum, count) => sum + count, 0)).toBe(schedule.total);
          expect(source.behind(2e15)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has what weighted keys send due when it is handed out, not before", () => {
    const total = 100;
    const lingerMicros = 25_000;
    const source = new Source(started(0, 10, 10), weighted(Float64Array.from([5, 3, 1, 1]), total), 4, {
      maxMessages: 1,
      lingerMicros,
    });
    let handedOut = 0;
    for (let now = 0; now < 10e6; now += 1000)
      for (let p = 0; p < 4; p++)
        for (let batch = source.take(p, now); batch; batch = source.take(p, now)) {
          handedOut++;
          expect(now - batch.dueMicros).toBeLessThan(1000);
        }
    expect(handedOut).toBe(total);
  });

  it("drops what found no room for too long after its linger, and gives sequences without a gap", () => {
    const batching = { maxMessages: 50, lingerMicros: 10_000, dropAfterMicros: 90_000 };
    const source = new Source(started(0, 1000, 1), eachInTurn(1), 1, batching);
    expect(source.take(0, 60_000)).toMatchObject({ firstSequence: 0, count: 50, dueMicros: 0 });
    // At 400 ms messages due before 300 ms are late: 0 to 50 were 51 of them with the one at 300 ms.
    const late = source.take(0, 400_000);
    expect(late).toMatchObject({ firstSequence: 50, count: 50, dueMicros: 301_000 });
    expect(source.drops.total).toBe(251);
    expect(source.behind(400_000)).toBe(401 - 50 - 251 - 50);
    const [row] = source.drops.rows(3);
    expect(row).toEqual({ producer: 3, partition: 0, gaps: [50, 251] });
    expect([49, 50, 60].map((sequence) => source.dueMicros(0, placeOf(sequence, row!.gaps)))).toEqual([
      49_000, 301_000, 311_000,
    ]);
  });

  it("drops without being asked, until nothing is left or it is stopped", () => {
    const batching = { maxMessages: 50, lingerMicros: 0, dropAfterMicros: 100_000 };
    const source = new Source(started(0, 1000, 1), eachInTurn(3), 3, batching);
    source.dropOverdue(600_000);
    expect([source.drops.total, source.behind(600_000)]).toEqual([501, 100]);
    source.dropOverdue(2e6);
    expect([source.drops.total, source.behind(2e6), source.finished()]).toEqual([1000, 0, true]);
    const stopped = new Source(started(0, 1000, 1), eachInTurn(3), 3, batching);
    stopped.stop(50_000);
    stopped.dropOverdue(600_000);
    expect([stopped.drops.total, stopped.behind(600_000)]).toEqual([0, 51]);
  });

  it("loses and repeats nothing between what it hands out and what it drops", () => {
    fc.assert(
      fc.property(
        profiles,
        parts,
        spreadsOf,
        fc.array(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 40 }),
        (profile, part, spreadOf, steps) => {
          const schedule = begun(profile, 0, part);
          const { spread, partitions } = spreadOf(schedule.total);
          const batching = { maxMessages: 40, lingerMicros: 5000, dropAfterMicros: 300_000 };
          const source = new Source(schedule, spread, partitions, batching);
          const taken = Array.from({ length: partitions }, () => 0);
          let now = 0;
          for (const step of [...steps, 1e9]) {
            now += step;
            // One batch of each second partition: the others find no room.
            for (let p = 0; p < partitions; p += 2) {
              const batch = source.take(p, now);
              if (!batch) continue;
              expect(batch.firstSequence).toBe(taken[p]);
              const before = batch.firstSequence + source.drops.of(p);
              expect(spread.count(p, schedule.dueCount(now - 305_000))).toBeLessThanOrEqual(before);
              taken[p]! += batch.count;
            }
            const given = taken.reduce((sum, count) => sum + count, 0);
            const due = Array.from({ length: partitions }, (_, p) => spread.count(p, schedule.dueCount(now)));
            expect(given + source.drops.total + source.behind(now)).toBe(due.reduce((sum, count) => sum + count, 0));
          }
        },
      ),
    );
  });

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

  it("ends where its schedule is cut, with every message due by then handed out", () => {
    fc.assert(
      fc.property(profiles, spreadsOf, fc.double({ min: 0, max: 1, noNaN: true }), (profile, spreadOf, part) => {
        const schedule = begun(profile, 1e15);
        const { spread, partitions } = spreadOf(schedule.total);
        const source = new Source(schedule, spread, partitions, { maxMessages: 50, lingerMicros: 20_000 });
        const end = 1e15 + part * 100e6;
        schedule.endBy(end);
        let taken = 0;
        for (let now = 1e15; !source.finished(); now += 250_000) {
          for (let p = 0; p < partitions; p++)
            for (let batch = source.take(p, now); batch; batch = source.take(p, now)) {
              taken += batch.count;
              if (spread.run(0) !== Number.POSITIVE_INFINITY)
                expect(lastDueMicros(batch)).toBeLessThanOrEqual(end + 100);
            }
          if (now > 1e15 + 200e6) throw new Error("a message was never due");
        }
        // Shares of partitions add up to the cut schedule's messages but for one each.
        expect(Math.abs(taken - schedule.total)).toBeLessThanOrEqual(partitions);
        expect(source.behind(2e15)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("is not finished while a partition has a message due, though others took as many as its cut schedule has", () => {
    const schedule = begun(steady(1, 5), 0);
    const source = new Source(schedule, weighted(Float64Array.of(1, 2, 3), 5), 3, { maxMessages: 9, lingerMicros: 0 });
    schedule.endBy(0);
    expect([source.take(1, 0)?.count, source.finished()]).toEqual([1, false]);
    expect([source.take(2, 0)?.count, source.finished()]).toEqual([1, true]);
  });

  it("lets a message wait for others no longer than its linger", () => {
    const source = new Source(started(0, 1000, 10), eachInTurn(1), 1, { maxMessages: 100, lingerMicros: 20_000 });
    expect(source.take(0, 19_999)).toBeUndefined();
    expect(source.take(0, 20_000)?.count).toBe(21);
    expect(source.take(0, 20_001)).toBeUndefined();
    expect(source.take(0, 200_000)?.count).toBe(100);
  });

  it("has nothing due before its schedule starts", () => {
    const source = new Source(new Schedule(steady(1000, 10)), eachInTurn(1), 1, { maxMessages: 100, lingerMicros: 0 });
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

describe("the moment at which a batch might have been sent", () => {
  const source = () => new Source(started(0, 1_000, 1), eachInTurn(1), 1, { maxMessages: 10, lingerMicros: 50_000 });

  it("is when it was full, however late it is taken", () => {
    const { count, readyMicros } = source().take(0, 40_000)!;
    expect([count, readyMicros]).toEqual([10, 9_000]);
  });

  it("is when its first message had waited for others for as long as it may", () => {
    const slow = new Source(started(0, 100, 1), eachInTurn(1), 1, { maxMessages: 10, lingerMicros: 50_000 });
    expect(slow.take(0, 49_000)).toBeUndefined();
    expect(slow.take(0, 70_000)).toMatchObject({ count: 8, readyMicros: 50_000 });
  });
});
