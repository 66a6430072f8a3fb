import { afterEach, describe, expect, it } from "vitest";
import { plaintext } from "../access.ts";
import { runLoad } from "../engine/engine.ts";
import { defaultPipeline, type LoadJob } from "../engine/job.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { audited } from "../results.ts";
import { ScriptedBrokers } from "../testing/scripted-broker.ts";
import { until } from "../testing/until.ts";
import { type Agent, openAgent } from "./agent.ts";
import { AgentLink } from "./agent-link.ts";
import { Crew } from "./crew.ts";
import { PROTOCOL, type ToAgent } from "./protocol.ts";
import { keyOf } from "./token.ts";

const key = keyOf("one token that both ends of it know");
const groups = [{ topic: "t", group: "g" }];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface TestAgent {
  agent: Agent;
  address: { host: string; port: number };
  said: string[];
}

async function start(once = false, patienceMillis?: number): Promise<TestAgent> {
  const said: string[] = [];
  const log = (line: string) => void said.push(line);
  const agent = await openAgent({ address: { host: "127.0.0.1", port: 0 }, key, once, patienceMillis, log });
  closing.push(() => agent.close());
  return { agent, address: { host: "127.0.0.1", port: agent.port }, said };
}

async function meet(...agents: TestAgent[]): Promise<Crew> {
  const crew = await Crew.meet(
    agents.map(({ address }) => address),
    key,
  );
  closing.push(() => crew.close());
  return crew;
}

async function brokers(): Promise<ScriptedBrokers> {
  const cluster = await ScriptedBrokers.open({ brokers: 1, partitions: 4 });
  closing.push(() => cluster.close());
  return cluster;
}

function job(cluster: ScriptedBrokers, crew: Crew, seconds: number, change: Partial<LoadJob> = {}): LoadJob {
  return {
    driver: "plimsoll",
    access: plaintext(cluster.bootstrap),
    topics: [
      {
        topic: "t",
        partitions: 4,
        profile: steady(1_000, seconds),
        messages: plainMessages(100, true),
        acks: "all",
        idempotent: true,
        dropAfterMs: null,
        groups: [atTail("g")],
      },
    ],
    pipeline: { ...defaultPipeline, batchBytes: 50_000, deliveryTimeoutMs: 5_000 },
    threads: { produce: 1, consume: 1 },
    hosts: crew.hosts,
    warmupSeconds: 0,
    seconds,
    settleSeconds: 2,
    drainSeconds: 5,
    seed: 1,
    ...change,
  };
}

describe("a load that agents carry", () => {
  it("is shared out, audited as one, and each agent reports", async () => {
    const cluster = await brokers();
    const crew = await meet(await start(), await start());
    const samples: number[] = [];
    const result = await runLoad(job(cluster, crew, 2, { onSample: ({ t }) => samples.push(t) }));
    expect(result.produce.map(({ acknowledged }) => acknowledged)).toEqual([1_000, 1_000]);
    expect(audited(result, groups)).toMatchObject({ clean: true, acknowledged: 2_000, consumed: 2_000, lost: 0 });
    expect(cluster.logs.reduce((sum, log) => sum + log.endOffset, 0)).toBe(2_000);
    expect(samples.slice(0, 2)).toEqual([1, 2]);
    const reports = await crew.report(result);
    expect(reports).toHaveLength(2);
    for (const report of reports) {
      expect(report).toMatchObject({ share: 0.5, lost: null, ceilingMessagesPerSecond: null });
      expect(report.eventLoopUtilisation).toBeGreaterThan(0);
      expect(report.generatorCores).toBeGreaterThan(0);
      // Both ends read the same clock of this machine.
      expect(Math.abs(report.clock.offsetMicros)).toBeLessThanOrEqual(report.clock.errorMicros + 1);
      expect(report.clock.errorMicros).toBeLessThan(100_000);
    }
  });

  it("goes on without an agent that is lost, and leaves out what is not known, so that no loss is invented", async () => {
    const cluster = await brokers();
    const [stays, goes] = [await start(), await start()];
    const crew = await meet(stays, goes);
    const told: string[] = [];
    const result = await runLoad(
      job(cluster, crew, 4, {
        onSample: ({ t }) => void (t === 2 && goes.agent.close()),
        onEvent: (_, text) => told.push(text),
      }),
    );
    expect(told).toContain(`agent 127.0.0.1:${goes.agent.port} lost: the connection was closed`);
    expect(result.drained).toBe(true);
    expect(result.produce.map(({ acknowledged }) => acknowledged)).toEqual([2_000]);
    expect(result.series.map(({ t }) => t).slice(0, 4)).toEqual([1, 2, 3, 4]);
    // Two of the four partitions were read by the agent that is left: half of its own messages.
    const found = audited(result, groups);
    expect(found).toMatchObject({ clean: true, lost: 0, acknowledged: 2_000, unacknowledged: 0 });
    expect(found.consumed).toBe(1_000);
    const [left, lost] = await crew.report(result);
    expect(left).toMatchObject({ lost: null });
    expect(lost).toMatchObject({
      address: `127.0.0.1:${goes.agent.port}`,
      share: 0.5,
      eventLoopUtilisation: null,
      lost: { producers: [1], unread: [{ topic: "t", group: "g", partitions: [1, 3] }] },
    });
    expect(lost!.lost!.t).toBeGreaterThan(1.9);
    expect(lost!.lost!.t).toBeLessThan(4);
  });

  it("stops on every agent when it is interrupted, and the agents are free for the next", async () => {
    const cluster = await brokers();
    const agent = await start();
    const crew = await meet(agent);
    const abort = new AbortController();
    const running = runLoad(job(cluster, crew, 60, { signal: abort.signal }));
    running.catch(() => {});
    await until(() => cluster.logs[0]!.endOffset > 0);
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "PLM-LOAD-009" });
    await until(() => cluster.connections === 0);
    crew.close();
    await until(() => agent.said.some((line) => line.includes("no longer served")));
    await meet(agent);
  });

  it("passes on why a thread of an agent cannot start, with the agent's name", async () => {
    const cluster = await brokers();
    const agent = await start();
    const crew = await meet(agent);
    const wrong = job(cluster, crew, 1);
    const running = runLoad({ ...wrong, topics: [{ ...wrong.topics[0]!, topic: "other" }] });
    await expect(running).rejects.toMatchObject({
      code: "PLM-LOAD-003",
      message: expect.stringMatching(`^agent 127\\.0\\.0\\.1:${agent.agent.port}: `),
    });
  });

  it("does not begin when an agent was lost before", async () => {
    const cluster = await brokers();
    const agent = await start();
    const crew = await meet(agent);
    await agent.agent.close();
    await expect(runLoad(job(cluster, crew, 1))).rejects.toMatchObject({ code: "PLM-AGENT-009" });
  });

  it("is known to be out of reach from what the agents offer at most", async () => {
    const [one, other] = [await start(), await start()];
    const crew = await meet(one, other);
    const load = { ...job(await brokers(), crew, 1).topics[0]!, groups: [] };
    const ceiling = await crew.ceiling(load, 1);
    expect(ceiling).toBeGreaterThan(1_000);
    await other.agent.close();
    await expect(crew.ceiling(load, 1)).rejects.toMatchObject({ code: "PLM-AGENT-009" });
  });
});

