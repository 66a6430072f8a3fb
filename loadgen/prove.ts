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
import { runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import type { LiveSecond } from "./engine/live-second.ts";
import { threadsFor } from "./engine/machine.ts";
import type { StopCondition } from "./engine/stop.ts";
import { type ExistingTopic, existingTopics } from "./existing-topics.ts";
import type { FaultPlan } from "./faults/fault.ts";
import { type GroupLoad, groupLoads } from "./groups.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import { leftoversHint } from "./leftovers.ts";
import { peakOf } from "./load/profile.ts";
import { type Shape, shapeOf, steadyShape } from "./load/shape.ts";
import type { Proof } from "./proof/proof.ts";
import { countEvents } from "./proof/run-event.ts";
import {
  checkReplication,
  chosenCluster,
  clusterOf,
  type PlannedLoad,
  plannedRate,
  withTopicsOf,
} from "./proof-load.ts";
import { PROBE_SECONDS, probeLoads, probeTimes, scaleFrom } from "./proof-scale.ts";
import { provenTopic } from "./proven-topic.ts";
import type { MessageSpec } from "./records/messages.ts";
import { type Written, writtenMessages } from "./records/planned.ts";
import { markedWith, RUN_HEADER } from "./records/run-mark.ts";
import { factor as factorText } from "./report/figures.ts";
import { audited, consumed, faulted, produced } from "./results.ts";
import { scaledLoad } from "./scale.ts";
import { steadinessOf } from "./steadiness.ts";
import { type ReadTopicIds, withTopicIds } from "./topic-ids.ts";
import { judge, overall } from "./verdict/verdict.ts";

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
  /** Which cluster of the plan to load; may be left out where there is one. */
  cluster?: string | undefined;
  /** Planned topics that are there already under their names: loaded as they are, and not removed. */
  existing?: readonly string[] | undefined;
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
  onSample?: (second: LiveSecond) => void;
  /** Told what the generator offers at most, messages/s, once that is measured; not told where it is not. */
  onCeiling?: ((messagesPerSecond: number) => void) | undefined;
  /** Told from which second on the load is measured, when its warm-up is about to end. */
  onMeasure?: ((fromSeconds: number) => void) | undefined;
}

