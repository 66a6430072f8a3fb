import { describe, expect, test } from "vitest";
import { capacity } from "../capacity/reverse.ts";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const failover = (regionFailover: object, more: object = {}) => ({
  objectives: { lose: { brokers: 1 }, regionFailover, ...more },
});
const planned = (topic: object, rest: object, hosts: object = {}) => {
  const made = plan(workload({ ...topic }, { ...rest }), inventory({ ...hosts }));
  return { ...made.clusters[0]!, explanation: made.explanation };
};

// 100 MB/s of 1 kB messages, 10 h, replication 3, one group, on 6 brokers of 10 TB, 500 MB/s and 10 Gb/s.
describe("half of its own rates more from another region, with a broker lost", () => {
  const { utilisation, partitions, perBroker, explanation } = planned({}, failover({ share: 0.5, lasting: "5 h" }));

  test("150 MB/s to three replicas are 90 MB/s in of each of five, 60 MB/s to followers and 30 to the group out", () => {
    expect(utilisation.degraded.networkIn).toBeCloseTo(90 / 1250, 9);
    expect(utilisation.degraded.networkOut).toBeCloseTo(90 / 1250, 9);
    expect(utilisation.degraded.diskWrite).toBeCloseTo(90 / 500, 9);
    expect(perBroker.networkInBytesPerSecond).toBeCloseTo(50e6, 3);
  });

  test("partitions take 1 MB/s then as well", () => {
    expect(partitions).toBe(150);
  });

  test("5 of 10 h keep half as much more: 10.8 TB x 1.25 and a segment of each of 450 replicas, on five", () => {
    expect(utilisation.degraded.disk).toBeCloseTo((10.8e12 * 1.25 + 450 * 2 ** 30) / 5 / 10e12, 9);
    expect(utilisation.normal.disk).toBeCloseTo((10.8e12 + 450 * 2 ** 30) / 6 / 10e12, 9);
  });

  test("the page cache keeps 30 s of the higher rate beside the heap", () => {
    expect(utilisation.degraded.memory).toBeCloseTo((6 * 2 ** 30 + 90e6 * 30) / (128 * 2 ** 30), 9);
  });

  test("the reason says so", () => {
    expect(explanation["clusters.main.utilisation.degraded.networkIn"]).toMatchObject({
      formula: expect.stringContaining("while another region fails over"),
      inputs: { share: 0.5, lastingSeconds: 18_000, producedBytesPerSecond: 150e6, replicatedBytesPerSecond: 300e6 },
    });
    expect(explanation["clusters.main.topics.events.partitions"]?.inputs).toMatchObject({ regionFailover: 1.5 });
  });
});

describe("what is kept of the other region's traffic", () => {
  const stored = (topic: object, regionFailover: object) => {
    const { utilisation, partitions } = planned({ partitions: 150, ...topic }, failover(regionFailover));
    return utilisation.degraded.disk! * 10e12 * 5 - partitions * 3 * 2 ** 30;
  };

  test("all of it where its end is not told, and where it stays longer than the retention", () => {
    expect(stored({}, { share: 0.5 })).toBeCloseTo(10.8e12 * 1.5, -3);
    expect(stored({}, { share: 0.5, lasting: "2 days" })).toBeCloseTo(10.8e12 * 1.5, -3);
  });

  test("nothing beyond a retention by size", () => {
    expect(stored({ retention: "24 GB" }, { share: 0.5 })).toBeCloseTo(150 * 3 * 24e9, -3);
  });

  test("at its peak, where only the mean of the day is told", () => {
    // A mean of a quarter keeps 6 h of the peak in a day; in 2 h another region's peak of half as much.
    const day = { average: "25 MB/s", retention: "24 h" };
    expect(stored(day, { share: 0.5, lasting: "2 h" })).toBeCloseTo(100e6 * 3 * 3600 * (6 + 0.5 * 2), -3);
  });

  test("its keys in a compacted topic", () => {
    const compact = { retention: undefined, cleanup: "compact", keys: { count: 1_000_000_000 } };
    expect(stored(compact, { share: 0.5 })).toBeCloseTo(6e12 * 1.5, -3);
  });
});

test("consumers and producers need partitions for the higher rate", () => {
  const topic = { consumers: [{ group: "g", perConsumer: "0.5 MB/s" }] };
  expect(planned(topic, failover({ share: 0.5 })).partitions).toBe(300);
  expect(planned({ perProducer: "0.25 MB/s" }, failover({ share: 0.5 })).partitions).toBe(600);
});

test("is not judged together with catching up: the worse of both counts", () => {
  const catchUp = { outage: "1 h", within: "2 h" };
  const { utilisation } = planned({}, failover({ share: 0.1 }, { catchUp }));
  // Catching up sends 150 + 200 MB/s of 100; 10 % more are 330. Both on five.
  expect(utilisation.degraded.networkOut).toBeCloseTo(70 / 1250, 9);
  expect(utilisation.degraded.networkIn).toBeCloseTo(66 / 1250, 9);
});

describe("more brokers for it", () => {
  // Each takes 0.8 x 1 Gb/s = 100 MB/s. Two survivors of three hold two replicas, 200 MB/s. Half as much more are
  // 300 MB/s for them, and 450 MB/s for three replicas, which four do not take.
  const hosts = { count: undefined, network: "1 Gb/s" };
  test("are planned where the inventory leaves their number open", () => {
    expect(planned({ retention: "1 h" }, {}, hosts).brokers).toBe(3);
    expect(planned({ retention: "1 h" }, failover({ share: 0.5 }), hosts).brokers).toBe(6);
  });

  test("or asked for by a refusal, which also tells the part that the hosts can take", () => {
    const made = plan(workload({ retention: "1 h" }, failover({ share: 1 })), inventory({ network: "1 Gb/s" }));
    // 600 MB/s on five survivors of 100 MB/s each: seven brokers, or two thirds on top.
    expect(made.refusals[0]).toMatchObject({ code: "PLM-NETWORK-001", needed: 120e6, available: 100e6 });
    expect(made.refusals[0]?.remedy).toBe(
      "set objectives.regionFailover.share to 0.66, or have 7 brokers, or have a network of 1.2 Gb/s",
    );
  });
});

test("capacity keeps it: two thirds of what is carried without it", () => {
  const small = inventory({ network: "1 Gb/s" });
  const times = (rest: object) =>
    capacity(workload({ retention: "1 min", partitions: 120 }, { ...rest }), small, 0).steps[0]!.load.objectivesKept
      .times;
  expect(times({})).toBeCloseTo(500 / 300, 5);
  expect(times(failover({ share: 0.5 }))).toBeCloseTo(500 / 450, 5);
});
