import { randomBytes } from "node:crypto";
import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { Access } from "../access.ts";
import { Crew } from "../agents/crew.ts";
import type { AgentAddress } from "../agents/secure.ts";
import type { TokenKey } from "../agents/token.ts";
import { ceilingOf } from "../ceiling.ts";
import type { Driver } from "../drivers/driver.ts";
import { checkBrokers } from "../drivers/plimsoll/cluster-client.ts";
import { threadsFor } from "../engine/machine.ts";
import { KafkaAdmin } from "../kafka-admin.ts";
import { leftoversHint } from "../leftovers.ts";
import type { Sample } from "../proof/sample.ts";
import { checkReaders, checkReplication, chosenCluster, clusterOf, plannedRate } from "../proof-load.ts";
import { type MessageSpec, meanBytes } from "../records/messages.ts";
import { plannedMessages, type Written, writtenMessages } from "../records/planned.ts";
import { CEILING_ROOM } from "../verdict/valid.ts";
import { answerOf } from "./answer.ts";
import type { Objective } from "./objective.ts";
import type { FindMax, SteadyWindow } from "./result.ts";
import { findMax } from "./search.ts";
import { loadsAt, steadyWindow, type WindowOptions } from "./steady-window.ts";

const MOST_STEPS = 80;

export interface FindMaxOptions {
  plan: Plan;
  access: Access;
  objective: Objective;
  /** Measured, of each step. */
  stepSeconds: number;
  /** Before it, and not measured. */
  warmupSeconds: number;
  /** Turns at the edge from which the answer is drawn; more give a narrower interval. */
  repeats: number;
  driver: Driver["name"];
  /** Which cluster of the plan to load; may be left out where there is one. */
  cluster?: string | undefined;
  /** The agents that carry the load in place of this machine. */
  agents?: { addresses: readonly AgentAddress[]; key: TokenKey } | undefined;
  /** The workload of the plan, for what a plan does not tell of messages. */
  written?: Written | undefined;
  signal?: AbortSignal | undefined;
  log?: ((line: string) => void) | undefined;
  onSample?: ((sample: Sample) => void) | undefined;
  /** What a step came to; the first only warms the cluster up, and is not told. */
  onStep?: ((step: SteadyWindow) => void) | undefined;
}

/**
 * Searches the highest rate of the planned load, all topics in their proportions, at which the cluster behind `access`
 * keeps the objective: in steady windows, each on topics of its own, which are removed after it, also when it fails or
 * is interrupted.
 * @throws Problem PLM-LOAD-007, -008, -009 and -033 as a proof
 */
export async function findMaxRate(options: FindMaxOptions): Promise<FindMax> {
  const { plan, access, objective, repeats, driver, warmupSeconds, stepSeconds, log, signal } = options;
  const cluster = chosenCluster(plan, options.cluster);
  checkReaders(cluster.topics);
  await checkBrokers(access);
  const messages = options.written ? await writtenMessages(options.written) : new Map<string, MessageSpec>();
  const startedAt = new Date().toISOString();
  const run = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  const crew = options.agents
    ? await Crew.meet(options.agents.addresses, options.agents.key, options.signal)
    : undefined;
  const admin = await KafkaAdmin.connect(access).catch((error: unknown) => {
    crew?.close();
    throw error;
  });
  try {
    const brokers = await admin.brokers();
    checkReplication(cluster.topics, brokers, access);
    const hint = leftoversHint(await admin.topics(), Date.now());
    if (hint !== null) log?.(hint);
    const prefix = `plimsoll-find-max-${run}`;
    const window: WindowOptions = {
      ...{ access, cluster, brokers, messages, prefix, objective, driver, warmupSeconds, log, signal },
      onSample: options.onSample,
      threads: threadsFor(),
      crew,
      seconds: stepSeconds,
    };
    const planned = plannedLoad(cluster, messages);
    const loads = loadsAt(planned.messagesPerSecond, window).map(({ load }) => load);
    const ceiling = await ceilingOf(loads, { driver, threads: window.threads, crew, signal });
    const most = (ceiling ?? Number.POSITIVE_INFINITY) / CEILING_ROOM;
    const start = Math.min(planned.messagesPerSecond, most);
    const steps: SteadyWindow[] = [];
    const step = (rate: number, name: string) => steadyWindow(admin, rate, { ...window, prefix: `${prefix}-${name}` });
    // A broker that has just been started is slower than it will be.
    await step(start, "warm-up");
    const found = await findMax(
      async (rate) => {
        const done = await step(rate, String(steps.length + 1));
        steps.push(done);
        options.onStep?.(done);
        return done.outcome === "kept";
      },
      { start, ceiling: most, turns: repeats, mostSteps: MOST_STEPS },
    );
    return {
      schema: "plimsoll/find-max@1",
      name: plan.name,
      run,
      startedAt,
      cluster: clusterOf(access, brokers),
      driver,
      objective,
      plan: planned,
      warmupSeconds,
      stepSeconds,
      repeats,
      steps,
      ceilingMessagesPerSecond: ceiling,
      ...answerOf(found, steps, planned),
    };
  } finally {
    crew?.close();
    await admin.close();
  }
}

function plannedLoad(cluster: PlannedCluster, messages: WindowOptions["messages"]): FindMax["plan"] {
  const bytes = cluster.topics.map(
    (topic) => topic.messagesPerSecond * meanBytes(messages.get(topic.name) ?? plannedMessages(topic)),
  );
  return { messagesPerSecond: plannedRate(cluster), bytesPerSecond: bytes.reduce((sum, each) => sum + each, 0) };
}