describe("an agent", () => {
  it("stops the load of a coordinator that is gone", async () => {
    const cluster = await brokers();
    const agent = await start();
    const crew = await meet(agent);
    const running = runLoad(job(cluster, crew, 60));
    running.catch(() => {});
    await until(() => cluster.logs[0]!.endOffset > 0);
    crew.close();
    await until(() => cluster.connections === 0);
    await until(() => agent.said.length === 2);
    expect(agent.said[1]).toMatch(/is no longer served: the connection was closed$/);
  });

  it("serves one coordinator at a time, and refuses one of another release", async () => {
    const agent = await start();
    const crew = await meet(agent);
    await expect(Crew.meet([agent.address], key)).rejects.toMatchObject({ code: "PLM-AGENT-008" });
    crew.close();
    await until(() => agent.said.length === 3);
    const link = await AgentLink.dial(agent.address, key);
    closing.push(() => link.close());
    expect(await link.ask({ type: "hello", protocol: "plimsoll-agent/0" }, "welcome", "refused")).toEqual({
      type: "refused",
      reason: "protocol",
      protocol: PROTOCOL,
    });
    await until(() => agent.said.length === 4);
    expect(agent.said.map((line) => line.replace("127.0.0.1", "HOST"))).toEqual([
      "serving HOST",
      "refused HOST: another is served",
      "HOST is no longer served: the connection was closed",
      "refused HOST: it is of another release",
    ]);
  });

  it("outlives a coordinator that asks for nonsense", async () => {
    const agent = await start();
    const link = await AgentLink.dial(agent.address, key);
    const nonsense = null as unknown as ToAgent;
    link.send(nonsense);
    await until(() => !link.open);
    const again = await AgentLink.dial(agent.address, key);
    closing.push(() => again.close());
    await again.ask({ type: "hello", protocol: PROTOCOL }, "welcome");
    again.send(nonsense);
    await until(() => agent.said.some((line) => line.includes("it asked for what cannot be done")));
    await until(() => !again.open);
    await meet(agent);
  });

  it("puts off who knows the token and says nothing", async () => {
    const agent = await start(false, 500);
    const link = await AgentLink.dial(agent.address, key);
    closing.push(() => link.close());
    const from = performance.now();
    const thread = link.addThread({ message() {}, failed() {}, lost() {} });
    await thread.ended.promise;
    expect(performance.now() - from).toBeGreaterThan(450);
    await meet(agent);
  });

  it("ends after the first coordinator if it is told to", async () => {
    const agent = await start(true);
    const crew = await meet(agent);
    crew.close();
    await agent.agent.ended;
    await expect(Crew.meet([agent.address], key)).rejects.toMatchObject({ code: "PLM-AGENT-004" });
  });

  it("is met together with all others, or none is kept", async () => {
    const agent = await start();
    const meeting = Crew.meet([agent.address, { host: "127.0.0.1", port: 1 }], key);
    await expect(meeting).rejects.toMatchObject({ code: "PLM-AGENT-004" });
    await until(() => agent.said.length === 2);
    await meet(agent);
  });
});
