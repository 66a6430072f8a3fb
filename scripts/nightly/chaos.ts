// Loads a cluster of five brokers at acks=all while brokers are killed, stopped, paused and restarted at random; fails
// unless nothing is lost, nothing comes twice or out of order, and every event of the run is explained by a fault.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { localFaults } from "../../cli/faults/local-faults.ts";
import { interruptible } from "../../cli/interrupt.ts";
import { prepareOut, writeOut } from "../../cli/out.ts";
import { down, ensureRuntime, holdCluster, smallPlan, up } from "../../components/index.ts";
import { plaintext } from "../../loadgen/access.ts";
import { unexplained } from "../../loadgen/faults/explained.ts";
import { type Proof, proofSummary, prove } from "../../loadgen/index.ts";
import { faultText } from "../../loadgen/report/fault-text.ts";
import type { Plan } from "../../sizing/plan.ts";
import { plannedTopic } from "../../sizing/testing/planned-topic.ts";
import { chaosPlan } from "./chaos-plan.ts";

const KAFKA = "3.9.2";
const BROKERS = 5;
const NAME = "plimsoll-chaos";
/** As Kafka's own producers have it: where faults overlap a partition may have no leader for over a minute. */
const DELIVERY_TIMEOUT_MS = 120_000;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    seed: { type: "string", default: String(Math.floor(Date.now() / 1000)) },
    out: { type: "string" },
  },
});
const seconds = Math.round(60 * Number(values.minutes));
const seed = Number(values.seed);
if (!(seconds >= 60 && seconds <= 6 * 3600) || !Number.isSafeInteger(seed)) {
  console.error("chaos: --minutes takes 1 to 360, --seed a whole number");
  process.exit(2);
}

const topic = plannedTopic({ partitions: 20, messagesPerSecond: 2000, messageBytes: 500, retentionMs: 24 * 3_600_000 });

const log = (line: string) => console.error(line);
const stateDir = await mkdtemp(join(tmpdir(), "plimsoll-chaos-"));
try {
  const proof = await interruptible(
    (signal) => chaos(signal),
    (how) => log(`stopping ${how}`),
  );
  process.exitCode = judge(proof) ? 0 : 1;
} finally {
  await down(NAME, { stateDir, log });
  await rm(stateDir, { recursive: true, force: true });
}

async function chaos(signal: AbortSignal): Promise<Proof> {
  log(`chaos for ${seconds} s, --seed ${seed}`);
  if (values.out !== undefined) await prepareOut(values.out);
  const runtime = await ensureRuntime({ kafka: KAFKA, log, signal });
  const plan = smallPlan({ name: NAME, kafka: KAFKA, brokers: BROKERS, metadataNodes: 1, topics: [topic] }) as Plan;
  const { bootstrap } = await up(plan, { runtime, stateDir, log, signal });
  const held = await holdCluster(NAME, { runtime, stateDir, log });
  try {
    const proof = await prove({
      plan,
      access: plaintext(bootstrap),
      scale: 1,
      durationSeconds: seconds,
      warmupSeconds: 5,
      driver: "plimsoll",
      deliveryTimeoutMs: DELIVERY_TIMEOUT_MS,
      faults: await localFaults(chaosPlan({ brokers: BROKERS, seconds, seed }), held, false),
      signal,
      log,
    });
    if (values.out !== undefined)
      for (const path of await writeOut(values.out, { "proof.json": `${JSON.stringify(proof, null, 2)}\n` })) log(path);
    return proof;
  } finally {
    await held.release();
  }
}

/** Prints what was done and found; whether all of it is as it must be. */
function judge(proof: Proof): boolean {
  const { audit, faults } = proof;
  for (const fault of faults) console.log(faultText(fault));
  console.log(proofSummary(proof));
  const odd = unexplained(proof);
  for (const { t, text } of odd) console.log(`not explained by a fault: ${t.toFixed(1)} s: ${text}`);
  const whole = audit.clean && audit.repeated === 0 && audit.outOfOrder === 0 && proof.produce.failed === 0;
  const done = faults.length > 0 && faults.every(({ began, failure }) => began !== null && failure === null);
  console.log(
    `${faults.length} faults, ${audit.acknowledged} messages acknowledged, ${audit.lost} lost, ${audit.repeated} repeated, ` +
      `${audit.outOfOrder} out of order, ${proof.produce.failed} given up; ${proof.events.length} events, ${odd.length} not explained`,
  );
  return whole && done && odd.length === 0;
}
