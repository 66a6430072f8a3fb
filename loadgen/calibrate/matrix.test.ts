import { expect, test } from "vitest";
import { fitCosts } from "./fit.ts";
import { matrix, type Wanted } from "./matrix.ts";
import { nameOf, workOf } from "./point.ts";
import { rateFor } from "./rate.ts";

const wanted = (over: Partial<Wanted>): Wanted => ({ brokers: 1, codecs: [], quick: false, ...over });

test("one broker is measured with every size, batch and reader, without replicas", () => {
  const points = matrix(wanted({ brokers: 2 }));
  expect(points).toHaveLength(3 * 3 * 2);
  expect(points.every(({ replication }) => replication === 1)).toBe(true);
});

test("three brokers are measured with three replicas as well, acks 1 without readers", () => {
  const points = matrix(wanted({ brokers: 3 }));
  expect(points).toHaveLength(3 * 3 * (2 + 2 + 1));
  expect(points.filter(({ acks }) => acks === "1").every((p) => p.replication === 3 && p.readers === 0)).toBe(true);
});

test("each codec adds loads of its own", () => {
  expect(matrix(wanted({ codecs: ["lz4", "zstd"] }))).toHaveLength(18 + 2 * 3);
  expect(matrix(wanted({ codecs: ["gzip"], quick: true }))).toHaveLength(6 + 2);
});

test.each([
  wanted({ quick: true }),
  wanted({ quick: true, brokers: 3 }),
  wanted({ quick: true, codecs: ["lz4"] }),
  wanted({ brokers: 3, codecs: ["gzip", "snappy", "lz4", "zstd"] }),
])("the loads tell every cost apart that they are for: %o", (asked) => {
  const truth: Readonly<Record<string, number>> = {
    cpuPerMillionMessages: 0.2,
    cpuPerMillionBatches: 90,
    cpuPerGigabyteWritten: 3,
    cpuPerGigabyteSent: 0.7,
  };
  const observations = matrix(asked).map((point) => {
    const messages = 1e6;
    const counted = {
      messages,
      messagesPerBatch: Math.max(1, Math.floor(point.batchBytes / point.messageBytes)),
      readBytes: messages * point.messageBytes * point.readers,
    };
    const work = workOf(point, counted);
    const cpuSeconds = Object.entries(work).reduce((sum, [cost, amount]) => sum + amount * (truth[cost] ?? 5), 0);
    return { name: nameOf(point), work, cpuSeconds };
  });
  const { costs, untold } = fitCosts(observations);
  expect(untold).toEqual([]);
  expect(costs).toHaveLength(4 + asked.codecs.length);
  for (const { cost, value } of costs) expect(value).toBeCloseTo(truth[cost] ?? 5, 3);
});

test("rates are as high as the wanted CPU, but not higher than generator and disk", () => {
  const point = {
    messageBytes: 1000,
    batchBytes: 16_000,
    readers: 0,
    replication: 1,
    acks: "all",
    codec: "none",
  } as const;
  // A message costs 0.1 us, a sixteenth of a batch of 108 us, and a kB written at 2.1 us a kB.
  expect(rateFor(point, 16, 0.2)).toBeCloseTo(0.2 / (0.1e-6 + 6.75e-6 + 2.1e-6), 3);
  expect(rateFor(point, 16, 100)).toBe(150_000);
  expect(rateFor({ ...point, messageBytes: 10 }, 16_000, 100)).toBe(400_000);
});
