import { fileURLToPath } from "node:url";
import { alternate } from "../alternation.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import { outputOf } from "../peer-process.ts";
import { planReport } from "../peers/plan-report.ts";
import { plimsollPlanners } from "../peers/plimsoll-planner.ts";
import { telcoOnHosts, telcoSystem } from "../systems.ts";
import type { BenchTools } from "../tools.ts";

export const telcoId = "plan-telco";

const calls = { warmUpCalls: 300, measuredCalls: 1000 };
const title = "plan of the telco on its five hosts";
const method =
  "Per round a new process: the first call of the planner on parsed files, then the median of 1,000 calls after 300, and the most memory that it had; and the whole of one `plimsoll plan` from start to end, on this Node.js with its compile cache, as every call but the first has it.";
const endsWithinMs = 60_000;

/** Plans the telco's workload: the first call and later ones in a process of its own, and as a command. */
export async function benchTelco({ options: { rounds }, directory, step, signal }: BenchTools): Promise<CaseResult> {
  const [planner] = plimsollPlanners(directory);
  const plans = () => planReport(planner.name, planner.command({ files: telcoOnHosts, ...calls }), signal);
  // Both fill their compile caches.
  await commandSeconds(signal);
  await plans();
  const measured = await alternate([planner], rounds, async (_, round) => {
    step(`${title}: round ${round} of ${rounds}`);
    const { figures, evidence } = await plans();
    return { figures: { ...figures, commandSeconds: await commandSeconds(signal) }, evidence };
  });
  return summarised({ id: telcoId, title, method, conditions: {}, compared: "peers", peers: [planner] }, measured);
}

/** Seconds from the start of `plimsoll plan` to its end. */
async function commandSeconds(signal: AbortSignal): Promise<number> {
  const program = fileURLToPath(new URL("../../cli/plimsoll.mjs", import.meta.url));
  const command = { executable: process.execPath, args: [program, "plan", telcoSystem] };
  const began = performance.now();
  await outputOf("plimsoll plan", command, endsWithinMs, signal);
  return (performance.now() - began) / 1000;
}
