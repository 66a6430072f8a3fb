import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { alternate } from "../alternation.ts";
import { type CaseResult, type Round, summarised } from "../case-result.ts";
import type { Figures } from "../figures.ts";
import { PeerProcess } from "../peer-process.ts";
import { nodeProgram } from "../peers/node-program.ts";
import { telcoSystem } from "../telco-system.ts";
import type { BenchTools } from "../tools.ts";

export const planId = "plan-telco";
const method =
  "Per round a new process: the first call of the planner on parsed files, then the median of 1,000 calls after 300; and the whole of one `plimsoll plan` from start to end.";
const endsWithinMs = 60_000;

const peer = {
  name: "plimsoll",
  version: packageJson.version,
  use: "the command on this Node.js with its compile cache, as every call but the first has it",
  settings: {},
};

/** Plans the telco's workload: the first call and later ones in a process of its own, and as a command. */
export async function benchPlan(tools: BenchTools): Promise<CaseResult[]> {
  const title = "plan of the telco workload";
  const { rounds } = tools.options;
  await command(tools.signal);
  const measured = await alternate([peer], rounds, async (_, round): Promise<Pick<Round, "figures" | "evidence">> => {
    tools.step(`${title}: round ${round} of ${rounds}`);
    const inProcess: Figures = JSON.parse(
      await run(nodeProgram(new URL("../programs/planning.ts", import.meta.url), {}), tools.signal),
    );
    return { figures: { ...inProcess, commandSeconds: await command(tools.signal) }, evidence: {} };
  });
  return [summarised({ id: planId, title, method, conditions: {}, peers: [peer] }, measured)];
}

/** Seconds from the start of `plimsoll plan` to its end. */
async function command(signal: AbortSignal): Promise<number> {
  const program = fileURLToPath(new URL("../../cli/plimsoll.mjs", import.meta.url));
  const began = performance.now();
  await run({ executable: process.execPath, args: [program, "plan", telcoSystem] }, signal);
  return (performance.now() - began) / 1000;
}

async function run(program: Parameters<typeof PeerProcess.start>[1], signal: AbortSignal): Promise<string> {
  const process = await PeerProcess.start("plimsoll plan", program, signal);
  try {
    return await process.output(endsWithinMs);
  } finally {
    await process.kill();
  }
}
