import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../proof/finding.ts";
import type { EventKind } from "../proof/run-event.ts";
import { proof } from "../report/fixtures.ts";
import { BUSY, type Evidence } from "./evidence.ts";
import { RATE_TOLERANCE } from "./held.ts";
import { CEILING_ROOM } from "./valid.ts";
import { judge, overall } from "./verdict.ts";

const latency = { count: 1, mean: 1, p50: 1, p90: 1, p99: 1, p999: 1, max: 1, hdr: "" };

type ReadTopic = Evidence["consume"][number]["topics"][number];

/** How a group kept up with the 1,000 messages of 100 B that come in each second. */
const keptUp: Omit<ReadTopic, "topic"> = {
  messagesPerSecond: 1_000,
  limitBytesPerSecond: null,
  fetchedBytesPerSecond: 1e5,
  lagSeconds: 0,
  behindMessages: 0,
};

/** A run with which nothing is wrong. */
function clean(): Evidence {
  return {
    produce: {
      targetMessagesPerSecond: 1_000,
      targetBytesPerSecond: 100_000,
      inTimeMessagesPerSecond: 1_000,
      peakMessagesPerSecond: 1_000,
      messagesPerSecond: 1_000,
      bytesPerSecond: 100_000,
      acknowledged: 10_000,
      failed: 0,
      dropped: 0,
      retries: 0,
      errors: {},
      maxBehindMessages: 0,
      latency,
    },
    consume: [
      {
        group: "g",
        messages: 10_000,
        bytes: 1e6,
        bytesPerSecond: 1e5,
        ...keptUp,
        topics: [{ topic: "plimsoll-proof-1-events", ...keptUp }],
        historyBytes: 0,
        latency,
        clockError: 0,
      },
    ],
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
      memory: { peakBytes: 210e6, grownBytes: 2e6, limitBytes: 16e9 },
      ownDelayP99: 1.5,
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
        messagesPerSecond: 1_000,
        latency,
        drop: null,
      },
    ],
    agents: [],
    baseline: null,
    steady: {
      warmUp: "told",
      messagesPerSecond: { mean: 1000, halfWidth: 2, confidence: 0.95 },
      p50: { mean: 10, halfWidth: 1, confidence: 0.95 },
      p50Change: 0,
    },
    stopped: null,
    faults: [],
    events: [],
    measuredSeconds: 10,
    drained: true,
    produceP99ObjectiveMs: null,
    leftHarmed: null,
  };
}

/** A partition of `topic` in which not all went well. */
function unclean(topic: string, found: { lost?: number; repeated?: number; outOfOrder?: number }) {
  const counts = { lost: 0, repeated: 0, outOfOrder: 0, unacknowledged: 0, acknowledged: 10, consumed: 10 };
  return { topic, group: "g", producer: 0, partition: 0, ...counts, ...found };
}

function judged(change: (evidence: Evidence) => void) {
  const evidence = clean();
  change(evidence);
  const findings = judge(evidence);
  const not = findings.filter(({ outcome }) => outcome !== "pass");
  return { findings, not: not.map(({ code, outcome }) => `${code}: ${outcome}`), verdict: overall(findings) };
}

