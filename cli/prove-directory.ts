import type { Proof } from "../loadgen/proof/proof.ts";
import { chosenCluster } from "../loadgen/proof-load.ts";
import { proofVerdict } from "../loadgen/report/verdict.ts";
import type { Plan } from "../sizing/index.ts";
import { agentsOf } from "./agents.ts";
import { baselineOf } from "./baseline-options.ts";
import { brokerProbes } from "./broker-probes.ts";
import type { Context } from "./context.ts";
import { type ExitCode, exitCodes } from "./exit.ts";
import { plannedFaults } from "./faults/fault-options.ts";
import type { Harm } from "./faults/timeline.ts";
import { withFaults } from "./faults/with-faults.ts";
import { finishProof, finishRepeats, writeRepeat } from "./finish-proof.ts";
import type { WatchedLoad } from "./ink/load-state.ts";
import type { LiveLoad } from "./ink/open-load-view.ts";
import { loadTarget, plannedSystem } from "./load-target.ts";
import { together, watchSeconds } from "./load-watch.ts";
import { type LongRunTools, longRun } from "./long-run.ts";
import { prepareOut } from "./out.ts";
import { paceOf } from "./pace.ts";
import { createProgress } from "./progress.ts";
import type { ProveCommandOptions } from "./prove-options.ts";
import { type ProofRun, runProof, statusOf } from "./run-proof.ts";
import type { Terminal } from "./terminal.ts";
import { withExporter } from "./with-exporter.ts";

/** Proves the system in `dir`, as often as asked, and tells and writes what came of it. */
export async function proveDirectory(
  context: Context,
  dir: string,
  options: ProveCommandOptions,
  durationGiven: boolean,
): Promise<ExitCode> {
  const { terminal } = context;
  const system = await plannedSystem(context, dir, options.json ?? false);
  if (system === null) return exitCodes.refused;
  // Told before a cluster is looked for, which need not be there for it.
  chosenCluster(system.plan, options.cluster);
  const pace = await paceOf(options, durationGiven);
  const agents = await agentsOf(options, process.env);
  const planned = await plannedFaults(options, pace.durationSeconds);
  const baseline = await baselineOf(options);
  if (options.out !== undefined) await prepareOut(options.out);
  const target = await loadTarget(context, system, dir, options);
  const { scale, warmup, driver, cluster, allowExisting: existing } = options;
  const run = { ...target, scale, ...pace, ...warmup, driver, cluster, existing, agents, baseline };

  const { durationSeconds, warmupSeconds, mostWarmupSeconds = warmupSeconds } = { ...pace, ...warmup };
  const watched = { name: target.plan.name, durationSeconds, warmupSeconds: mostWarmupSeconds };
  const view = options.live && terminal.live ? await liveLoad(terminal, watched) : null;
  const progress = view ?? createProgress(terminal);
  const words = { stopping: "the load", stopped: "the load was stopped before its end; there is no verdict" };
  const body = async (tools: LongRunTools): Promise<ExitCode> => {
    const one = (part: number | "auto") =>
      proveOnce(context, { ...run, scale: part }, { ...options, planned, view }, tools);
    const proofs = await repeated(target.plan, options, one, tools);
    // The screen ends where the results begin.
    progress.close();
    const [only, ...more] = proofs;
    if (more.length === 0) return finishProof(terminal, { plan: target.plan, proof: only! }, options);
    return finishRepeats(terminal, target.plan, proofs, options);
  };
  return longRun(context, words, body, progress);
}

/** As many proofs as asked, one after the other and of the same load, each written when it is there. */
async function repeated(
  plan: Plan,
  { repeat, scale, out }: ProveCommandOptions,
  prove: (scale: number | "auto") => Promise<Proof>,
  { log }: LongRunTools,
): Promise<Proof[]> {
  const proofs: Proof[] = [];
  while (proofs.length < repeat) {
    const proof = await prove(proofs[0]?.scale.factor ?? scale);
    proofs.push(proof);
    if (repeat === 1) continue;
    const why = proof.verdict === "pass" ? "" : `: ${proofVerdict(proof).sentence}`;
    log(`run ${proofs.length} of ${repeat}: ${proof.verdict}${why}`);
    if (out !== undefined) await writeRepeat({ plan, proof }, proofs.length, out);
  }
  return proofs;
}

/** What one proof needs of the command line beside its load. */
type OnceOptions = Pick<ProveCommandOptions, "metrics" | "brokerMetrics" | "leaveFaults"> & {
  planned: readonly Harm[];
  view: LiveLoad | null;
};

async function proveOnce(
  context: Context,
  run: ProofRun,
  { metrics, brokerMetrics, leaveFaults = false, planned, view }: OnceOptions,
  tools: LongRunTools,
): Promise<Proof> {
  const { plan, access } = run;
  const loadgen = await context.loadgen();
  const components = await context.components();
  const brokers = await brokerProbes(components, plan.name, access, brokerMetrics);
  return withExporter(plan.name, metrics, tools, (exported) =>
    withFaults(components, plan, planned, leaveFaults, tools, (faults) => {
      const watch = together([view ?? statusOf(run, tools.status), watchSeconds(exported)]);
      return runProof(loadgen, { ...run, ...faults, brokers }, tools, watch);
    }),
  );
}

/** The screen of a load, with the library that draws it. */
async function liveLoad(terminal: Terminal, load: WatchedLoad): Promise<LiveLoad> {
  const { openLoadView } = await import("./ink/open-load-view.ts");
  return openLoadView(terminal, load);
}
