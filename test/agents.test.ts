import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { down, ensureRuntime, smallPlan, up } from "../components/index.ts";
import { plaintext } from "../loadgen/access.ts";
import { keyOf, TOKEN_VARIABLE } from "../loadgen/agents/token.ts";
import { proofSchema, prove } from "../loadgen/index.ts";
import type { Plan } from "../sizing/plan.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { type Hosts, makeHosts, whyNoNamespaces } from "./namespaces.ts";

/** Three agents, each on a host of its own (a network namespace), against a broker that all of them reach. */

const name = "agents";
const kafka = "3.9.2";
const token = "the token of the test of the agents";
const agentPort = 7171;
const cli = fileURLToPath(new URL("../cli/plimsoll.mjs", import.meta.url));

const topic = plannedTopic({ partitions: 9, replication: 1, minInsync: 1, messagesPerSecond: 900, messageBytes: 200 });
const plan = { ...smallPlan({ name, kafka, brokers: 1, metadataNodes: 1, topics: [topic] }) } as Plan;

const why = whyNoNamespaces();
if (why !== null) console.log(`left out: three agents on three hosts, since ${why}`);

describe.skipIf(why !== null)("three agents on three hosts", () => {
  let stateDir: string;
  let hosts: Hosts;
  let bootstrap: string[];
  const agents: { process: ChildProcess; said: string[] }[] = [];
  const log = () => {};

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), "plimsoll-test-"));
    hosts = makeHosts(3);
    bootstrap = [await brokerOn(hosts.here, stateDir)];
    for (const host of hosts.others) {
      const environment = { PATH: process.env.PATH, HOME: process.env.HOME, [TOKEN_VARIABLE]: token };
      const child = host.spawn(
        process.execPath,
        [cli, "agent", "--listen", `${host.address}:${agentPort}`],
        environment,
      );
      const said: string[] = [];
      agents.push({ process: child, said });
      child.stderr!.setEncoding("utf8").on("data", (text) => said.push(text));
    }
    const allListen = () => {
      for (const { said } of agents) expect(said.join("")).toContain("listening on");
    };
    await vi.waitFor(allListen, { timeout: 30_000 });
  });

  afterAll(async () => {
    for (const { process: child } of agents) {
      const ended = child.exitCode !== null || child.signalCode !== null || once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    await down(name, { stateDir, log });
    await rm(stateDir, { recursive: true, force: true });
    hosts?.remove();
  });

  const usual = () => ({
    plan,
    access: plaintext(bootstrap),
    scale: 1,
    warmupSeconds: 1,
    driver: "plimsoll" as const,
    agents: {
      addresses: hosts.others.map(({ address }) => ({ host: address, port: agentPort })),
      key: keyOf(token),
    },
  });

  // What a machine with other things to do delivers late is late by the clock: tried again.
  it("carry a load together, with one audit and one verdict", { retry: 2 }, async () => {
    const proof = await prove({ ...usual(), durationSeconds: 4 });
    expect(proofSchema.parse(proof)).toEqual(proof);
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, repeated: 0, acknowledged: 4_500, consumed: 4_500 });
    expect(proof.findings).toContainEqual({
      code: "agent",
      outcome: "pass",
      text: "3 agents carried the load to its end",
    });
    expect(proof.findings.filter(({ outcome }) => outcome !== "pass")).toEqual([]);
    expect(proof.verdict).toBe("pass");
    expect(proof.agents.map(({ address }) => address)).toEqual(
      hosts.others.map(({ address }) => `${address}:${agentPort}`),
    );
    for (const agent of proof.agents) {
      expect(agent.share).toBeCloseTo(1 / 3);
      expect(agent.ceilingMessagesPerSecond).toBeGreaterThan(0);
      // All three are the same machine, and so are their clocks.
      expect(Math.abs(agent.clock.offsetMicros)).toBeLessThanOrEqual(agent.clock.errorMicros + 1);
    }
    expect(proof.consume[0]!.clockError).toBeGreaterThan(0);
  });

  it("leave an invalid run when one is killed and one is cut off, which are named within seconds", async () => {
    const [killed, cut] = hosts.others.map(({ address }) => `${address}:${agentPort}`);
    let done = 0;
    const from = performance.now();
    const proof = await prove({
      ...usual(),
      durationSeconds: 9,
      onSample: ({ t }) => {
        if (t === 2) agents[0]!.process.kill("SIGKILL");
        if (t === 3) hosts.others[1]!.cut();
        done = t;
      },
    });
    expect((performance.now() - from) / 1000).toBeLessThan(45);
    expect(done).toBeGreaterThanOrEqual(10);
    expect(proof.verdict).toBe("invalid");
    expect(proof.audit).toMatchObject({ clean: true, lost: 0 });
    const [first, second, third] = proof.agents;
    expect(first).toMatchObject({
      address: killed,
      lost: { producers: [0], why: expect.stringMatching(/closed|broke/) },
    });
    expect(second).toMatchObject({ address: cut, lost: { producers: [1], why: "no sign of life for 4 s" } });
    expect(third).toMatchObject({ lost: null });
    expect(first!.lost!.t).toBeLessThan(4);
    expect(second!.lost!.t).toBeLessThan(3 + 6);
    const finding = proof.findings.find(({ code }) => code === "agent");
    expect(finding).toMatchObject({ outcome: "invalid" });
    expect(finding!.text).toContain(`agent ${killed}, which had 33 % of the load, was lost at`);
    expect(finding!.text).toContain(`agent ${cut}, which had 33 % of the load, was lost at`);
    // Nobody is left to tell the agent that was cut off: it stopped by itself.
    await expect
      .poll(() => agents[1]!.said.join(""), { timeout: 10_000 })
      .toContain("is no longer served: no sign of life for 4 s");
  });
});

/** Starts a broker that can also be reached at an address of this host, and tells where. */
async function brokerOn(host: string, stateDir: string): Promise<string> {
  const signal = new AbortController().signal;
  const log = () => {};
  const runtime = await ensureRuntime({ kafka, log, signal });
  const small = smallPlan({ name, kafka, brokers: 1, metadataNodes: 1, topics: [] });
  const first = await up(small, { runtime, stateDir, log, signal });
  const address = `${host}:${await freePort(host)}`;
  const listeners = `PLAINTEXT://${first.bootstrap[0]},TEST://${address}`;
  const brokerOverrides = {
    listeners,
    "advertised.listeners": listeners,
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,TEST:PLAINTEXT",
  };
  await up(small, { runtime, stateDir, log, signal, brokerOverrides });
  return address;
}

async function freePort(host: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
