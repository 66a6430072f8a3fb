import type { Access } from "../access.ts";
import type { BrokerProbe } from "../broker-side/reading.ts";
import type { Acks, Driver, FetchWish } from "../drivers/driver.ts";
import type { FaultPlan } from "../faults/fault.ts";
import type { GroupLoad } from "../groups.ts";
import type { Profile } from "../load/profile.ts";
import type { MessageSpec } from "../records/messages.ts";
import { MAX_PRODUCERS } from "../records/stamp.ts";
import type { ReadTopicIds } from "../topic-ids.ts";
import type { LiveSecond } from "./live-second.ts";
import type { LoadHost, ThreadCounts } from "./load-host.ts";
import { tooManyProducers } from "./problems.ts";
import type { StopCondition } from "./stop.ts";
import type { ConsumeTask, ProduceTask, Task, TopicTask } from "./task.ts";

/** The load on one topic. */
export interface TopicLoad {
  topic: string;
  partitions: number;
  /** From the first second of the warm-up to the last of the measurement. */
  profile: Profile;
  /** What finds no room for so long is dropped; null where it waits. */
  dropAfterMs: number | null;
  messages: MessageSpec;
  acks: Acks;
  idempotent: boolean;
  groups: GroupLoad[];
}

/** How producers group messages and keep brokers busy. */
export interface Pipeline {
  /** Largest batch, and size at which a request is closed. */
  batchBytes: number;
  lingerMs: number;
  connections: number;
  inFlight: number;
  deliveryTimeoutMs: number;
  fetch: FetchWish;
}

/** As a Kafka client with generous batches: up to 1 MB, sent after 25 ms at the latest; read as soon as there is any. */
export const defaultPipeline: Pipeline = {
  batchBytes: 1_000_000,
  lingerMs: 25,
  connections: 2,
  inFlight: 3,
  deliveryTimeoutMs: 60_000,
  fetch: { minBytes: 1, maxWaitMs: 100 },
};

export interface LoadJob {
  driver: Driver["name"];
  access: Access;
  topics: readonly TopicLoad[];
  pipeline: Pipeline;
  /** On this machine; `hosts` have their own. */
  threads: ThreadCounts;
  /** The machines that carry the load in place of this one. */
  hosts?: readonly LoadHost[] | undefined;
  /** Left out of rates and latencies, not of the audit. */
  warmupSeconds: number;
  /**
   * The warm-up goes on until the latency is steady, but no longer than so many seconds; left out, it lasts as told.
   * The topics' profiles last through the longest warm-up then, and are cut off when the measurement is over.
   */
  mostWarmupSeconds?: number | undefined;
  /** Measured. */
  seconds: number;
  /** How long after the schedule's end what is due may still be sent. */
  settleSeconds: number;
  /** How long consumers may take to read what is left. */
  drainSeconds: number;
  seed: number;
  /** Every consumer is closed and opened anew so long after the load began, and goes on where it was. */
  restartConsumersAtSeconds?: number | undefined;
  /** What is done to the cluster meanwhile. */
  faults?: FaultPlan | undefined;
  /** What tells of the brokers, each second of the load. */
  brokers?: readonly BrokerProbe[] | undefined;
  /** Tells the ids of the topics, by which one that is made anew is noticed; left out, it is not looked for. */
  topicIds?: ReadTopicIds | undefined;
  /** What ends the run early, once the warm-up is over. */
  stopWhen?: readonly StopCondition[] | undefined;
  signal?: AbortSignal | undefined;
  /** Told of every second when it is over. */
  onSample?: ((second: LiveSecond) => void) | undefined;
  /** Told when the warm-up is about to end: the second from which the load is measured. */
  onMeasure?: ((fromSeconds: number) => void) | undefined;
  onEvent?: ((t: number, text: string) => void) | undefined;
}

/**
 * The tasks of each thread, producers apart from consumers: of every topic's messages each thread takes one in turn.
 * The first ones are of another thread for each topic, so that slow topics do not keep one thread busy at a time.
 * @throws Problem PLM-LOAD-034
 */
export function assign(job: LoadJob): Task[][] {
  const every = job.threads.produce;
  if (job.topics.length * every > MAX_PRODUCERS) throw tooManyProducers(job.topics.length, every);
  const produce = Array.from({ length: every }, (_, thread) =>
    job.topics.map(
      (load, index): ProduceTask => ({
        ...topicTask(job, load),
        role: "produce",
        producer: index * every + thread,
        idempotent: load.idempotent,
        profile: load.profile,
        part: { first: (thread + index) % every, every },
        dropAfterMs: load.dropAfterMs,
        readers: load.groups.length,
        lingerMs: job.pipeline.lingerMs,
        connections: job.pipeline.connections,
        inFlight: job.pipeline.inFlight,
        deliveryTimeoutMs: job.pipeline.deliveryTimeoutMs,
      }),
    ),
  );
  const consume = Array.from({ length: job.threads.consume }, (_, thread) =>
    job.topics.flatMap((load) =>
      load.groups.map((group): ConsumeTask => {
        const all = Array.from({ length: load.partitions }, (_, p) => p);
        const read = all.filter((p) => p % job.threads.consume === thread);
        const share = read.length / load.partitions;
        return {
          ...topicTask(job, load),
          role: "consume",
          ...group,
          bytesPerSecond: group.bytesPerSecond === null ? null : group.bytesPerSecond * share,
          fetch: job.pipeline.fetch,
          read,
          restartAtSeconds: job.restartConsumersAtSeconds ?? null,
        };
      }),
    ),
  );
  return [...produce, ...consume].filter((tasks) => tasks.length > 0);
}

function topicTask(job: LoadJob, load: TopicLoad): TopicTask {
  return {
    driver: job.driver,
    access: job.access,
    topic: load.topic,
    partitions: load.partitions,
    acks: load.acks,
    messages: load.messages,
    batchBytes: job.pipeline.batchBytes,
    seed: job.seed,
  };
}
