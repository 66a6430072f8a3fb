import { randomBytes } from "node:crypto";
import type { Plan, PlannedCluster, PlannedTopic } from "../sizing/plan.ts";
import { Problem } from "../sizing/problem.ts";
import { acknowledgedPerSecond, measureCeiling } from "./ceiling.ts";
import type { Driver } from "./drivers/driver.ts";
import { checkBrokers } from "./drivers/plimsoll/cluster-client.ts";
import { runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import { threadsFor } from "./engine/machine.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import type { Proof, Sample } from "./proof.ts";
import { count } from "./report/figures.ts";
import { audited, consumed, produced } from "./results.ts";
import { handyScale, PROBE_SHARE, scaledLoad } from "./scale.ts";
import { judge, overall } from "./verdict.ts";

const PROBE_SECONDS = 4;
const CEILING_SECONDS = 2;

export interface ProveOptions {
  plan: Plan;
  bootstrap: readonly string[];
  /** Part of the planned load; `auto` probes what the cluster and this machine move, and takes a quarter. */
  scale: number | "auto";
  durationSeconds: number;
  warmupSeconds: number;
  driver: Driver["name"];
  signal?: AbortSignal;
  log?: (line: string) => void;
  onSample?: (sample: Sample) => void;
}

/**
 * Loads the cluster at `bootstrap` as the plan says, audits every message and judges the run. It makes its own
 * topics and removes them, also when it fails or is interrupted.
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const cluster = onlyCluster(options.plan);
  await checkBrokers(options.bootstrap);
  const proof = new ProofRun(options, cluster);
  return proof.run();
}

class ProofRun {
  readonly #options: ProveOptions;
  readonly #cluster: PlannedCluster;
  readonly #id = `${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  readonly #threads = threadsFor();
  readonly #startedAt = new Date().toISOString();

  constructor(options: ProveOptions, cluster: PlannedCluster) {
    this.#options = options;
    this.#cluster = cluster;
  }

  async run(): Promise<Proof> {
    const { plan, bootstrap, driver, warmupSeconds, durationSeconds } = this.#options;
    const admin = await KafkaAdmin.connect(bootstrap);
    try {
      const brokers = await admin.brokers();
      this.#checkReplication(brokers);
      const scale = await this.#scale(admin, brokers);
      const topics = this.#cluster.topics.map((topic) => ({
        topic,
        load: scaledLoad(topic, `plimsoll-proof-${this.#id}-${topic.name}`, scale.factor, brokers),
      }));
      const ceiling = await this.#ceiling(topics.map(({ load }) => load));
      const result = await this.#withTopics(admin, topics, () =>
        runLoad({
          ...this.#job(topics.map(({ load }) => load)),
          warmupSeconds,
          seconds: durationSeconds,
          drainSeconds: 60,
        }),
      );

      const groups = topics.flatMap(({ load }) => load.groups.map((group) => ({ topic: load.topic, group })));
      const evidence = {
        produce: produced(
          result,
          topics.map(({ load }) => load),
          durationSeconds,
        ),
        consume: consumed(result, durationSeconds),
        audit: audited(result, groups),
        limits: { ...result.limits, ceilingMessagesPerSecond: ceiling },
        topics: topics.map(({ topic, load }) => provenTopic(topic, load)),
      };
      const findings = judge({ ...evidence, drained: result.drained });
      return {
        schema: "plimsoll/proof@1",
        name: plan.name,
        run: this.#id,
        startedAt: this.#startedAt,
        verdict: overall(findings),
        findings,
        cluster: { bootstrap: [...bootstrap], brokers, target: isLocal(bootstrap) ? "local" : "hosts" },
        driver,
        scale,
        warmupSeconds,
        measuredSeconds: durationSeconds,
        ...evidence,
        series: result.series,
        events: result.events,
      };
    } finally {
      await admin.close();
    }
  }

  /** What all loads of this proof have in common. */
  #job(topics: TopicLoad[]): Omit<LoadJob, "warmupSeconds" | "seconds" | "drainSeconds"> {
    const { driver, bootstrap, signal, onSample, log } = this.#options;
    return {
      driver,
      bootstrap,
      topics,
      pipeline: defaultPipeline,
      threads: this.#threads,
      settleSeconds: 10,
      seed: Number.parseInt(this.#id.slice(-4), 16),
      signal,
      onSample,
      onEvent: (t, text) => log?.(`${t.toFixed(1)} s: ${text}`),
    };
  }

  #checkReplication(brokers: number): void {
    for (const { name, replication } of this.#cluster.topics)
      if (replication > brokers)
        throw new Problem(
          "environment",
          "PLM-LOAD-007",
          `topic ${name} is planned with replication ${replication}, but ${brokers} brokers answer at ${this.#options.bootstrap.join(",")}`,
          "start the missing brokers",
        );
  }

  async #scale(admin: KafkaAdmin, brokers: number): Promise<Proof["scale"]> {
    const { scale, log, durationSeconds, warmupSeconds } = this.#options;
    if (scale !== "auto") return { factor: scale, chosen: "as asked" };
    const planned = this.#cluster.topics.reduce((sum, topic) => sum + topic.messagesPerSecond, 0);
    log?.(`probing for ${PROBE_SECONDS} s what this cluster moves`);
    const probes = this.#cluster.topics.map((topic) => {
      const load = scaledLoad(topic, `plimsoll-proof-${this.#id}-probe-${topic.name}`, 1, brokers);
      return { topic, load: { ...load, partitions: Math.min(load.partitions, 4 * brokers) } };
    });
    const half = PROBE_SECONDS / 2;
    const result = await this.#withTopics(admin, probes, () =>
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
    const { factor, text } = handyScale(planned, moved);
    const chosen = `a probe of ${PROBE_SECONDS} s moved ${count(moved)} msg/s; a load of at most ${100 * PROBE_SHARE} % of that leaves room to judge the cluster, not its host`;
    log?.(`scale ${text} of the plan: ${chosen}`);
    log?.(`loading for ${warmupSeconds + durationSeconds} s`);
    return { factor, chosen };
  }

  async #ceiling(loads: TopicLoad[]): Promise<number | null> {
    const { driver, signal } = this.#options;
    // kafkajs asks brokers for more than the sink can tell.
    if (driver !== "plimsoll") return null;
    const largest = loads.reduce((a, b) => (b.messagesPerSecond > a.messagesPerSecond ? b : a));
    const options = { driver, threads: this.#threads, warmupSeconds: 1, seconds: CEILING_SECONDS, signal };
    return acknowledgedPerSecond(await measureCeiling(largest, options), CEILING_SECONDS);
  }

  async #withTopics<T>(
    admin: KafkaAdmin,
    topics: readonly { topic: PlannedTopic; load: TopicLoad }[],
    body: () => Promise<T>,
  ): Promise<T> {
    const made = topics.map(({ topic, load }) => ({
      topic: load.topic,
      partitions: load.partitions,
      replication: topic.replication,
      config: topicConfig(topic),
    }));
    return admin.withTopics(made, (line) => this.#options.log?.(line), body);
  }
}

