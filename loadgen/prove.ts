import { randomBytes } from "node:crypto";
import { formatDuration } from "../sizing/index.ts";
import type { Plan, PlannedCluster, PlannedTopic } from "../sizing/plan.ts";
import { Problem } from "../sizing/problem.ts";
import { type Access, sendsPasswordInClear } from "./access.ts";
import { betweenHosts } from "./agents/clock-offset.ts";
import { Crew } from "./agents/crew.ts";
import type { AgentAddress } from "./agents/secure.ts";
import type { TokenKey } from "./agents/token.ts";
import { compare } from "./baseline/compare.ts";
import { withPartitionProbes } from "./broker-side/partition-probe.ts";
import type { BrokerProbe } from "./broker-side/reading.ts";
import { acknowledgedPerSecond, measureCeiling } from "./ceiling.ts";
import type { Driver } from "./drivers/driver.ts";
import { checkBrokers } from "./drivers/plimsoll/cluster-client.ts";
import { type LoadResult, runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import { threadsFor } from "./engine/machine.ts";
import { merged } from "./engine/sample.ts";
import type { StopCondition } from "./engine/stop.ts";
import type { FaultPlan } from "./faults/fault.ts";
import { type GroupLoad, groupLoads } from "./groups.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import { leftoversHint } from "./leftovers.ts";
import { meanOf, peakOf, steady } from "./load/profile.ts";
import { type Shape, shapeOf, steadyShape } from "./load/shape.ts";
import type { Proof } from "./proof/proof.ts";
import type { Sample } from "./proof/sample.ts";
import { checkReplication, clusterOf, onlyCluster, withTopicsOf } from "./proof-load.ts";
import type { MessageSpec } from "./records/messages.ts";
import { type Written, writtenMessages } from "./records/planned.ts";
import { count } from "./report/figures.ts";
import { audited, consumed, droppedOf, faulted, produced } from "./results.ts";
import { handyScale, PROBE_SHARE, scaledLoad } from "./scale.ts";
import { steadinessOf } from "./steadiness.ts";
import { judge, overall } from "./verdict/verdict.ts";

const PROBE_SECONDS = 4;
const CEILING_SECONDS = 2;

export interface ProveOptions {
  plan: Plan;
  access: Access;
  /** Part of the planned load; `auto` probes what the cluster and this machine move, and takes a quarter. */
  scale: number | "auto";
  durationSeconds: number;
  warmupSeconds: number;
  /** The warm-up goes on until the latency is steady, but no longer; of a steady rate without faults only. */
  mostWarmupSeconds?: number | undefined;
  /** How the rate goes in the measured time; its peak is a part of the scaled plan. Steady at the plan if not told. */
  shape?: Shape | undefined;
  /** What ends the run early. */
  stopWhen?: readonly StopCondition[] | undefined;
  driver: Driver["name"];
  /** The workload of the plan, for what a plan does not tell of messages: kinds of sizes, keys, ratios, content. */
  written?: Written | undefined;
  /** The agents that carry the load in place of this machine. */
  agents?: { addresses: readonly AgentAddress[]; key: TokenKey } | undefined;
  /** An earlier run to compare with, and by which part a figure may differ from it. */
  baseline?: { proof: Proof; tolerance: number } | undefined;
  /** What is done to the cluster during the load. */
  faults?: FaultPlan;
  /** What tells of the brokers during the load; those of one broker have the name `broker 1`, by its id. */
  brokers?: readonly BrokerProbe[] | undefined;
  signal?: AbortSignal;
  log?: (line: string) => void;
  onSample?: (sample: Sample) => void;
}

/**
 * Loads the cluster behind `access` as the plan says, audits every message and judges the run. It makes its own
 * topics and removes them, also when it fails or is interrupted.
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const cluster = onlyCluster(options.plan);
  await checkBrokers(options.access);
  const messages = options.written ? await writtenMessages(options.written) : new Map<string, MessageSpec>();
  const crew = options.agents
    ? await Crew.meet(options.agents.addresses, options.agents.key, options.signal)
    : undefined;
  try {
    return await new ProofRun(options, cluster, messages, crew).run();
  } finally {
    crew?.close();
  }
}

class ProofRun {
  readonly #options: ProveOptions;
  readonly #cluster: PlannedCluster;
  /** By topic. */
  readonly #messages: ReadonlyMap<string, MessageSpec>;
  readonly #crew: Crew | undefined;
  readonly #id = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  readonly #shape: Shape;
  readonly #threads = threadsFor();
  readonly #startedAt = new Date().toISOString();

  constructor(
    options: ProveOptions,
    cluster: PlannedCluster,
    messages: ReadonlyMap<string, MessageSpec>,
    crew: Crew | undefined,
  ) {
    this.#crew = crew;
    this.#options = options;
    this.#messages = messages;
    this.#cluster = cluster;
    this.#shape = options.shape ?? steadyShape;
  }

  async run(): Promise<Proof> {
    const { plan, access, driver, warmupSeconds, durationSeconds, log } = this.#options;
    const mostWarmupSeconds = this.#mostWarmupSeconds();
    const admin = await KafkaAdmin.connect(access);
    try {
      const brokers = await admin.brokers();
      checkReplication(this.#cluster, brokers, access);
      await this.#warn(admin);
      const scale = await this.#scale(admin, brokers);
      const topics = this.#cluster.topics.map((topic) => ({
        topic,
        load: {
          ...scaledLoad(
            topic,
            `plimsoll-proof-${this.#id}-${topic.name}`,
            scale.factor,
            brokers,
            shapeOf(this.#shape, topic.day, mostWarmupSeconds ?? warmupSeconds, durationSeconds),
            this.#messages.get(topic.name),
          ),
          groups: this.#groups(topic, scale.factor),
        },
      }));
      const ceiling = await this.#ceiling(topics.map(({ load }) => load));
      const result = await withTopicsOf(admin, topics, log, () =>
        this.#watched(topics, (probes) =>
          runLoad({
            ...this.#job(topics.map(({ load }) => load)),
            warmupSeconds,
            mostWarmupSeconds,
            seconds: durationSeconds,
            drainSeconds: 60,
            stopWhen: this.#options.stopWhen,
            faults: this.#options.faults,
            brokers: probes,
          }),
        ),
      );
      const { measuredFrom, measuredSeconds, stopped } = result;
      const window = { from: measuredFrom, to: measuredFrom + measuredSeconds };

      const agents = (await this.#crew?.report(result)) ?? [];
      const clockError = betweenHosts(agents.map(({ clock }) => clock)) / 1000;

      const groups = topics.flatMap(({ load }) => load.groups.map(({ group }) => ({ topic: load.topic, group })));
      const evidence = {
        produce: produced(
          result,
          topics.map(({ load }) => load),
          window,
        ),
        consume: consumed(result, measuredSeconds, clockError),
        audit: audited(result, groups),
        steady: steadinessOf(result.series, window, result.warmUp),
        limits: { ...result.limits, ceilingMessagesPerSecond: ceiling },
        topics: topics.map(({ topic, load }) => provenTopic(topic, load, window, result)),
        stopped,
        agents,
        faults: faulted(result, groups, window.to),
      };
      const { leftHarmed } = result.faults;
      const load = { name: plan.name, driver, scale, profile: this.#shape.text };
      const { baseline } = this.#options;
      const compared = baseline ? compare({ ...load, ...evidence }, baseline.proof, baseline.tolerance) : null;
      const { produceP99 } = this.#options.written?.workload.objectives ?? {};
      const findings = judge({
        ...evidence,
        baseline: compared,
        drained: result.drained,
        produceP99ObjectiveMs: produceP99 === undefined ? null : 1000 * produceP99,
        leftHarmed,
      });
      return {
        schema: "plimsoll/proof@1",
        run: this.#id,
        startedAt: this.#startedAt,
        verdict: overall(findings),
        findings,
        cluster: clusterOf(access, brokers),
        ...load,
        warmupSeconds: measuredFrom,
        measuredSeconds,
        ...evidence,
        baseline: compared,
        series: result.series,
        brokers: result.brokers,
        events: result.events,
      };
    } finally {
      await admin.close();
    }
  }

  /** A rate that changes by itself, or a cluster that is harmed at a certain second, has no steady state to wait for. */
  #mostWarmupSeconds(): number | undefined {
    const { mostWarmupSeconds, warmupSeconds, faults } = this.#options;
    if (mostWarmupSeconds === undefined || this.#shape.kind !== "steady" || (faults?.faults.length ?? 0) > 0)
      return undefined;
    return Math.max(warmupSeconds, mostWarmupSeconds);
  }

  /** A load of `topics` with what tells of the brokers: what the caller knows, and the cluster itself. */
  #watched<T>(
    topics: readonly { load: TopicLoad }[],
    load: (brokers: readonly BrokerProbe[]) => Promise<T>,
  ): Promise<T> {
    const { access, brokers = [] } = this.#options;
    const names = topics.map(({ load: { topic } }) => topic);
    return withPartitionProbes(access, names, (probes) => load([...brokers, ...probes]));
  }

  /** The consumer groups of `topic`, as the workload tells of them. */
  #groups(topic: PlannedTopic, factor: number): GroupLoad[] {
    const { written, durationSeconds, log } = this.#options;
    const consumers = written?.workload.topics.find(({ name }) => name === topic.name)?.consumers ?? [];
    const most = durationSeconds / 2;
    for (const { group, lag = 0 } of consumers)
      if (lag > most)
        log?.(
          `group ${group} reads ${topic.name} ${formatDuration(lag)} behind: here ${formatDuration(most)}, half of what is measured`,
        );
    return groupLoads(topic, consumers, factor, most);
  }

  /** What all loads of this proof have in common. */
  #job(topics: TopicLoad[]): Omit<LoadJob, "warmupSeconds" | "seconds" | "drainSeconds"> {
    const { driver, access, signal, onSample, log } = this.#options;
    return {
      driver,
      access,
      topics,
      pipeline: defaultPipeline,
      threads: this.#threads,
      hosts: this.#crew?.hosts,
      settleSeconds: 10,
      seed: Number.parseInt(this.#id.slice(-4), 16),
      signal,
      onSample,
      onEvent: (t, text) => log?.(`${t.toFixed(1)} s: ${text}`),
    };
  }

  /** What its user should know before the load, though it hinders nothing. */
  async #warn(admin: KafkaAdmin): Promise<void> {
    const { access, log } = this.#options;
    const hint = leftoversHint(await admin.topics(), Date.now());
    if (hint !== null) log?.(hint);
    if (sendsPasswordInClear(access)) log?.("the password goes to the brokers unencrypted: PLAIN without TLS");
  }

  async #scale(admin: KafkaAdmin, brokers: number): Promise<Proof["scale"]> {
    const { scale, log, durationSeconds, warmupSeconds } = this.#options;
    if (scale !== "auto") return { factor: scale, chosen: "as asked" };
    const planned = this.#cluster.topics.reduce((sum, topic) => sum + topic.messagesPerSecond, 0);
    log?.(`probing for ${PROBE_SECONDS} s what this cluster moves`);
    const probes = this.#cluster.topics.map((topic) => {
      const load = scaledLoad(
        topic,
        `plimsoll-proof-${this.#id}-probe-${topic.name}`,
        1,
        brokers,
        steady(1, PROBE_SECONDS),
        this.#messages.get(topic.name),
      );
      return { topic, load: { ...load, partitions: Math.min(load.partitions, 4 * brokers) } };
    });
    const half = PROBE_SECONDS / 2;
    const result = await withTopicsOf(admin, probes, log, () =>
      runLoad({
        ...this.#job(probes.map(({ load }) => load)),
        onSample: undefined,
        warmupSeconds: half,
        seconds: half,
        settleSeconds: 0,
        drainSeconds: 5,
      }),
    );
    const moved = acknowledgedPerSecond(result, half);
    if (moved === 0)
      throw new Problem(
        "environment",
        "PLM-LOAD-011",
        `the cluster acknowledged nothing in the ${half} s that were measured of a probe`,
        "look at the brokers' logs, or give --scale",
      );
    const { factor, text } = handyScale(planned * this.#shape.peak, moved);
    const chosen = `a probe of ${PROBE_SECONDS} s moved ${count(moved)} msg/s; a load of at most ${100 * PROBE_SHARE} % of that leaves room to judge the cluster, not its host`;
    log?.(`scale ${text} of the plan: ${chosen}`);
    const most = this.#mostWarmupSeconds();
    log?.(
      most === undefined
        ? `loading for ${warmupSeconds + durationSeconds} s`
        : `loading for ${durationSeconds} s after a warm-up of ${warmupSeconds} to ${most} s`,
    );
    return { factor, chosen };
  }

  async #ceiling(loads: TopicLoad[]): Promise<number | null> {
    const { driver, signal } = this.#options;
    // kafkajs asks brokers for more than the sink can tell.
    if (driver !== "plimsoll") return null;
    const largest = loads.reduce((a, b) => (peakOf(b.profile) > peakOf(a.profile) ? b : a));
    if (this.#crew) return this.#crew.ceiling(largest, CEILING_SECONDS, signal);
    const options = { driver, threads: this.#threads, warmupSeconds: 1, seconds: CEILING_SECONDS, signal };
    return acknowledgedPerSecond(await measureCeiling(largest, options), CEILING_SECONDS);
  }
}

function provenTopic(
  topic: PlannedTopic,
  load: TopicLoad,
  { from, to }: { from: number; to: number },
  result: LoadResult,
): Proof["topics"][number] {
  const mine = result.produce.filter((part) => part.topic === load.topic);
  return {
    name: topic.name,
    topic: load.topic,
    partitions: load.partitions,
    plannedPartitions: topic.partitions,
    replication: topic.replication,
    acks: topic.acks,
    idempotent: topic.idempotent,
    messageBytes: topic.messageBytes,
    targetMessagesPerSecond: meanOf(load.profile, from, to),
    messagesPerSecond: mine.reduce((sum, { messages }) => sum + messages, 0) / (to - from),
    latency: merged(mine.map(({ latency }) => latency)).summary(),
    drop:
      topic.dropAfterMs === null
        ? null
        : { afterMs: topic.dropAfterMs, atMost: topic.lossBudget ?? 0, ...droppedOf(result, load.topic) },
  };
}
