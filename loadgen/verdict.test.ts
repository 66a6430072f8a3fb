import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "./proof.ts";
import { BUSY, CEILING_ROOM, type Evidence, judge, overall, RATE_TOLERANCE } from "./verdict.ts";

const latency = { count: 1, mean: 1, p50: 1, p90: 1, p99: 1, p999: 1, max: 1, hdr: "" };

/** A run with which nothing is wrong. */
function clean(): Evidence {
  return {
    produce: {
      targetMessagesPerSecond: 1_000,
      targetBytesPerSecond: 100_000,
      messagesPerSecond: 1_000,
      bytesPerSecond: 100_000,
      acknowledged: 10_000,
      failed: 0,
      retries: 0,
      errors: {},
      maxBehindMessages: 0,
      latency,
    },
    consume: [{ group: "g", messages: 10_000, bytes: 1e6, messagesPerSecond: 1_000, bytesPerSecond: 1e5, latency }],
    audit: {
      clean: true,
      acknowledged: 10_000,
      consumed: 10_000,
      lost: 0,
      corrupted: 0,
      repeated: 0,
      outOfOrder: 0,
      unacknowledged: 0,
      partitions: [],
    },
    limits: {
      workers: 2,
      eventLoopUtilisation: 0.2,
      eventLoopDelayP99: 1,
      generatorCores: 0.5,
      machineCpu: 0.5,
      cores: 2,
      ceilingMessagesPerSecond: 100_000,
    },
    topics: [
      {
        name: "events",
        topic: "plimsoll-proof-1-events",
        partitions: 1,
        plannedPartitions: 1,
        replication: 3,
        acks: "all",
        idempotent: true,
        messageBytes: 100,
        targetMessagesPerSecond: 1_000,
      },
    ],
    drained: true,
  };
}

function judged(change: (evidence: Evidence) => void) {
  const evidence = clean();
  change(evidence);
  const findings = judge(evidence);
  const not = findings.filter(({ outcome }) => outcome !== "pass");
  return { findings, not: not.map(({ code, outcome }) => `${code}: ${outcome}`), verdict: overall(findings) };
}
const textOf = (findings: readonly Finding[], code: string) => findings.find((finding) => finding.code === code)!.text;

