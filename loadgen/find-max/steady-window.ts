import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Access } from "../access.ts";
import type { Crew } from "../agents/crew.ts";
import { oddThoughIdempotent } from "../audit/odd-though-idempotent.ts";
import type { Driver } from "../drivers/driver.ts";
import { runLoad } from "../engine/engine.ts";
import { defaultPipeline } from "../engine/job.ts";
import type { ThreadCounts } from "../engine/load-host.ts";
import type { LoadResult } from "../engine/load-result.ts";
import type { KafkaAdmin } from "../kafka-admin.ts";
import { steady } from "../load/profile.ts";
import type { Sample } from "../proof/sample.ts";
import { type PlannedLoad, plannedRate, withTopicsOf } from "../proof-load.ts";
import type { MessageSpec } from "../records/messages.ts";
import { audited, droppedOf, produced } from "../results.ts";
import { scaledLoad } from "../scale.ts";
import { judgeWindow } from "./judge-window.ts";
import { growthOf, lagOf } from "./lag.ts";
import type { Objective } from "./objective.ts";
import type { SteadyWindow } from "./result.ts";

/** What is due and not sent so long after the end is a backlog that stays. */
const SETTLE_SECONDS = 3;
const DRAIN_SECONDS = 30;

/** What all windows of a search have in common. */
export interface WindowOptions {
  readonly access: Access;
  readonly cluster: PlannedCluster;
  /** Of the cluster, as found. */
  readonly brokers: number;
  /** By topic. */
  readonly messages: ReadonlyMap<string, MessageSpec>;
  /** Of the search, with which the names of its topics begin. */
  readonly prefix: string;
  readonly objective: Objective;
  readonly driver: Driver["name"];
  readonly threads: ThreadCounts;
  /** The agents that carry the load in place of this machine. */
  readonly crew: Crew | undefined;
  readonly warmupSeconds: number;
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
  readonly log: ((line: string) => void) | undefined;
  readonly onSample: ((sample: Sample) => void) | undefined;
}

/**
 * The load of `rate` messages/s on topics of their own, in the plan's proportions and with all its partitions. Every group
 * reads at the tail, as fast as it can: what a cluster holds must not hang on how slow its readers are.
 */
export function loadsAt(
  rate: number,
  { cluster, brokers, messages, prefix, warmupSeconds, seconds }: WindowOptions,
): PlannedLoad[] {
  const profile = steady(rate / plannedRate(cluster), warmupSeconds + seconds);
  return cluster.topics.map((topic) => ({
    topic,
    load: scaledLoad(topic, `${prefix}-${topic.name}`, 1, brokers, profile, messages.get(topic.name)),
    existing: null,
  }));
}

/**
 * Loads fresh topics at `rate` messages/s, audits every message, and tells whether the objective was kept.
 * @throws Problem PLM-FIND-003 if an agent is lost: whether its part was held is not known, nor would later ones be
 */
export async function steadyWindow(admin: KafkaAdmin, rate: number, options: WindowOptions): Promise<SteadyWindow> {
  const { access, driver, threads, warmupSeconds, seconds, signal, log, onSample, objective } = options;
  const loads = loadsAt(rate, options);
  const result = await withTopicsOf(admin, loads, log, () =>
    runLoad({
      driver,
      access,
      topics: loads.map(({ load }) => load),
      pipeline: defaultPipeline,
      threads,
      hosts: options.crew?.hosts,
      warmupSeconds,
      seconds,
      settleSeconds: SETTLE_SECONDS,
      drainSeconds: DRAIN_SECONDS,
      // With a second more of the load behind than its latency may be there is no doubt left.
      stopWhen: [{ measure: "behind", above: rate * (1 + objective.belowMs / 1000) }],
      seed: Math.round(rate),
      signal,
      onSample,
    }),
  );
  const lost = result.hosts.find((host) => host.lost !== null);
  if (lost)
    throw new Problem(
      "environment",
      "PLM-FIND-003",
      `agent ${lost.name} was lost at ${lost.lost?.t.toFixed(1)} s of a step of the search (${lost.lost?.why})`,
      "start it again, and then the search",
    );
  return asWindow(rate, loads, result, options);
}

function asWindow(
  rate: number,
  loads: readonly PlannedLoad[],
  result: LoadResult,
  { warmupSeconds, objective }: WindowOptions,
): SteadyWindow {
  const { measuredSeconds, series, stopped, drained } = result;
  const limits = { eventLoopUtilisation: result.limits.eventLoopUtilisation, machineCpu: result.limits.machineCpu };
  const window = { from: warmupSeconds, to: warmupSeconds + measuredSeconds };
  const topics = loads.map(({ load }) => load);
  const { latency, messagesPerSecond, bytesPerSecond, failed } = produced(result, topics, window);
  const scheduled = series.filter(({ t }) => t <= window.to);
  const lag = lagOf(scheduled, rate, readersOf(loads)).filter((_, i) => scheduled[i]!.t >= window.from);
  const groups = topics.flatMap(({ topic, groups: readers }) => readers.map(({ group }) => ({ topic, group })));
  const found = audited(result, groups);
  const verdict = judgeWindow(
    {
      latency,
      lagGrowth: growthOf(lag),
      stopped,
      failed,
      ...dropsOf(loads, result),
      drained,
      audit: found,
      odd: oddThoughIdempotent(found, topics),
      limits,
    },
    objective,
  );
  return {
    targetMessagesPerSecond: rate,
    messagesPerSecond,
    bytesPerSecond,
    measuredSeconds,
    latencyMs: latency.count === 0 ? null : latency[objective.percentile],
    lagSeconds: lag.at(-1) ?? 0,
    ...verdict,
    ...limits,
  };
}

/** How often a message is read, as a mean over all topics. */
function readersOf(loads: readonly PlannedLoad[]): number {
  const sum = (pick: (load: PlannedLoad) => number) => loads.reduce((total, load) => total + pick(load), 0);
  const reads = sum(({ topic }) => topic.messagesPerSecond * topic.consumers.length);
  return reads / sum(({ topic }) => topic.messagesPerSecond);
}

function dropsOf(loads: readonly PlannedLoad[], result: LoadResult): { dropped: number; mayDrop: number } {
  const dropping = loads.filter(({ topic }) => topic.dropAfterMs !== null);
  const counts = dropping.map(({ load }) => droppedOf(result, load.topic));
  const due = counts.reduce((sum, count) => sum + count.due, 0);
  return {
    dropped: due === 0 ? 0 : counts.reduce((sum, { dropped }) => sum + dropped, 0) / due,
    mayDrop: dropping.length === 0 ? 0 : Math.min(...dropping.map(({ topic }) => topic.lossBudget ?? 0)),
  };
}
