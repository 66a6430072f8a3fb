import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, test, vi } from "vitest";
import { nothingTold } from "../broker-side/reading.ts";
import { atTail } from "../groups.ts";
import { jobOf, loadOf } from "../testing/load-rig.ts";
import { until } from "../testing/until.ts";
import { runLoad } from "./engine.ts";
import type { LoadJob } from "./job.ts";
import type { RoleSample } from "./task.ts";
import { type Answers, ScriptedHost, settling } from "./testing.ts";

const oneOfEach = { produce: 1, consume: 1 };

const scripted = (hosts: ScriptedHost[], change: Partial<LoadJob>) =>
  runLoad(jobOf(["127.0.0.1:1"], loadOf({ groups: [atTail("a")] }), { hosts, seconds: 0.1, ...change }));

/** What somebody waits for, and keeps the process alive until it is over. */
const waits = vi.hoisted(() => new Set<Promise<unknown>>());

vi.mock("node:timers/promises", async (original) => {
  const real = await original<typeof import("node:timers/promises")>();
  const setTimeout: typeof real.setTimeout = (...given) => {
    const wait = real.setTimeout(...given);
    waits.add(wait);
    wait.catch(() => {}).finally(() => waits.delete(wait));
    return wait;
  };
  return { ...real, setTimeout };
});

describe.each<[phase: string, answers: Answers, reached: (host: ScriptedHost) => boolean, change: Partial<LoadJob>]>([
  ["connecting", {}, ({ events }) => events.length === 2, {}],
  ["warming up", settling, ({ told }) => told.includes("start"), { warmupSeconds: 60 }],
  ["settling", { open: { type: "ready" } }, ({ told }) => told.includes("measure"), { settleSeconds: 60 }],
  ["draining", settling, ({ told }) => told.includes("drain"), { drainSeconds: 60 }],
  ["finishing", { ...settling, drain: { type: "drained", complete: true } }, ({ told }) => told.includes("finish"), {}],
])("a load that ends while it is %s", (_phase, answers, reached, change) => {
  const begun = async (more: Partial<LoadJob> = {}) => {
    waits.clear();
    const host = new ScriptedHost(answers, oneOfEach);
    const running = scripted([host], { ...change, ...more });
    running.catch(() => {});
    await until(() => reached(host));
    // The measurement's end.
    await delay(400);
    return { host, running, noneLeft: () => until(() => waits.size === 0) };
  };

  it("leaves no timer behind when it is interrupted, and tells its threads nothing more", async () => {
    const abort = new AbortController();
    const { host, running, noneLeft } = await begun({ signal: abort.signal });
    const told = host.told.length;
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "PLM-LOAD-009" });
    await noneLeft();
    expect([host.told.length, host.ended]).toEqual([told, 2]);
  });

  it("leaves no timer behind when a thread fails", async () => {
    const { host, running, noneLeft } = await begun();
    host.events[1]!.failed(new Error("out of memory"));
    await expect(running).rejects.toThrow("out of memory");
    await noneLeft();
    expect(host.ended).toBe(2);
  });
});

test("a load that was interrupted while its threads connected watches nothing when they have", async () => {
  let looks = 0;
  const brokers = [{ broker: "b", read: async () => ({ ...nothingTold, leaders: ++looks }) }];
  const topicIds = async () => new Map([["t", `${++looks}`]]);
  const host = new ScriptedHost({}, oneOfEach);
  const abort = new AbortController();
  const running = scripted([host], { signal: abort.signal, brokers, topicIds });
  abort.abort();
  for (const { message } of host.events) message({ type: "ready" });
  await expect(running).rejects.toMatchObject({ code: "PLM-LOAD-009" });
  await delay(400);
  expect([looks, host.told]).toEqual([0, []]);
});

test("a second that waited for several threads of one host is over when that host is lost", async () => {
  const sample: RoleSample = {
    acknowledgedMessages: 7,
    acknowledgedBytes: 0,
    owedMessages: 0,
    consumedMessages: 0,
    consumedBytes: 0,
    retries: 0,
    failedMessages: 0,
    droppedMessages: 0,
    errors: {},
    dueMessages: 7,
    behindMessages: 0,
    latency: "",
  };
  const [lost, staying] = ["lost", "staying"].map((name) => new ScriptedHost(settling, oneOfEach, name));
  const seconds: number[] = [];
  const abort = new AbortController();
  const running = scripted([lost!, staying!], {
    seconds: 60,
    signal: abort.signal,
    onSample: ({ acknowledgedMessages }) => seconds.push(acknowledgedMessages),
  });
  running.catch(() => {});
  await until(() => staying!.told.includes("start"));
  for (const { message } of staying!.events) message({ type: "sample", second: 1, sample });
  expect(seconds).toEqual([]);
  for (const events of lost!.events) events.lost("no answer");
  expect(seconds).toEqual([14]);
  abort.abort();
  await expect(running).rejects.toMatchObject({ code: "PLM-LOAD-009" });
});
