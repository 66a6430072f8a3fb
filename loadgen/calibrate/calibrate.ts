import { availableParallelism } from "node:os";
import type { Codec } from "../../sizing/inputs/compression.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Access } from "../access.ts";
import type { BrokerProbe } from "../broker-side/reading.ts";
import { checkBrokers } from "../drivers/plimsoll/cluster-client.ts";
import { KafkaAdmin } from "../kafka-admin.ts";
import type { Fit, Observation } from "./fit.ts";
import { fitForPlanner } from "./fit-for-planner.ts";
import { idleCores } from "./idle.ts";
import { matrix } from "./matrix.ts";
import { type Bench, measure, warmUp } from "./measure.ts";
import { nameOf, type Point, workOf } from "./point.ts";

/** Of this machine's cores, where brokers, generator and readers share them. */
const SHARE_OF_MACHINE = 0.2;
const CORES_PER_BROKER = 0.4;
/** What a point takes beside its warm-up and its measurement: topics, threads, reading to the end. */
const OVERHEAD_SECONDS = 1.2;
const SETTLE_SECONDS = 1;

const paces = {
  quick: { first: 5, idle: 1, warmup: 1, measured: 3 },
  full: { first: 20, idle: 10, warmup: 2, measured: 6 },
} as const;

export interface CalibrateOptions {
  access: Access;
  /** One for each broker of the cluster. */
  brokers: readonly BrokerProbe[];
  codecs: readonly Exclude<Codec, "none">[];
  quick: boolean;
  signal?: AbortSignal;
  log?: (line: string) => void;
  /** How far it is. */
  onProgress?: (text: string) => void;
}

/** A point of a calibration that was measured. */
interface CalibrationPoint extends Observation {
  readonly point: Point;
  readonly messagesPerSecond: number;
  /** Of the generator's machine, 0 to 1; null where it cannot be read. */
  readonly machineCpu: number | null;
}

/** What a calibration measured, and the costs that explain it. */
export interface CalibrationRun {
  readonly schema: "plimsoll/calibration-run@1";
  readonly startedAt: string;
  readonly cluster: { readonly bootstrap: readonly string[]; readonly brokers: number };
  /** Of all brokers together. */
  readonly idleCores: number;
  readonly warmupSeconds: number;
  readonly measuredSeconds: number;
  /** Their CPU time is without what the brokers take when idle. */
  readonly points: readonly CalibrationPoint[];
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  readonly fit: Fit;
}

/**
 * Loads a cluster in many ways for some seconds each, none near its limits, and finds the costs of a broker's work that
 * explain its CPU time best. It makes its own topics and removes them, also when it fails or is interrupted.
 * @throws Problem PLM-CALIBRATE-001 if the CPU time of some broker is not told, -003 if too little could be measured
 */
export async function calibrate(options: CalibrateOptions): Promise<CalibrationRun> {
  const { access, brokers: probes, signal, log = () => {}, onProgress = () => {} } = options;
  const startedAt = new Date().toISOString();
  const { first, idle, warmup, measured } = paces[options.quick ? "quick" : "full"];
  await checkBrokers(access);
  const admin = await KafkaAdmin.connect(access);
  try {
    const brokers = await admin.brokers();
    if (brokers !== probes.length) throw unwatched(brokers, probes.length);
    const points = matrix({ brokers, codecs: options.codecs, quick: options.quick });
    const cores = Math.min(CORES_PER_BROKER * brokers, SHARE_OF_MACHINE * availableParallelism());
    const bench: Bench = { admin, access, probes, cores, warmupSeconds: warmup, seconds: measured, log, signal };
    onProgress("warming the brokers up");
    await warmUp(first, bench);
    onProgress("measuring the brokers without a load");
    await idleCores(probes, SETTLE_SECONDS, signal);
    const idling = await idleCores(probes, idle, signal);
    const found: CalibrationPoint[] = [];
    const leftOut: { name: string; why: string }[] = [];
    for (const [i, point] of points.entries()) {
      const left = Math.ceil((points.length - i) * (warmup + measured + OVERHEAD_SECONDS));
      const name = nameOf(point);
      onProgress(`${i + 1} of ${points.length}, about ${left} s left: ${name}`);
      const outcome = await measure(point, bench);
      if (outcome.kind === "left out") {
        leftOut.push({ name, why: outcome.why });
        log(`left out: ${name}: ${outcome.why}`);
        continue;
      }
      const { messagesPerSecond, machineCpu, counted } = outcome;
      const cpuSeconds = outcome.cpuSeconds - idling * measured;
      found.push({ name, point, messagesPerSecond, machineCpu, cpuSeconds, work: workOf(point, counted) });
    }
    return {
      schema: "plimsoll/calibration-run@1",
      startedAt,
      cluster: { bootstrap: access.bootstrap, brokers },
      idleCores: idling,
      warmupSeconds: warmup,
      measuredSeconds: measured,
      points: found,
      leftOut,
      fit: fitted(found),
    };
  } finally {
    await admin.close();
  }
}

function fitted(points: readonly CalibrationPoint[]): Fit {
  try {
    return fitForPlanner(points);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem(
      "environment",
      "PLM-CALIBRATE-003",
      `the measurements tell no costs: ${error.message}`,
      "run it on a machine with less other work, and without --quick",
    );
  }
}

function unwatched(brokers: number, told: number): Problem {
  return new Problem(
    "environment",
    "PLM-CALIBRATE-001",
    `the cluster has ${brokers} brokers, but the CPU time of ${told} can be read`,
    "name the metrics of every broker with --broker-metrics",
  );
}
