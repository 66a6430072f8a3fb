import { alternate } from "../alternation.ts";
import { withBrokers } from "../bench-cluster.ts";
import { withTopics } from "../bench-topic.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import type { ProducePeer } from "../peers/peer.ts";
import { plimsollAt, plimsollProducer } from "../peers/plimsoll.ts";
import { measureProducing, producingMethod } from "../produce-run.ts";
import type { BenchTools } from "../tools.ts";

const messageBytes = 100;
const usualPartitions = 12;
/** Within every machine's reach, whatever the number of partitions. */
const steadyRate = 100_000;

const rates = [1_000, 10_000, 100_000, 300_000, 1_000_000];
const partitionCounts = [1, 10, 100, 1_000, 10_000];
const workerCounts = [1, 2, 4, 8];

/** A point of a curve: a producer of ours and the partitions that it writes to. */
interface Point {
  readonly name: string;
  readonly producer: ProducePeer;
  readonly partitions: number;
}

interface Curve {
  readonly id: string;
  readonly title: string;
  readonly points: readonly Point[];
}

const count = (value: number, noun: string) =>
  `${value.toLocaleString("en")} ${noun}${value === 1 || noun.endsWith("/s") ? "" : "s"}`;

const point = (name: string, partitions: number, producer: ProducePeer): Point => ({
  name,
  partitions,
  producer: { ...producer, name },
});

const curves: readonly Curve[] = [
  {
    id: "cost-by-rate",
    title: `cost by rate: ${messageBytes} B, ${usualPartitions} partitions`,
    points: rates.map((rate) => point(count(rate, "msg/s"), usualPartitions, plimsollAt({ messagesPerSecond: rate }))),
  },
  {
    id: "cost-by-partitions",
    title: `cost by partitions: ${messageBytes} B, ${count(steadyRate, "msg/s")}`,
    points: partitionCounts.map((partitions) =>
      point(count(partitions, "partition"), partitions, plimsollAt({ messagesPerSecond: steadyRate })),
    ),
  },
  {
    id: "cost-by-workers",
    title: `most that so many workers send: ${messageBytes} B, ${usualPartitions} partitions`,
    points: workerCounts.map((workers) => point(count(workers, "worker"), usualPartitions, plimsollAt({ workers }))),
  },
];

/** How the cost of our producer grows with the rate, the partitions and the workers, against one broker. */
export function benchCosts(tools: BenchTools): Promise<CaseResult[]> {
  const cluster = { brokers: 1, heapBytes: 2 * 2 ** 30, neededBytes: 4e9 };
  return withBrokers(cluster, tools, async ({ bootstrap }) => {
    const results: CaseResult[] = [];
    for (const curve of curves) results.push(await oneCurve(curve, bootstrap, tools));
    return results;
  });
}

function oneCurve({ id, title, points }: Curve, bootstrap: readonly string[], tools: BenchTools): Promise<CaseResult> {
  const { rounds, seconds, warmupSeconds } = tools.options;
  const counts = [...new Set(points.map(({ partitions }) => partitions))];
  tools.step(`${title}: making topics`);
  const topics = counts.map((partitions) => ({ partitions, replication: 1, keeps: "latest" as const }));
  return withTopics(bootstrap, topics, async (names) => {
    const run = { bootstrap, messageBytes, acks: "1" as const, warmupSeconds, seconds };
    const first = { topic: names[0]!, partitions: counts[0]! };
    tools.log("a run that does not count, as new brokers are slow");
    await measureProducing(plimsollProducer, { ...run, ...first }, tools.signal);
    const measured = await alternate(points, rounds, ({ name, producer, partitions }, round) => {
      tools.step(`${title}: round ${round} of ${rounds}, ${name}`);
      const topic = names[counts.indexOf(partitions)]!;
      return measureProducing(producer, { ...run, topic, partitions }, tools.signal);
    });
    const conditions = { messageBytes, brokers: 1, replication: 1, acks: "1", warmupSeconds, seconds };
    const peers = points.map(({ producer }) => producer);
    return summarised({ id, title, method: producingMethod, conditions, peers, compared: "points" }, measured);
  });
}
