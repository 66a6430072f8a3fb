import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { Problem } from "../sizing/problem.ts";

const repository = join(import.meta.dirname, "..");
const runner = join(repository, "scripts", "run.mjs");

/** How the CLI is run: in the repository as one of its own commands, which knows where the state is; else as it is. */
const cli = existsSync(runner)
  ? { command: process.execPath, first: [runner, "pulumi"], folder: repository, typed: "npm run pulumi --" }
  : { command: "pulumi", first: [], folder: process.cwd(), typed: "pulumi" };

/** Of the outputs of `stacks/index.ts` what it takes to find the cluster. */
const outputsSchema = z.object({
  system: z.string(),
  bootstrap: z.string(),
  bootstrapForUsers: z.string().default(""),
  plan: z.object({ metadata: z.object({ mode: z.enum(["zookeeper", "kraft"]) }) }),
});

/** What a stack has deployed. */
export interface Deployed {
  readonly bootstrap: readonly string[];
  /** Where users log in; none if it has no users. */
  readonly bootstrapForUsers: readonly string[];
  /** Where its clusters keep their metadata, which an environment may say otherwise than the workload. */
  readonly metadata: "zookeeper" | "kraft";
}

/**
 * What a stack has deployed, from its outputs.
 * @param dir the system's folder, which the stack must have deployed
 * @throws Problem PLM-STACK-201 if the stack's outputs cannot be had, PLM-STACK-202 if it deploys another system
 */
export async function deployedBy(stack: string, dir: string): Promise<Deployed> {
  const { system, bootstrap, bootstrapForUsers, plan } = parseOutputs(stack, await readOutputs(stack));
  if (resolve(cli.folder, system) === resolve(dir))
    return {
      bootstrap: bootstrap.split(","),
      bootstrapForUsers: bootstrapForUsers.split(",").filter(Boolean),
      metadata: plan.metadata.mode,
    };
  throw new Problem("input", "PLM-STACK-202", `stack ${stack} deploys ${system}, not ${dir}`, `name ${system}`);
}

async function readOutputs(stack: string): Promise<string> {
  const args = [...cli.first, "stack", "output", "--json", "--stack", stack];
  try {
    return (await promisify(execFile)(cli.command, args, { cwd: cli.folder })).stdout;
  } catch (error) {
    const { stderr = String(error) } = error as { stderr?: string };
    throw unusable(stack, "its outputs cannot be read", stderr.trim().split("\n"));
  }
}

function parseOutputs(stack: string, text: string): z.infer<typeof outputsSchema> {
  try {
    return outputsSchema.parse(JSON.parse(text));
  } catch {
    throw unusable(stack, "its outputs name no cluster", text.trim().split("\n").slice(0, 5));
  }
}

function unusable(stack: string, what: string, details: readonly string[]): Problem {
  const remedy = `run \`${cli.typed} up --stack ${stack}\` first, or name the brokers with --against`;
  return new Problem("environment", "PLM-STACK-201", `stack ${stack}: ${what}`, remedy, details);
}
