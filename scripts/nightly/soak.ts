// Loads one broker at 20 MB/s for 20 minutes with everything read back; fails unless the memory of this process stays
// flat and under its limit, and nothing is lost.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { quickRetention, withTopic } from "../../bench/bench-topic.ts";
import { interruptible } from "../../cli/interrupt.ts";
import { down, ensureRuntime, smallPlan, up } from "../../components/index.ts";
import { plaintext } from "../../loadgen/access.ts";
import { runLoad } from "../../loadgen/engine/engine.ts";
import { defaultPipeline } from "../../loadgen/engine/job.ts";
import type { LoadResult } from "../../loadgen/engine/load-result.ts";
import { atTail } from "../../loadgen/groups.ts";
import { steady } from "../../loadgen/load/profile.ts";
import { plainMessages } from "../../loadgen/records/messages.ts";
import { audited } from "../../loadgen/results.ts";
import { soakVerdict } from "./soak-verdict.ts";

const KAFKA = "3.9.2";
const NAME = "plimsoll-soak";
const PARTITIONS = 12;
const GROUP = "read-back";
const MESSAGE_BYTES = 1361;
const BYTES_PER_SECOND = 20e6;
const WARMUP_SECONDS = 10;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "20" } } });
const seconds = Math.round(60 * Number(values.minutes));
if (!(seconds >= 60 && seconds <= 24 * 3600)) {
  console.error("soak: --minutes takes 1 to 1440");
  process.exit(2);
}

const log = (line: string) => console.error(line);
/** Bytes in use by this process with all its threads, a reading every second of the load. */
const resident: number[] = [];
const stateDir = await mkdtemp(join(tmpdir(), "plimsoll-soak-"));
try {
  process.exitCode = await interruptible(soak, (how) => log(`stopping ${how}`));
} finally {
  await down(NAME, { stateDir, log });
  await rm(stateDir, { recursive: true, force: true });
}

async function soak(signal: AbortSignal): Promise<number> {
  log(`soak for ${seconds} s at ${BYTES_PER_SECOND / 1e6} MB/s`);
  const runtime = await ensureRuntime({ kafka: KAFKA, log, signal });
  const plan = smallPlan({ name: NAME, kafka: KAFKA, brokers: 1, metadataNodes: 1, topics: [] });
  const { bootstrap } = await up(plan, { runtime, stateDir, log, signal, brokerOverrides: quickRetention });
  return withTopic(bootstrap, { partitions: PARTITIONS, replication: 1, keeps: "latest" }, async (topic) => {
    const result = await load(bootstrap, topic, signal);
    const audit = audited(result, [{ topic, group: GROUP }]);
    const held = result.produce.reduce((sum, { bytes }) => sum + bytes, 0) / seconds;
    const { good, text } = soakVerdict({
      audit,
      heldBytesPerSecond: held,
      wantedBytesPerSecond: BYTES_PER_SECOND,
      resident,
    });
    console.log(text);
    return good ? 0 : 1;
  });
}

function load(bootstrap: readonly string[], topic: string, signal: AbortSignal): Promise<LoadResult> {
  return runLoad({
    driver: "plimsoll",
    access: plaintext(bootstrap),
    topics: [
      {
        topic,
        partitions: PARTITIONS,
        profile: steady(BYTES_PER_SECOND / MESSAGE_BYTES, WARMUP_SECONDS + seconds),
        dropAfterMs: null,
        messages: plainMessages(MESSAGE_BYTES),
        acks: "all",
        idempotent: true,
        groups: [atTail(GROUP)],
      },
    ],
    pipeline: defaultPipeline,
    threads: { produce: 1, consume: 1 },
    warmupSeconds: WARMUP_SECONDS,
    seconds,
    settleSeconds: 10,
    drainSeconds: 30,
    seed: 1,
    signal,
    onSample: () => resident.push(process.memoryUsage.rss()),
  });
}
