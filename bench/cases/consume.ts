import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { plaintext } from "../../loadgen/access.ts";
import type { AcknowledgedRow } from "../../loadgen/audit/ledger.ts";
import { runLoad } from "../../loadgen/engine/engine.ts";
import { defaultPipeline } from "../../loadgen/engine/job.ts";
import { steady } from "../../loadgen/load/profile.ts";
import { plainMessages } from "../../loadgen/records/messages.ts";
import { Problem } from "../../sizing/problem.ts";
import { alternate } from "../alternation.ts";
import { withBrokers } from "../bench-cluster.ts";
import { withTopic } from "../bench-topic.ts";
import { type CaseResult, type Round, summarised } from "../case-result.ts";
import { outputOf } from "../peer-process.ts";
import { javaConsumers } from "../peers/java.ts";
import type { ConsumeJob, ConsumePeer } from "../peers/peer.ts";
import { plimsollConsumer } from "../peers/plimsoll.ts";
import type { BenchTools } from "../tools.ts";

/** Some 4.2 GB each with the records' own bytes: read from the page cache, and for long enough that starting is little of it. */
export const consumeTopics = [
  { messageBytes: 100, messages: 38_400_000 },
  { messageBytes: 1361, messages: 3_072_000 },
] as const;
const partitions = 12;
const seed = 1;
const method =
  "Every reader reads all messages of the same topic, which is in the page cache, once and alone; seconds as the reader itself tells them, see `use`.";
const fillSeconds = 10;
const readsWithinMs = 120_000;
/** While a broker compiles what it reads with, that takes a fifth of two cores. */
const COLD_SECONDS = 10;

export function consumeId(messageBytes: number): string {
  return `consume-${messageBytes}B`;
}

/** Reads a topic from its beginning to its end with every peer. */
export function benchConsume(tools: BenchTools): Promise<CaseResult[]> {
  const cluster = { brokers: 1, heapBytes: 2 * 2 ** 30, neededBytes: 11e9 };
  const peers = [plimsollConsumer, ...javaConsumers(tools.runtime, tools.directory)];
  const topics = consumeTopics.filter(({ messageBytes }) => consumeId(messageBytes).includes(tools.options.cases));
  if (topics.length === 0) return Promise.resolve([]);
  return withBrokers(cluster, tools, async ({ bootstrap }) => {
    const results: CaseResult[] = [];
    for (const { messageBytes, messages } of topics) {
      const wanted = Math.round(messages * tools.options.consumeShare);
      results.push(await oneCase(peers, messageBytes, wanted, bootstrap, tools));
    }
    return results;
  });
}

function oneCase(
  peers: readonly ConsumePeer[],
  messageBytes: number,
  messages: number,
  bootstrap: readonly string[],
  tools: BenchTools,
): Promise<CaseResult> {
  const { rounds } = tools.options;
  const title = `consume ${messageBytes} B, 1 broker`;
  return withTopic(bootstrap, { partitions, replication: 1, keeps: "all" }, async (topic) => {
    tools.step(`${title}: writing ${messages} messages`);
    const acknowledged = await fill(bootstrap, topic, messageBytes, messages, tools.signal);
    const job = { bootstrap, topic, partitions, messageBytes, messages, seed, acknowledged };
    const read = (peer: ConsumePeer) =>
      measure(peer, { ...job, group: `bench-${randomBytes(6).toString("hex")}` }, tools.signal);
    if (!tools.options.quick) await warmUp(() => read(plimsollConsumer), tools.log);
    const measured = await alternate(peers, rounds, (peer, round) => {
      tools.step(`${title}: round ${round} of ${rounds}, ${peer.name}`);
      return read(peer);
    });
    const conditions = { messageBytes, messages, brokers: 1, replication: 1, partitions };
    return summarised({ id: consumeId(messageBytes), title, method, conditions, compared: "peers", peers }, measured);
  });
}

/** Waits until the messages are on the disk too, and reads until the broker is as fast as it becomes. */
async function warmUp(read: () => Promise<unknown>, log: BenchTools["log"]): Promise<void> {
  await promisify(execFile)("sync");
  log(`reads of ${COLD_SECONDS} s that do not count, as a new broker is slow`);
  for (const until = Date.now() + COLD_SECONDS * 1000; Date.now() < until; ) await read();
}

async function measure(
  peer: ConsumePeer,
  job: ConsumeJob,
  signal: AbortSignal,
): Promise<Pick<Round, "figures" | "evidence">> {
  const { messages, seconds } = peer.read(await outputOf(peer.name, peer.command(job), readsWithinMs, signal));
  // The Java tool takes all of the fetch in which the last wanted message comes, which can be no more than there are.
  if (messages !== job.messages)
    throw new Problem(
      "environment",
      "PLM-BENCH-005",
      `${peer.name} read ${messages} messages of ${job.messages}`,
      "run the bench again on a machine that does nothing else",
    );
  const messagesPerSecond = messages / seconds;
  return {
    figures: { messagesPerSecond, bytesPerSecond: messagesPerSecond * job.messageBytes },
    evidence: { messages, seconds },
  };
}

/** Writes exactly `messages` messages that our own consumer can check. */
async function fill(
  bootstrap: readonly string[],
  topic: string,
  messageBytes: number,
  messages: number,
  signal: AbortSignal,
): Promise<AcknowledgedRow[]> {
  const { produce } = await runLoad({
    driver: "plimsoll",
    access: plaintext(bootstrap),
    topics: [
      {
        topic,
        partitions,
        profile: steady(messages / fillSeconds, fillSeconds),
        dropAfterMs: null,
        messages: plainMessages(messageBytes),
        acks: "all",
        idempotent: true,
        groups: [],
      },
    ],
    pipeline: defaultPipeline,
    threads: { produce: 1, consume: 0 },
    warmupSeconds: 0,
    seconds: fillSeconds,
    settleSeconds: 120,
    drainSeconds: 0,
    seed,
    signal,
  });
  return produce.flatMap(({ rows }) => rows);
}
