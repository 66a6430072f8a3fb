import { cacheDirectory } from "../../components/runtime/cache.ts";
import { cachedClient } from "../../scripts/librdkafka/client.ts";
import { alternate } from "../alternation.ts";
import { withBrokers } from "../bench-cluster.ts";
import { withTopic } from "../bench-topic.ts";
import { type CaseResult, type Round, summarised } from "../case-result.ts";
import { javaProducers } from "../peers/java.ts";
import { kafkajsProducer } from "../peers/kafkajs.ts";
import { librdkafkaProducer } from "../peers/librdkafka.ts";
import type { ProducePeer } from "../peers/peer.ts";
import { platformaticProducer } from "../peers/platformatic.ts";
import { plimsollProducer } from "../peers/plimsoll.ts";
import { measureProducing, producingMethod } from "../produce-run.ts";
import type { BenchTools } from "../tools.ts";

const clusters = [
  { suffix: "1-broker", brokers: 1, replication: 1, acks: "1", heapBytes: 2 * 2 ** 30, neededBytes: 4e9 },
  { suffix: "3-brokers", brokers: 3, replication: 3, acks: "all", heapBytes: 2 ** 30, neededBytes: 8e9 },
] as const;
type Cluster = (typeof clusters)[number];

export const produceSizes = [100, 1361] as const;
const partitions = 12;
/** Until the code of brokers is compiled they take half of what they take later; each compiles its own. */
const COLD_SECONDS_PER_BROKER = 10;

/** The ids of the produce cases with messages of these sizes. */
export function produceIds(sizes: readonly number[]): string[] {
  return clusters.flatMap(({ suffix }) => sizes.map((bytes) => produceId(bytes, suffix)));
}

function produceId(bytes: number, suffix: string): string {
  return `produce-${bytes}B-${suffix}`;
}

/** Produces with every peer to one broker and to three; rate and CPU are taken from outside, alike for all. */
export async function benchProduce(tools: BenchTools): Promise<CaseResult[]> {
  const peers = [
    plimsollProducer,
    ...javaProducers(tools.runtime, tools.directory),
    kafkajsProducer,
    platformaticProducer,
    ...(await librdkafka(tools)),
  ];
  const results: CaseResult[] = [];
  for (const cluster of clusters) {
    const sizes = produceSizes.filter((bytes) => produceId(bytes, cluster.suffix).includes(tools.options.cases));
    if (sizes.length === 0) continue;
    await withBrokers(cluster, tools, async ({ bootstrap }) => {
      const { quick } = tools.options;
      const seconds = quick ? tools.options.seconds : COLD_SECONDS_PER_BROKER * cluster.brokers;
      tools.log(`a run of ${seconds} s that does not count, as new brokers are slow`);
      const uncounted = { ...tools, options: { ...tools.options, seconds } };
      await measure(plimsollProducer, produceSizes[0], cluster, bootstrap, uncounted);
      for (const bytes of sizes) results.push(await oneCase(peers, bytes, cluster, bootstrap, tools));
    });
  }
  return results;
}

/** librdkafka is compiled for minutes: it takes part where that was done before. */
async function librdkafka({ log }: BenchTools): Promise<ProducePeer[]> {
  const client = await cachedClient(cacheDirectory());
  if (client !== null) return [librdkafkaProducer(client)];
  log("librdkafka is left out: npm run setup:librdkafka builds it");
  return [];
}

async function oneCase(
  peers: readonly ProducePeer[],
  bytes: number,
  cluster: Cluster,
  bootstrap: readonly string[],
  tools: BenchTools,
): Promise<CaseResult> {
  const { brokers, replication, acks } = cluster;
  const { rounds, seconds, warmupSeconds } = tools.options;
  const title = `produce ${bytes} B, ${brokers} ${brokers === 1 ? "broker" : "brokers"}, replication ${replication}, acks=${acks}`;
  const measured = await alternate(peers, rounds, async (peer, round) => {
    tools.step(`${title}: round ${round} of ${rounds}, ${peer.name}`);
    return measure(peer, bytes, cluster, bootstrap, tools);
  });
  const conditions = {
    messageBytes: bytes,
    brokers,
    replication,
    acks,
    partitions,
    keyed: "no",
    compression: "none",
    warmupSeconds,
    seconds,
  };
  const facts = {
    id: produceId(bytes, cluster.suffix),
    title,
    method: producingMethod,
    conditions,
    peers,
    compared: "peers" as const,
  };
  return summarised(facts, measured);
}

function measure(
  peer: ProducePeer,
  messageBytes: number,
  { replication, acks }: Cluster,
  bootstrap: readonly string[],
  { options: { seconds, warmupSeconds }, signal }: BenchTools,
): Promise<Pick<Round, "figures" | "evidence">> {
  return withTopic(bootstrap, { partitions, replication, keeps: "latest" }, (topic) =>
    measureProducing(peer, { bootstrap, topic, partitions, messageBytes, acks, warmupSeconds, seconds }, signal),
  );
}