/**
 * Loads the cluster behind `access` as the plan says, audits every message and judges the run. It makes its own
 * topics and removes them, also when it fails or is interrupted.
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const cluster = chosenCluster(options.plan, options.cluster);
  refuseForeignGroups(options);
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
      const existing = await existingTopics(
        admin,
        this.#options.existing ?? [],
        this.#cluster.topics,
        defaultPipeline.batchBytes,
      );
      checkReplication(
        this.#cluster.topics.filter(({ name }) => !existing.has(name)),
        brokers,
        access,
      );
      await this.#warn(admin, existing);
      const scale = await this.#scale(admin, brokers);
      const topics = this.#cluster.topics.map((topic) =>
        this.#load(topic, existing.get(topic.name) ?? null, scale.factor, brokers),
      );
      const ceiling = await this.#ceiling(topics.map(({ load }) => load));
      if (ceiling !== null) this.#options.onCeiling?.(ceiling);
      const result = await withTopicsOf(admin, topics, log, () =>
        this.#watched(topics, (probes, topicIds) =>
          runLoad({
            ...this.#job(topics.map(({ load }) => load)),
            warmupSeconds,
            mostWarmupSeconds,
            seconds: durationSeconds,
            drainSeconds: 60,
            stopWhen: this.#options.stopWhen,
            onMeasure: this.#options.onMeasure,
            faults: this.#options.faults,
            brokers: probes,
            topicIds,
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
        topics: topics.map((planned) => provenTopic(planned, window, result)),
        stopped,
        agents,
        faults: faulted(result, groups, window.to),
        events: result.events,
      };
      const { leftHarmed } = result.faults;
      const name = plan.clusters.length > 1 ? `${plan.name}/${this.#cluster.name}` : plan.name;
      const load = { name, driver, scale, profile: this.#shape.text };
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
        eventCounts: countEvents(result.events),
      };
    } finally {
      await admin.close();
    }
  }

  /** The load of `topic`: on a topic of its own, or on the one that is there. */
  #load(topic: PlannedTopic, existing: ExistingTopic | null, factor: number, brokers: number): PlannedLoad {
    const { warmupSeconds, durationSeconds } = this.#options;
    const name = existing ? topic.name : `plimsoll-proof-${this.#id}-${topic.name}`;
    const shape = shapeOf(this.#shape, topic.day, this.#mostWarmupSeconds() ?? warmupSeconds, durationSeconds);
    const load = {
      ...scaledLoad(topic, name, factor, brokers, shape, this.#messages.get(topic.name)),
      groups: this.#groups(topic, factor),
    };
    if (!existing) return { topic, load, existing };
    const messages = markedWith(this.#id, load.messages);
    return { topic, load: { ...load, partitions: existing.partitions, messages }, existing };
  }

  /** A rate that changes by itself, or a cluster that is harmed at a certain second, has no steady state to wait for. */
  #mostWarmupSeconds(): number | undefined {
    const { mostWarmupSeconds, warmupSeconds, faults } = this.#options;
    if (mostWarmupSeconds === undefined || this.#shape.kind !== "steady" || (faults?.faults.length ?? 0) > 0)
      return undefined;
    return Math.max(warmupSeconds, mostWarmupSeconds);
  }

  /** A load of `topics` with what tells of them and of the brokers: what the caller knows, and the cluster itself. */
  #watched<T>(
    topics: readonly { load: TopicLoad }[],
    load: (brokers: readonly BrokerProbe[], topicIds: ReadTopicIds) => Promise<T>,
  ): Promise<T> {
    const { access, brokers = [] } = this.#options;
    const names = topics.map(({ load: { topic } }) => topic);
    return withPartitionProbes(access, names, (probes) =>
      withTopicIds(access, names, (topicIds) => load([...brokers, ...probes], topicIds)),
    );
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
  async #warn(admin: KafkaAdmin, existing: ReadonlyMap<string, ExistingTopic>): Promise<void> {
    const { access, log } = this.#options;
    for (const name of existing.keys())
      log?.(`${name} is there already and stays: what this run writes to it has the header ${RUN_HEADER}: ${this.#id}`);
    const hint = leftoversHint(await admin.topics(), Date.now());
    if (hint !== null) log?.(hint);
    if (sendsPasswordInClear(access)) log?.("the password goes to the brokers unencrypted: PLAIN without TLS");
  }

  async #scale(admin: KafkaAdmin, brokers: number): Promise<Proof["scale"]> {
    const { scale, log, durationSeconds, warmupSeconds } = this.#options;
    if (scale !== "auto") return { factor: scale, chosen: "as asked" };
    log?.(`probing for ${PROBE_SECONDS} s what this cluster moves`);
    const probes = probeLoads(this.#cluster, `plimsoll-proof-${this.#id}-probe`, brokers, this.#messages);
    const result = await withTopicsOf(admin, probes, log, () =>
      runLoad({ ...this.#job(probes.map(({ load }) => load)), onSample: undefined, ...probeTimes }),
    );
    const chosen = scaleFrom(result, plannedRate(this.#cluster) * this.#shape.peak);
    log?.(`scale ${factorText(chosen.factor)} of the plan: ${chosen.chosen}`);
    const most = this.#mostWarmupSeconds();
    log?.(
      most === undefined
        ? `loading for ${warmupSeconds + durationSeconds} s`
        : `loading for ${durationSeconds} s after a warm-up of ${warmupSeconds} to ${most} s`,
    );
    return chosen;
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

/**
 * kafkajs reads as a member of a group, which would commit what it read beside the topic's own readers.
 * @throws Problem PLM-LOAD-027
 */
function refuseForeignGroups({ driver, existing = [] }: ProveOptions): void {
  if (driver === "plimsoll" || existing.length === 0) return;
  throw new Problem(
    "input",
    "PLM-LOAD-027",
    `--driver ${driver} reads as a member of a consumer group, which a topic that is not the run's own must be spared`,
    "leave --driver out, or leave --allow-existing out",
  );
}