/** A run in which group g read its topic so. */
function reads(read: Partial<ReadTopic>, change: Partial<Evidence> = {}) {
  return judged((evidence) => {
    const [group] = evidence.consume;
    evidence.consume = [{ ...group!, topics: [{ ...group!.topics[0]!, ...read }] }];
    Object.assign(evidence, change);
  });
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
      "steady",
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

  it("is invalid, not failed, where all that was lost went with topics that somebody deleted", () => {
    const at = (lostIn: string[], recreated: string) =>
      judged((evidence) => {
        evidence.audit.lost = lostIn.length;
        evidence.audit.partitions = lostIn.map((topic) => unclean(topic, { lost: 1 }));
        evidence.events = [{ t: 3, kind: "topic-recreated", text: "made anew", topic: recreated }];
      });
    expect(at(["a"], "a")).toMatchObject({ not: ["lost: invalid", "recreated: invalid"], verdict: "invalid" });
    expect(at(["a", "b"], "a")).toMatchObject({ not: ["lost: fail", "recreated: invalid"], verdict: "fail" });
    // A log that begins anew may be a disk that was lost.
    const anew = judged((evidence) => {
      evidence.audit.lost = 1;
      evidence.audit.partitions = [unclean("a", { lost: 1 })];
      evidence.events = [{ t: 3, kind: "log-anew", text: "partition 0 of topic a was made anew" }];
    });
    expect(anew.verdict).toBe("fail");
  });

  it.each(["repeated", "outOfOrder"] as const)("fails for a message %s only where idempotence was asked for", (key) => {
    const at = (topic: string) =>
      judged(({ audit, topics }) => {
        const [one] = topics;
        topics.push({ ...one!, name: "loose", topic: "loose", idempotent: false });
        audit[key] = 1;
        audit.partitions = [unclean(topic, { [key]: 1 })];
      });
    const asked = at("plimsoll-proof-1-events");
    expect({ not: asked.not, verdict: asked.verdict }).toEqual({ not: ["order: fail"], verdict: "fail" });
    const notAsked = at("loose");
    expect({ not: notAsked.not, verdict: notAsked.verdict }).toEqual({ not: [], verdict: "pass" });
    expect(textOf(notAsked.findings, "order")).toContain("but for those of 1 of these messages");
    const nobody = judged(({ audit, topics }) => {
      audit[key] = 1;
      audit.partitions = [unclean("plimsoll-proof-1-events", { [key]: 1 })];
      topics[0]!.idempotent = false;
    });
    expect(nobody.verdict).toBe("pass");
    expect(textOf(nobody.findings, "order")).toContain("allowed");
  });

  it("holds each topic to its rate, though the sum does not show it", () => {
    const at = (messagesPerSecond: number, targetMessagesPerSecond = 9) =>
      judged(({ topics }) => {
        const [one] = topics;
        topics.push({ ...one!, name: "small", topic: "small", messagesPerSecond, targetMessagesPerSecond });
      });
    expect(at(0)).toMatchObject({ not: ["rate: fail"], verdict: "fail" });
    expect(textOf(at(0).findings, "rate")).toContain("; topic small 0 of 9 msg/s");
    // Of 90 messages due, 5 % and those of the last moments.
    expect(at(8.2).not).toEqual([]);
    expect(at(8.1).not).toEqual(["rate: fail"]);
    // Two messages are too few to tell; of four one at least must be there.
    expect(at(0, 0.2).not).toEqual([]);
    expect(at(0, 0.4).not).toEqual(["rate: fail"]);
  });

  it("takes a message of each topic that falls out of the measured time for no sign", () => {
    const at = (messages: number) =>
      judged(({ topics, produce }) => {
        const target = { messagesPerSecond: messages / 10 / 200, targetMessagesPerSecond: 1 };
        topics.splice(0, 1, ...Array.from({ length: 200 }, () => ({ ...topics[0]!, ...target })));
        produce.targetMessagesPerSecond = produce.inTimeMessagesPerSecond = 200;
        produce.messagesPerSecond = messages / 10;
      });
    // 10 s of 200 topics with a message a second: 1 % less than 2,000, and 200.
    expect(at(1_780).not).toEqual([]);
    expect(at(1_779).not).toEqual(["rate: fail"]);
  });

  it("names the shortest of many topics that did not hold their rate", () => {
    const { findings } = judged(({ topics, produce }) => {
      const [one] = topics;
      topics.length = 0;
      for (const name of ["a", "b", "c", "d", "e"])
        topics.push({ ...one!, name, messagesPerSecond: name === "d" ? 0 : 100, targetMessagesPerSecond: 200 });
      produce.messagesPerSecond = 400;
    });
    expect(textOf(findings, "rate")).toMatch(
      /; topic d 0 of 200 msg\/s; topic a 100 of 200 msg\/s; topic b 100 of 200 msg\/s; and 2 more$/,
    );
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

  it("holds a rising rate to what could be answered in the measured time", () => {
    const at = (messagesPerSecond: number) =>
      judged(({ produce }) => {
        produce.inTimeMessagesPerSecond = 900;
        produce.messagesPerSecond = messagesPerSecond;
      });
    expect(at(900 * RATE_TOLERANCE).not).toEqual([]);
    expect(at(900 * RATE_TOLERANCE - 1).not).toEqual(["rate: fail"]);
  });

  it("allows the drops that the workload allows, of all that was due, and no more", () => {
    // 0.01 % of 2 x 10,000 due is 2 messages.
    const at = (dropped: number, atMost: number) =>
      judged(({ topics }) => {
        const drop = { afterMs: 1000, atMost, dropped, due: 10_000 };
        topics[0]!.drop = drop;
        topics.push({ ...topics[0]!, name: "other", drop: { ...drop, dropped: 0 } });
      });
    expect(at(2, 0.0001).not).toEqual([]);
    expect(at(3, 0.0001)).toMatchObject({ not: ["drops: fail"], verdict: "fail" });
    expect(textOf(at(3, 0.0001).findings, "drops")).toBe(
      "3 of 20,000 messages due were dropped (0.015 %); 0.01 % may be",
    );
    expect(at(0, 0).not).toEqual([]);
    expect(at(1, 0).not).toEqual(["drops: fail"]);
  });

  it("holds the latency to the workload's objective, and blames no cluster for a busy machine", () => {
    const at = (produceP99ObjectiveMs: number, machineCpu: number) =>
      judged((evidence) => {
        evidence.produceP99ObjectiveMs = produceP99ObjectiveMs;
        evidence.limits.machineCpu = machineCpu;
      });
    const { p99 } = clean().produce.latency;
    expect(at(p99, 0.5).findings.map(({ code }) => code)).toContain("latency");
    expect(at(p99, 0.99).not).toEqual([]);
    expect(at(p99 - 0.01, 0.5)).toMatchObject({ not: ["latency: fail"], verdict: "fail" });
    expect(at(p99 - 0.01, 0.99)).toMatchObject({ not: ["latency: invalid"], verdict: "invalid" });
  });

  it("calls a latency that was still rising invalid, and one that wanders a pass", () => {
    const at = (p50Change: number | null) =>
      judged(({ steady }) => {
        steady.p50Change = p50Change;
      });
    // The mean is 10 ms: half of it is 5 ms, the least rise that counts.
    expect(at(5).not).toEqual([]);
    expect(at(5.1)).toMatchObject({ not: ["steady: invalid"], verdict: "invalid" });
    expect(at(-20).not).toEqual([]);
    const said = (change: number) => textOf(at(change).findings, "steady");
    expect(said(-3)).toBe("the median latency, 10 ms on average, fell by 3 ms over the measurement");
    expect(said(6)).toContain("rose by 6 ms over the measurement: where it ends is not known");
    expect(said(0)).toContain("kept its level");
    expect(at(null).findings.map(({ code }) => code)).not.toContain("steady");
  });

  it("calls a run invalid that was not steady by the end of the longest warm-up", () => {
    const { not } = judged(({ steady }) => {
      steady.warmUp = "not found";
    });
    expect(not).toEqual(["steady: invalid"]);
  });

  it("fails what became worse than in the baseline by name, and judges nothing by another load", () => {
    const at = (outcome: "same" | "worse", differences: string[] = []) =>
      judged((evidence) => {
        const changes = [{ figure: "produce.p99", before: 10, now: 30, text: "30 ms, 10 ms in the baseline", outcome }];
        evidence.baseline = { run: "abc", startedAt: "2026-01-01", tolerance: 0.2, differences, changes };
      });
    expect(at("same").not).toEqual([]);
    expect(at("worse")).toMatchObject({ not: ["baseline: fail"], verdict: "fail" });
    expect(textOf(at("worse").findings, "baseline")).toBe(
      "worse than in run abc: produce.p99 30 ms, 10 ms in the baseline",
    );
    expect(at("same", ["scale: 1/20 now, 1 in the baseline"]).not).toEqual(["baseline: invalid"]);
  });

  it("fails a run that a condition ended early, and calls it invalid when the machine gave way", () => {
    const at = (machineCpu: number) =>
      judged((evidence) => {
        evidence.stopped = "behind 2,000, above 1,000";
        evidence.limits.machineCpu = machineCpu;
      });
    expect(at(0.5)).toMatchObject({ not: ["stopped: fail"], verdict: "fail" });
    expect(at(0.99)).toMatchObject({ not: ["stopped: invalid"], verdict: "invalid" });
  });

  it("compares the generator's ceiling with the peak, not with the mean", () => {
    const { not } = judged(({ produce, limits }) => {
      produce.peakMessagesPerSecond = 10_000;
      limits.ceilingMessagesPerSecond = 10_000;
    });
    expect(not).toEqual(["generator: invalid"]);
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

  it("judges a group that is behind by the rate of its own consumers", () => {
    const behind = (fetchedBytesPerSecond: number, behindMessages: number) =>
      reads({ messagesPerSecond: 500, limitBytesPerSecond: 50_000, fetchedBytesPerSecond, behindMessages });
    const own = behind(49_900, 5_000);
    expect(own).toMatchObject({ not: [], verdict: "pass" });
    expect(textOf(own.findings, "read")).toContain("was 5,000 messages behind when the load ended");
    expect(behind(40_000, 5_000)).toMatchObject({ not: ["read: fail"], verdict: "fail" });
    expect(textOf(behind(40_000, 5_000).findings, "read")).toContain(
      "g read 40 kB/s of topic events, of the 50 kB/s that its consumers can, and was 5,000 messages behind",
    );
    // Less than a second of what it reads: it keeps up, at less than it could read.
    expect(behind(40_000, 400)).toMatchObject({ not: [], verdict: "pass" });
  });

  it("does not blame a group with a rate of its own for its lag, though it read less than came in", () => {
    // 1,000 msg/s for 5 + 60 s, read 30 s behind: 35 s of them, nearly all in the 60 s that are measured.
    const at = (behindMessages: number) =>
      reads(
        {
          messagesPerSecond: 35_000 / 60,
          limitBytesPerSecond: 10e6,
          fetchedBytesPerSecond: 58_333,
          lagSeconds: 30,
          behindMessages,
        },
        { measuredSeconds: 60 },
      );
    expect(at(30_000)).toMatchObject({ not: [], verdict: "pass" });
    expect(at(60_000).not).toEqual(["read: fail"]);
  });

  it("judges a group that may read as fast as it can by whether it keeps up with what comes in", () => {
    const at = (messagesPerSecond: number, behindMessages: number, machineCpu = 0.5, lagSeconds = 0) =>
      reads({ messagesPerSecond, behindMessages, lagSeconds }, { limits: { ...clean().limits, machineCpu } });
    expect(at(0, 10_000)).toMatchObject({ not: ["read: fail"], verdict: "fail" });
    expect(at(0, 10_000, 0.99)).toMatchObject({ not: ["read: invalid"], verdict: "invalid" });
    expect(textOf(at(600, 4_000).findings, "read")).toContain(
      "g did not keep up with topic events: it read 600 msg/s, and was 4,000 messages behind when the load ended",
    );
    // Two seconds of the 1,000 messages that come in each second, and ten.
    expect(at(799, 2_010).not).toEqual([]);
    expect(at(799, 2_020).not).toEqual(["read: fail"]);
    expect(at(799, 2_020, 0.5, 1).not).toEqual([]);
    expect(at(0, 10).not).toEqual([]);
  });

  it("holds a group to each of its topics, though the sum does not show one that is starved", () => {
    const with_ = (...topics: (Partial<ReadTopic> & { topic: string })[]) =>
      judged((evidence) => {
        const [group] = evidence.consume;
        const read = topics.map((topic) => ({ ...keptUp, ...topic }));
        const sum = (pick: (topic: ReadTopic) => number) => read.reduce((total, topic) => total + pick(topic), 0);
        evidence.measuredSeconds = 60;
        evidence.consume = [
          {
            ...group!,
            messagesPerSecond: sum((topic) => topic.messagesPerSecond),
            behindMessages: sum((topic) => topic.behindMessages),
            lagSeconds: Math.max(...read.map((topic) => topic.lagSeconds)),
            topics: read,
          },
        ];
      });
    const half = { topic: "big", messagesPerSecond: 50_000, behindMessages: 3_000_000 };
    const slow = { topic: "slow", messagesPerSecond: 0.6, behindMessages: 30, lagSeconds: 30 };
    expect(with_(half, slow)).toMatchObject({ not: ["read: fail"], verdict: "fail" });
    expect(textOf(with_(half, slow).findings, "read")).toBe(
      "every consumer group read to the end; g did not keep up with topic big: it read 50,000 msg/s, and was 3,000,000 messages behind when the load ended",
    );
    const full = { topic: "big", messagesPerSecond: 100_000 };
    expect(with_(full, slow).not).toEqual([]);
    const unread = { topic: "unread", messagesPerSecond: 0, behindMessages: 65_000 };
    expect(with_(full, unread)).toMatchObject({ not: ["read: fail"], verdict: "fail" });
    // One that its own rate holds back does not stand for one that should keep up.
    const limited = { topic: "limited", limitBytesPerSecond: 1e5, behindMessages: 70_000 };
    expect(with_(limited).not).toEqual([]);
    expect(textOf(with_(limited, unread).findings, "read")).toMatch(
      /end; g did not keep up with topic unread: .*; g read 100 kB\/s of topic limited,/,
    );
  });

  it("names the readers of many that are the furthest behind", () => {
    const { findings } = judged((evidence) => {
      const [group] = evidence.consume;
      const topics = [5, 8, 6, 9, 7].map((thousands) => ({
        ...keptUp,
        topic: `t${thousands}`,
        behindMessages: 1_000 * thousands,
      }));
      evidence.consume = [{ ...group!, topics }];
    });
    expect(textOf(findings, "read").match(/topic t\d|and 2 more$/g)).toEqual([
      "topic t9",
      "topic t8",
      "topic t7",
      "and 2 more",
    ]);
  });

  it("is invalid when an agent was lost, and names it with its part; a loss that is known still fails", () => {
    const agent = {
      address: "g1:7171",
      share: 0.5,
      workers: 2,
      cores: 2,
      eventLoopUtilisation: 0.2,
      eventLoopDelayP99: 1,
      generatorCores: 0.5,
      machineCpu: 0.5,
      ceilingMessagesPerSecond: 100_000,
      clock: { offsetMicros: 12, errorMicros: 85, driftMicros: 0 },
      lost: null,
    };
    const unread = [{ topic: "t", group: "g", partitions: [1, 3] }];
    const lost = { t: 12.34, why: "no sign of life for 4 s", producers: [1], unread };
    const held = judged((evidence) => {
      evidence.agents = [agent, agent];
    });
    expect(held.not).toEqual([]);
    expect(held.findings).toContainEqual({
      code: "agent",
      outcome: "pass",
      text: "2 agents carried the load to its end",
    });
    const gone = judged((evidence) => {
      evidence.agents = [agent, { ...agent, address: "g2:7171", lost }];
    });
    expect(gone).toMatchObject({ not: ["read: invalid", "agent: invalid"], verdict: "invalid" });
    expect(gone.findings.find(({ code }) => code === "agent")!.text).toBe(
      "agent g2:7171, which had 50 % of the load, was lost at 12.3 s (no sign of life for 4 s); the audit leaves out its 1 producers and the 2 partitions that it read",
    );
    const nothingRead = judged((evidence) => {
      const none = { ...lost, unread: [{ ...unread[0]!, partitions: [] }] };
      evidence.agents = [agent, { ...agent, address: "g2:7171", lost: none }];
    });
    expect(nothingRead.not).toEqual(["agent: invalid"]);
    const both = judged((evidence) => {
      evidence.agents = [{ ...agent, lost }];
      evidence.audit.lost = 3;
    });
    expect(both.verdict).toBe("fail");
  });

  it("is invalid when a thread of the generator was too busy", () => {
    const at = (eventLoopUtilisation: number) =>
      judged(({ limits }) => {
        limits.eventLoopUtilisation = eventLoopUtilisation;
      });
    expect(at(BUSY).not).toEqual([]);
    expect(at(BUSY + 0.01)).toMatchObject({ not: ["generator: invalid"], verdict: "invalid" });
  });

  it("is invalid when the generator's memory is at its limit, or would be after another such run", () => {
    const at = (peakBytes: number, grownBytes: number) =>
      judged(({ limits }) => {
        limits.memory = { peakBytes, grownBytes, limitBytes: 1e9 };
      });
    expect(at(0.9e9, -1e6).not).toEqual([]);
    expect(at(0.5e9, 0.4e9).not).toEqual([]);
    expect(at(0.91e9, 0)).toMatchObject({ not: ["generator: invalid"], verdict: "invalid" });
    const growing = at(0.5e9, 0.41e9);
    expect(growing.not).toEqual(["generator: invalid"]);
    expect(textOf(growing.findings, "generator")).toContain("500 MB of the 1 GB of memory");
    const untold = judged(({ limits }) => {
      limits.memory = null;
    });
    expect(untold.not).toEqual([]);
  });

  it("is invalid when messages waited for the generator for most of their latency", () => {
    const at = (ownDelayP99: number | null, p99: number) =>
      judged(({ limits, produce }) => {
        limits.ownDelayP99 = ownDelayP99;
        produce.latency.p99 = p99;
      });
    expect(at(30, 50)).toMatchObject({ not: ["generator: invalid"], verdict: "invalid" });
    // A cluster that takes longer than its generator is what was measured; and some milliseconds are a timer's.
    for (const [own, p99] of [
      [30, 61],
      [15, 16],
      [null, 50],
    ] as const)
      expect(at(own, p99).not).toEqual([]);
    expect(textOf(at(30, 50).findings, "generator")).toContain("waited more than 30 ms for it");
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
    for (const code of ["lost", "cut", "corrupted", "order"])
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

describe("faults", () => {
  const [fault] = proof.faults;
  const of = (change: (evidence: Evidence) => void) => {
    const evidence = { ...clean(), faults: [fault!] };
    change(evidence);
    return judge(evidence).find(({ code }) => code === "faults");
  };

  it("are told of and not judged, and make a run invalid that was not what it should have been", () => {
    expect(judge(clean()).some(({ code }) => code === "faults")).toBe(false);
    expect(of(() => {})).toEqual({ code: "faults", outcome: "pass", text: "faults carried out: kill broker 3" });
    const failed = of((evidence) => {
      evidence.faults = [{ ...fault!, failure: "broker 3 does not run" }];
    });
    expect(failed).toMatchObject({ outcome: "invalid", text: expect.stringContaining("broker 3 does not run") });
    const never = of((evidence) => {
      evidence.faults = [{ ...fault!, began: null }];
    });
    expect(never).toMatchObject({ outcome: "invalid", text: expect.stringContaining("over before") });
    const left = of((evidence) => {
      evidence.leftHarmed = "broker 3 ended before it served";
    });
    expect(left).toMatchObject({ outcome: "invalid", text: expect.stringContaining("could not be put back") });
  });
});

describe("messages that were read and then cut off the log", () => {
  const cutOf = (topic: string, messages: number) => ({ t: 9, kind: "log-cut" as const, text: "cut", topic, messages });
  const of = (...events: Evidence["events"]) =>
    judged((evidence) => {
      evidence.events = events;
    });

  it("fail the run, though this reader did not lose them", () => {
    const { findings, not, verdict } = of(cutOf("a", 1_200), cutOf("a", 34));
    expect({ not, verdict }).toEqual({ not: ["cut: fail"], verdict: "fail" });
    expect(textOf(findings, "cut")).toBe(
      "1,234 messages that were read are gone from the log: whoever reads it now misses them",
    );
  });

  it("are invalid, not failed, where all of them went with topics that somebody deleted", () => {
    const made = { t: 3, kind: "topic-recreated", text: "made anew", topic: "a" } as const;
    expect(of(made, cutOf("a", 5))).toMatchObject({ not: ["cut: invalid", "recreated: invalid"], verdict: "invalid" });
    expect(of(made, cutOf("a", 5), cutOf("b", 1))).toMatchObject({
      not: ["cut: fail", "recreated: invalid"],
      verdict: "fail",
    });
  });

  it("are counted by their group, and not again by what it reread", () => {
    const reread = { t: 9, kind: "log-cut", text: "group g (history): cut" } as const;
    expect(of(reread).not).toEqual([]);
    const made = { t: 3, kind: "topic-recreated", text: "made anew", topic: "a" } as const;
    expect(of(made, cutOf("a", 5), reread).not).toEqual(["cut: invalid", "recreated: invalid"]);
  });
});

describe("a topic that was made anew meanwhile", () => {
  const of = (...kinds: EventKind[]) => {
    const events = kinds.map((kind, t) => ({ t, kind, text: `${kind} of t` }));
    return judge({ ...clean(), events });
  };

  it("makes the run invalid, and is what the verdict says", () => {
    const findings = of("connection-lost", "log-anew", "topic-recreated");
    expect(findings.find(({ code }) => code === "recreated")).toEqual({
      code: "recreated",
      outcome: "invalid",
      text: "topic-recreated of t during the run, seen at 2.0 s",
    });
    expect(overall(findings)).toBe("invalid");
  });

  it("is known by its logs alone where brokers give no ids", () => {
    expect(of("log-anew").find(({ code }) => code === "recreated")).toMatchObject({ outcome: "invalid" });
  });

  it("is no finding where nothing of the kind happened", () => {
    expect(of("connection-lost", "leader-moved", "overtaken")).toEqual(judge(clean()));
  });
});
