import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { keepSending } from "./sending.ts";

test("partitions take turns, so many sends are under way, and each is counted", async () => {
  const partitions: number[] = [];
  let underWay = 0;
  let most = 0;
  const report = await keepSending(
    { seconds: 0.1, partitions: 3, batchMessages: 10, inFlight: 4 },
    async (partition) => {
      partitions.push(partition);
      most = Math.max(most, ++underWay);
      await delay(1);
      underWay--;
    },
  );
  expect(partitions.slice(0, 7)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  expect(most).toBe(4);
  expect(report).toEqual({ acknowledged: 10 * partitions.length });
});

test("a send that fails ends the run", async () => {
  const sending = { seconds: 60, partitions: 1, batchMessages: 1, inFlight: 1 };
  await expect(keepSending(sending, () => Promise.reject(new Error("broker gone")))).rejects.toThrow("broker gone");
});
