import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plaintext } from "../loadgen/access.ts";
import type { Proof } from "../loadgen/proof/proof.ts";
import type { Written } from "../loadgen/records/planned.ts";
import { markSummary } from "../loadgen/report/summary.ts";
import type { Plan } from "../sizing/index.ts";
import { localProbes } from "./broker-probes.ts";
import type { Components, Context, Loadgen } from "./context.ts";
import { withLocalCluster } from "./deploy.ts";
import type { ExitCode } from "./exit.ts";
import { finishProof } from "./finish-proof.ts";
import type { LongRunTools } from "./long-run.ts";
import { prepareOut } from "./out.ts";
import { runMark } from "./run-mark.ts";
import { runProof } from "./run-proof.ts";

/** Times in seconds, and where the report goes: a new folder for temporary files if nothing is said. */
export type LoopOptions = {
  readonly scale: number | "auto";
  readonly duration: number;
  readonly warmup: number;
  /** Of each phase of the mark. */
  readonly seconds: number;
  readonly out?: string;
  /** The workload of the plan. */
  readonly written: Written;
};

/** Up, prove, down, then the mark on a broker of its own, and the report. Takes down what it started, whatever happens. */
export async function theLoop(
  context: Context,
  plan: Plan,
  options: LoopOptions,
  tools: LongRunTools,
): Promise<ExitCode> {
  const out = options.out ?? (await mkdtemp(join(tmpdir(), "plimsoll-report-")));
  await prepareOut(out);
  const components = await context.components();
  const loadgen = await context.loadgen();
  const proof = await proveOnce(components, loadgen, plan, options, tools);
  const kafka = plan.clusters[0]!.kafka;
  const mark = await runMark(components, loadgen, kafka, options.seconds, tools);
  context.terminal.out.write(`\n${markSummary(mark)}\n`);
  return finishProof(context.terminal, { plan, proof, mark }, { out });
}

function proveOnce(
  components: Components,
  loadgen: Loadgen,
  plan: Plan,
  { scale, duration, warmup, written }: LoopOptions,
  tools: LongRunTools,
): Promise<Proof> {
  // Not the name that `up` uses: a cluster which the user brought up is not this command's to take down.
  const deployment = { ...plan, name: `${plan.name}-start` };
  return withLocalCluster(components, deployment, tools, {}, (cluster) => {
    const run = {
      plan,
      access: plaintext(cluster.bootstrap),
      scale,
      durationSeconds: duration,
      warmupSeconds: warmup,
      driver: "plimsoll",
      written,
      brokers: localProbes(cluster, () => components.status(deployment.name)),
    } as const;
    return runProof(loadgen, run, tools);
  });
}