describe("a verdict", () => {
  it("passes a run with which nothing is wrong, with one finding for each question", () => {
    const { findings, not, verdict } = judged(() => {});
    expect({ not, verdict }).toEqual({ not: [], verdict: "pass" });
    expect(findings.map(({ code }) => code)).toEqual([
      "lost",
      "corrupted",
      "order",
      "rate",
      "sent",
      "read",
      "generator",
    ]);
    for (const { text } of findings) expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("fails for one message lost, or one corrupted", () => {
    const { findings, not, verdict } = judged(({ audit }) => {
      audit.lost = 1;
    });
    expect({ not, verdict }).toEqual({ not: ["lost: fail"], verdict: "fail" });
    expect(textOf(findings, "lost")).toBe("1 of 10,000 acknowledged messages were lost");
    const other = judged(({ audit }) => {
      audit.corrupted = 1;
    });
    expect({ not: other.not, verdict: other.verdict }).toEqual({ not: ["corrupted: fail"], verdict: "fail" });
  });

  it.each(["repeated", "outOfOrder"] as const)("fails for a message %s only where idempotence was asked for", (key) => {
    const asked = judged(({ audit }) => {
      audit[key] = 1;
    });
    expect({ not: asked.not, verdict: asked.verdict }).toEqual({ not: ["order: fail"], verdict: "fail" });
    const notAsked = judged(({ audit, topics }) => {
      audit[key] = 1;
      topics[0]!.idempotent = false;
    });
    expect({ not: notAsked.not, verdict: notAsked.verdict }).toEqual({ not: [], verdict: "pass" });
    expect(textOf(notAsked.findings, "order")).toContain("allowed");
  });

  it("holds the rate up to its tolerance and no further", () => {
    const at = (messagesPerSecond: number) =>
      judged(({ produce }) => {
        produce.messagesPerSecond = messagesPerSecond;
      });
    expect(at(1_000 * RATE_TOLERANCE).not).toEqual([]);
    expect(at(1_000 * RATE_TOLERANCE - 1)).toMatchObject({ not: ["rate: fail"], verdict: "fail" });
    expect(at(0)).toMatchObject({ not: ["rate: fail"], verdict: "fail" });
  });

  it("calls a short rate invalid, not failed, when this machine was busy", () => {
    const at = (machineCpu: number | null) =>
      judged(({ produce, limits }) => {
        produce.messagesPerSecond = 500;
        limits.machineCpu = machineCpu;
      });
    expect(at(BUSY)).toMatchObject({ not: ["rate: fail"], verdict: "fail" });
    expect(at(BUSY + 0.01)).toMatchObject({ not: ["rate: invalid"], verdict: "invalid" });
    expect(at(null)).toMatchObject({ not: ["rate: fail"], verdict: "fail" });
    expect(
      judged(({ limits }) => {
        limits.machineCpu = 1;
      }).not,
    ).toEqual([]);
  });

  it("fails when messages were given up, and names the errors", () => {
    const { findings, not, verdict } = judged(({ produce }) => {
      produce.failed = 2_000;
      produce.retries = 5;
      produce.errors = { TIMED_OUT: 2_000, NETWORK_EXCEPTION: 5 };
    });
    expect({ not, verdict }).toEqual({ not: ["sent: fail"], verdict: "fail" });
    expect(textOf(findings, "sent")).toBe(
      "2,000 messages were given up, 5 sent again (2,000 TIMED_OUT, 5 NETWORK_EXCEPTION)",
    );
  });

  it("passes messages that were only sent again", () => {
    const { not } = judged(({ produce }) => {
      produce.retries = 5;
      produce.errors = { NOT_LEADER_OR_FOLLOWER: 5 };
    });
    expect(not).toEqual([]);
  });

  it("fails when a group did not read to the end, and calls a run that nobody read invalid", () => {
    const late = judged((evidence) => {
      evidence.drained = false;
    });
    expect(late).toMatchObject({ not: ["read: fail"], verdict: "fail" });
    const nobody = judged((evidence) => {
      evidence.consume = [];
    });
    expect(nobody).toMatchObject({ not: ["read: invalid"], verdict: "invalid" });
  });

  it("is invalid when a thread of the generator was too busy", () => {
    const at = (eventLoopUtilisation: number) =>
      judged(({ limits }) => {
        limits.eventLoopUtilisation = eventLoopUtilisation;
      });
    expect(at(BUSY).not).toEqual([]);
    expect(at(BUSY + 0.01)).toMatchObject({ not: ["generator: invalid"], verdict: "invalid" });
  });

  it("is invalid when the generator's ceiling is too near to the target, and takes one not measured as high enough", () => {
    const at = (ceiling: number | null) =>
      judged(({ limits }) => {
        limits.ceilingMessagesPerSecond = ceiling;
      });
    expect(at(1_000 * CEILING_ROOM).not).toEqual([]);
    expect(at(1_000 * CEILING_ROOM - 1)).toMatchObject({ not: ["generator: invalid"], verdict: "invalid" });
    expect(at(null).not).toEqual([]);
    expect(textOf(at(null).findings, "generator")).not.toContain("ceiling");
  });
});

describe("the overall outcome", () => {
  const finding = (code: string, outcome: Finding["outcome"]): Finding => ({ code, outcome, text: "" });

  it("puts loss, corruption and order before an invalid run, and that before any other failure", () => {
    for (const code of ["lost", "corrupted", "order"])
      expect(overall([finding("generator", "invalid"), finding(code, "fail")])).toBe("fail");
    for (const code of ["rate", "sent", "read"])
      expect(overall([finding(code, "fail"), finding("generator", "invalid")])).toBe("invalid");
    expect(overall([finding("rate", "fail"), finding("lost", "pass")])).toBe("fail");
    expect(overall([finding("rate", "pass")])).toBe("pass");
  });

  it("does not depend on the order of the findings, and passes only when all pass", () => {
    const codes = fc.constantFrom("lost", "corrupted", "order", "rate", "sent", "read", "generator");
    const outcomes = fc.constantFrom("pass", "fail", "invalid");
    const findings = fc.array(fc.tuple(codes, outcomes).map(([code, outcome]) => finding(code, outcome)));
    fc.assert(
      fc.property(findings, (list) => {
        const verdict = overall(list);
        expect(overall([...list].reverse())).toBe(verdict);
        expect(verdict === "pass").toBe(list.every(({ outcome }) => outcome === "pass"));
      }),
    );
  });
});
