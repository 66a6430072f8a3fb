import { describe, expect, it } from "vitest";
import type { Proof } from "../proof/proof.ts";
import { agentReport, latencyOf, proof } from "../report/fixtures.ts";
import { compare } from "./compare.ts";

const with_ = (change: Partial<Proof["produce"]>): Proof => ({ ...proof, produce: { ...proof.produce, ...change } });
const outcomes = (now: Proof, before: Proof, tolerance = 0.2) =>
  Object.fromEntries(compare(now, before, tolerance).changes.map(({ figure, outcome }) => [figure, outcome]));

describe("a comparison with a baseline", () => {
  it("finds a run the same as itself", () => {
    const { differences, changes } = compare(proof, proof, 0);
    expect(differences).toEqual([]);
    expect(changes.length).toBeGreaterThan(6);
    expect(changes.every(({ outcome }) => outcome === "same")).toBe(true);
  });

  it("names what became worse and what became better", () => {
    // p50 from 10 to 13 ms: more than a fifth and more than 2 ms; p99 and p99.9 go with it.
    const slower = outcomes(with_({ latency: latencyOf(13) }), with_({ latency: latencyOf(10) }));
    expect(slower).toMatchObject({ "produce.p50": "worse", "produce.p99": "worse", "produce.p999": "worse" });
    expect(slower).toMatchObject({ "produce.messagesPerSecond": "same", "produce.retries": "same" });
    const less = outcomes(with_({ messagesPerSecond: 700 }), with_({ messagesPerSecond: 1000 }));
    expect(less["produce.messagesPerSecond"]).toBe("worse");
    const more = outcomes(with_({ messagesPerSecond: 1300 }), with_({ messagesPerSecond: 1000 }));
    expect(more["produce.messagesPerSecond"]).toBe("better");
  });

  it("keeps what lies within the tolerance, and latencies that differ by less than a timer", () => {
    expect(outcomes(with_({ messagesPerSecond: 801 }), with_({ messagesPerSecond: 1000 }))).toMatchObject({
      "produce.messagesPerSecond": "same",
    });
    // Three times as slow, but by 1 ms.
    expect(outcomes(with_({ latency: latencyOf(1.5) }), with_({ latency: latencyOf(0.5) }))["produce.p50"]).toBe(
      "same",
    );
  });

  it("does not compare runs of different loads, and says in what they differ", () => {
    const other: Proof = { ...proof, scale: { factor: 0.1, chosen: "as asked" }, driver: "kafkajs" };
    const { differences, changes } = compare(proof, other, 0.2);
    expect(changes).toEqual([]);
    expect(differences).toEqual([
      "driver: plimsoll now, kafkajs in the baseline",
      "scale: 1/20 now, 1/10 in the baseline",
    ]);
  });

  it("takes some messages sent again for no change, and many for one", () => {
    // 0.01 % of 485,000 messages are 48.5.
    const retries = (now: number, before: number) =>
      outcomes(with_({ retries: now }), with_({ retries: before }))["produce.retries"];
    expect([retries(48, 0), retries(49, 0)]).toEqual(["same", "worse"]);
    expect([retries(0, 48), retries(0, 49)]).toEqual(["same", "better"]);
    expect([retries(1_200, 1_000), retries(1_201, 1_000)]).toEqual(["same", "worse"]);
  });

  const [topic] = proof.topics;
  const with2 = (first: Partial<typeof topic>, second: Partial<typeof topic> = {}): Proof => ({
    ...proof,
    topics: [
      { ...topic!, ...first },
      { ...topic!, name: "second", ...second },
    ],
  });
  it.each<[string, Proof, Proof, string[]]>([
    [
      "messages of another size",
      with2({ messageBytes: 100 }),
      with2({}),
      [
        "topics: network-events (35 partitions x 3, acks all, 100 B), second (35 partitions x 3, acks all, 1,361 B) now, " +
          "network-events (35 partitions x 3, acks all, 1,361 B), second (35 partitions x 3, acks all, 1,361 B) in the baseline",
      ],
    ],
    [
      "another rate in all",
      with_({ peakMessagesPerSecond: 48_500 }),
      proof,
      ["peak: 48,500 msg/s now, 24,250 msg/s in the baseline"],
    ],
    [
      "topics that swapped some of their rate",
      with2({ targetMessagesPerSecond: 4 }, { targetMessagesPerSecond: 6.5 }),
      with2({ targetMessagesPerSecond: 6.5 }, { targetMessagesPerSecond: 4 }),
      ["rate of topic network-events: 4 msg/s now, 6.5 msg/s in the baseline"],
    ],
    ["another fault", { ...proof, faults: [] }, proof, ["faults: none now, kill broker 3 at 12 s in the baseline"]],
    [
      "agents in place of one machine",
      { ...proof, agents: [agentReport] },
      proof,
      ["agents: 1 now, 0 in the baseline"],
    ],
  ])("does not compare %s", (_, now, before, differences) => {
    expect(compare(now, before, 0.2)).toMatchObject({ differences, changes: [] });
  });

  it("takes rates that differ by rounding for the same, and those of a run that ended early for parts of it", () => {
    const at = (rate: number, stopped: string | null = null) =>
      compare({ ...with2({ targetMessagesPerSecond: rate }), stopped }, with2({}), 0.2).differences;
    expect(at(24_250 * (1 + 1e-6))).toEqual([]);
    expect(at(20_000)).toHaveLength(1);
    expect(at(20_000, "behind 2,000, above 1,000")).toEqual([]);
  });

  it("does not take an invalid run as a baseline", () => {
    expect(compare(proof, { ...proof, verdict: "invalid" }, 0.2).differences).toEqual([
      "the baseline is invalid: it measured its generator, not a cluster",
    ]);
  });
});
