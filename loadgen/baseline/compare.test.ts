import { describe, expect, it } from "vitest";
import type { Proof } from "../proof/proof.ts";
import { latencyOf, proof } from "../report/fixtures.ts";
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

  it("does not take an invalid run as a baseline", () => {
    expect(compare(proof, { ...proof, verdict: "invalid" }, 0.2).differences).toEqual([
      "the baseline is invalid: it measured its generator, not a cluster",
    ]);
  });
});
