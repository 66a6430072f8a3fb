import { type Access, plaintext } from "../loadgen/access.ts";
import type { CalibrateOptions, CalibrationRun } from "../loadgen/calibrate/calibrate.ts";
import { Problem } from "../sizing/problem.ts";
import { exporterProbes, localProbes } from "./broker-probes.ts";
import type { Components, Loadgen } from "./context.ts";
import { type LocalSettings, withLocalCluster } from "./deploy.ts";
import type { LongRunTools } from "./long-run.ts";

const settings: LocalSettings = { brokerHeapBytes: 2 ** 30, neededBytes: 4e9 };

/** How a calibration varies the load. */
type Variety = Pick<CalibrateOptions, "codecs" | "quick">;

/** Calibrates on brokers of this machine that run for that alone. */
export function calibrateAlone(
  components: Components,
  loadgen: Loadgen,
  { kafka, brokers }: { kafka: string; brokers: number },
  variety: Variety,
  tools: LongRunTools,
): Promise<CalibrationRun> {
  const alone = components.smallPlan({ name: "plimsoll-calibrate", kafka, brokers, metadataNodes: 1, topics: [] });
  return withLocalCluster(components, alone, tools, settings, (cluster) => {
    const probes = localProbes(cluster, () => components.status(alone.name));
    return run(loadgen, { access: plaintext(cluster.bootstrap), brokers: probes, ...variety }, tools);
  });
}

/** Calibrates on the local cluster `name`, which is up. */
export async function calibrateLocal(
  components: Components,
  loadgen: Loadgen,
  { name, dir }: { name: string; dir: string },
  variety: Variety,
  tools: LongRunTools,
): Promise<CalibrationRun> {
  const found = await components.status(name);
  if (!found?.nodes.every(({ state }) => state !== "unfinished"))
    throw new Problem(
      "environment",
      "PLM-CLI-003",
      found === null ? `no cluster ${name} runs here` : `cluster ${name} was not brought up to the end`,
      `run \`plimsoll up ${dir}\` first, or leave out ${dir}, and a broker is started for the calibration`,
    );
  const probes = localProbes(found, () => components.status(name));
  return run(loadgen, { access: plaintext(found.bootstrap), brokers: probes, ...variety }, tools);
}

/** Calibrates on brokers that run already, whose CPU time their exporters tell. */
export function calibrateAgainst(
  loadgen: Loadgen,
  { access, metrics }: { access: Access; metrics: readonly string[] },
  variety: Variety,
  tools: LongRunTools,
): Promise<CalibrationRun> {
  return run(loadgen, { access, brokers: exporterProbes(metrics), ...variety }, tools);
}

function run(
  loadgen: Loadgen,
  options: Pick<CalibrateOptions, "access" | "brokers" | "codecs" | "quick">,
  { log, signal, step }: LongRunTools,
): Promise<CalibrationRun> {
  return loadgen.calibrate({ ...options, log, signal, onProgress: step });
}
