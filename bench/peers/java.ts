import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Runtime } from "../../components/index.ts";
import type { PeerFacts } from "../case-result.ts";
import { parseConsumerPerformance } from "./consumer-performance.ts";
import { payload } from "./payload.ts";
import type { ConsumePeer, PeerCommand, ProduceJob, ProducePeer } from "./peer.ts";

/** What Kafka's start scripts give these tools: KAFKA_HEAP_OPTS and KAFKA_JVM_PERFORMANCE_OPTS. */
const jvm = [
  "-Xmx512M",
  "-server",
  "-XX:+UseG1GC",
  "-XX:MaxGCPauseMillis=20",
  "-XX:InitiatingHeapOccupancyPercent=35",
  "-XX:+ExplicitGCInvokesConcurrent",
  "-Djava.awt.headless=true",
];
const payloadsInFile = 64;
/** More than any run gets through, and few enough that a tool which nobody kills ends within minutes. */
const mostMessagesPerSecond = 3_000_000;

const tuned = "java tuned";
const usual = "java default";
/** The Java tools take part with two settings each, under these names. */
export const javaNames: readonly string[] = [tuned, usual];

/** kafka-producer-perf-test with its defaults and with batches as large as ours; payload files go to `directory`. */
export function javaProducers(runtime: Runtime, directory: string): ProducePeer[] {
  const peer = (name: string, use: string, settings: PeerFacts["settings"]): ProducePeer => ({
    name,
    version: runtime.kafka,
    use,
    settings: { ...settings, jvm: jvm.join(" ") },
    end: "killed",
    command: (job) =>
      java(runtime, "org.apache.kafka.tools.ProducerPerformance", [
        "--topic",
        job.topic,
        "--num-records",
        String(Math.ceil(mostMessagesPerSecond * job.seconds)),
        "--throughput",
        "-1",
        "--payload-file",
        payloadFile(directory, job),
        "--producer-props",
        `bootstrap.servers=${job.bootstrap.join(",")}`,
        `acks=${job.acks}`,
        ...Object.entries(settings).map(([key, value]) => `${key}=${value}`),
      ]),
  });
  return [
    peer(
      tuned,
      "kafka-producer-perf-test --payload-file with batch and linger as large as ours, within Kafka's advice for throughput (larger batch.size, linger.ms of 10 to 100), and memory for them",
      { "batch.size": 1_000_000, "linger.ms": 25, "buffer.memory": 134_217_728, "max.request.size": 1_048_576 },
    ),
    peer(usual, "kafka-producer-perf-test --payload-file with the client's defaults, written out", {
      "batch.size": 16_384,
      "linger.ms": 0,
      "buffer.memory": 33_554_432,
    }),
  ];
}

/** kafka-consumer-perf-test with its defaults and with fetches as large as ours. It checks nothing of what it reads. */
export function javaConsumers(runtime: Runtime, directory: string): ConsumePeer[] {
  const peer = (name: string, use: string, fetchSize: number, consumer: Record<string, number>): ConsumePeer => ({
    name,
    version: runtime.kafka,
    use: `${use}; its time is fetch.time.ms, without joining the group; it compares nothing and leaves out check.crcs`,
    settings: { "fetch-size": fetchSize, ...consumer, jvm: jvm.join(" ") },
    command(job) {
      const config = join(directory, `${name.replaceAll(" ", "-")}.properties`);
      writeFileSync(
        config,
        Object.entries(consumer)
          .map(([key, value]) => `${key}=${value}\n`)
          .join(""),
      );
      return java(runtime, "org.apache.kafka.tools.ConsumerPerformance", [
        "--bootstrap-server",
        job.bootstrap.join(","),
        "--topic",
        job.topic,
        "--messages",
        String(job.messages),
        "--group",
        job.group,
        "--fetch-size",
        String(fetchSize),
        "--timeout",
        "30000",
        "--consumer.config",
        config,
      ]);
    },
    read: parseConsumerPerformance,
  });
  return [
    peer(tuned, "kafka-consumer-perf-test with fetches as large as ours and more records a poll", 2_097_152, {
      "fetch.max.bytes": 16_777_216,
      "max.poll.records": 10_000,
    }),
    peer(usual, "kafka-consumer-perf-test with its defaults, written out", 1_048_576, {
      "fetch.max.bytes": 52_428_800,
      "max.poll.records": 500,
    }),
  ];
}

function java(runtime: Runtime, mainClass: string, args: readonly string[]): PeerCommand {
  return {
    executable: runtime.java.executable,
    args: [...jvm, "-cp", runtime.classPath.join(delimiter), mainClass, ...args],
  };
}

function payloadFile(directory: string, { messageBytes }: ProduceJob): string {
  const file = join(directory, `payload-${messageBytes}.txt`);
  const lines = Array.from({ length: payloadsInFile }, (_, seed) => `${payload(messageBytes, seed)}\n`);
  writeFileSync(file, lines.join(""));
  return file;
}