/** The planned settings, except that nothing is deleted by age or size before it was audited. */
function topicConfig(topic: PlannedTopic): Record<string, string> {
  return {
    "min.insync.replicas": String(topic.minInsync),
    "segment.bytes": String(topic.segmentBytes),
    "retention.ms": String(Math.max(topic.retentionMs ?? 0, 3_600_000)),
    "retention.bytes": "-1",
  };
}

function onlyCluster(plan: Plan): PlannedCluster {
  const [cluster, ...others] = plan.clusters;
  if (!cluster || others.length > 0)
    throw new Problem(
      "input",
      "PLM-LOAD-008",
      `the plan ${plan.name} has ${plan.clusters.length} clusters; one at a time can be proven`,
      "name a workload that fits one cluster",
    );
  const compressed = cluster.topics.find(({ compression }) => compression !== "none");
  if (compressed)
    throw new Problem(
      "input",
      "PLM-LOAD-010",
      `topic ${compressed.name} is compressed with ${compressed.compression}; the load generator sends uncompressed batches only`,
      "set compression.codec to none to prove the bytes as planned",
    );
  return cluster;
}

function provenTopic(topic: PlannedTopic, load: TopicLoad): Proof["topics"][number] {
  return {
    name: topic.name,
    topic: load.topic,
    partitions: load.partitions,
    plannedPartitions: topic.partitions,
    replication: topic.replication,
    acks: topic.acks,
    idempotent: topic.idempotent,
    messageBytes: topic.messageBytes,
    targetMessagesPerSecond: load.messagesPerSecond,
  };
}

function isLocal(bootstrap: readonly string[]): boolean {
  return bootstrap.every((address) => /^(127\.|localhost:|\[::1\])/.test(address));
}
