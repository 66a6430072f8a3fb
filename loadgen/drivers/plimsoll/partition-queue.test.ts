import fc from "fast-check";
import { expect, it } from "vitest";
import { PartitionQueue, type Pending } from "./partition-queue.ts";

const pending = (firstSequence: number): Pending => ({
  batch: { partition: 0, firstSequence, count: 1, dueMicros: 0, spacingMicros: 0, readyMicros: 0 },
  keys: new Uint8Array(),
  firstSentMicros: 0,
  freeMicros: 0,
});

it("hands retries out from the lowest sequence, whatever order they came back in", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), (sequences) => {
      const queue = new PartitionQueue();
      for (const sequence of sequences) queue.putBack(pending(sequence), 0);
      const taken: number[] = [];
      while (queue.hasRetries) taken.push(queue.takeRetry(0)!.batch.firstSequence);
      expect(taken).toEqual([...sequences].sort((a, b) => a - b));
    }),
  );
});

it("hands out nothing while a batch is on its way, nor before the latest of the times given", () => {
  const queue = new PartitionQueue();
  queue.putBack(pending(1), 100);
  queue.putBack(pending(0), 50);
  expect(queue.takeRetry(99)).toBeUndefined();
  queue.inFlight = 1;
  expect(queue.takeRetry(100)).toBeUndefined();
  queue.inFlight = 0;
  expect(queue.takeRetry(100)?.batch.firstSequence).toBe(0);
});

it("calls a batch the lowest only when nothing before it is open", () => {
  const queue = new PartitionQueue();
  expect(queue.isLowest(pending(3))).toBe(true);
  queue.putBack(pending(5), 0);
  expect(queue.isLowest(pending(3))).toBe(true);
  queue.putBack(pending(2), 0);
  expect(queue.isLowest(pending(3))).toBe(false);
  expect(queue.isLowest(pending(1))).toBe(true);
  queue.inFlight = 1;
  expect(queue.isLowest(pending(1))).toBe(false);
});

it("gives up everything that waits", () => {
  const queue = new PartitionQueue();
  queue.putBack(pending(5), 0);
  queue.putBack(pending(2), 0);
  expect(queue.giveUp().map(({ batch }) => batch.firstSequence)).toEqual([2, 5]);
  expect(queue.hasRetries).toBe(false);
});
