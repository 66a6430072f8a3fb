import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { PulumiCli } from "../scripts/pulumi/cli.ts";
import { pulumiCommand } from "../scripts/pulumi/command.ts";
import { findPulumi } from "../scripts/pulumi/ensure-pulumi.ts";
import { Problem } from "../sizing/index.ts";
import { killProcessesBelow, nothingIsLeft } from "./remains.ts";

/** What a run of the CLI left behind. */
export interface Run {
  readonly code: number | null;
  readonly text: string;
}

/** The stack `local` of this repository with a system of its own, its state in a folder of its own. */
export interface TestStack {
  readonly name: string;
  /** The folder of its system. */
  readonly dir: string;
  /** The directory of local clusters. */
  readonly stateDir: string;
  system: { brokers: number; topic: string };
  /** Keys of the stack's configuration beside those that every run has. */
  config: Record<string, unknown>;
  /** Runs the CLI to its end. */
  run(...args: string[]): Promise<Run>;
  /** Starts the CLI in a process group of its own, which the caller ends. */
  start(...args: string[]): Promise<{ child: ChildProcess; ended: Promise<Run> }>;
  /** Sets a secret of the stack's configuration, which keeps it encrypted. */
  setSecret(path: string, value: string): Promise<void>;
  /** Destroys what is left and removes the folder; says what should not have been left. */
  remove(): Promise<void>;
}

/** The CLI that the tests use, or why there is none. */
export async function pulumiForTests(): Promise<{ cli: PulumiCli | null; reason: string }> {
  try {
    return { cli: await findPulumi(process.env), reason: "" };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { cli: null, reason: `left out: ${error.message}; ${error.remedy}` };
  }
}

/** Commands of the CLI that know no `--config-file`. */
const withoutConfig = new Set(["stack", "cancel"]);

const topic =
  "{ name: events, rate: 2000 msg/s, size: 1361 B, retention: 1 h, replication: 3, minInsync: 2, acks: all, partitions: 12, consumers: [{ group: sink, perConsumer: 50 MB/s }] }";

export async function testStack(cli: PulumiCli, name: string, metadata: "zookeeper" | "kraft"): Promise<TestStack> {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-stack-"));
  const stateDir = join(folder, "state");
  const dir = join(folder, "system");
  await mkdir(dir);
  const configFile = join(folder, "Pulumi.local.yaml");
  const stack: TestStack = {
    name,
    dir,
    stateDir,
    system: { brokers: 3, topic },
    config: {},
    async start(...args) {
      await writeSystem(dir, stack);
      const own = { system: dir, target: "local", metadata, protect: false, ...stack.config };
      const keys = Object.entries(own).map(([key, value]) => [`plimsoll:${key}`, value]);
      await writeFile(configFile, stringify({ config: Object.fromEntries(keys) }));
      const command = await pulumiCommand({
        cli,
        stateDir,
        args: [...args, "--stack", "local", ...(withoutConfig.has(args[0]!) ? [] : ["--config-file", configFile])],
        env: { ...process.env, PLIMSOLL_STATE: stateDir },
      });
      const child = spawn(command.command, command.args, {
        cwd: command.cwd,
        env: command.env,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
      const ended = new Promise<Run>((resolve) => child.on("close", (code) => resolve({ code, text })));
      return { child, ended };
    },
    async run(...args) {
      return (await stack.start(...args)).ended;
    },
    async setSecret(path, value) {
      await stack.run("config", "set", "--secret", "--path", `plimsoll:${path}`, value);
      const { config } = parse(await readFile(configFile, "utf8"));
      const [key = ""] = path.split(".");
      stack.config[key] = config[`plimsoll:${key}`];
    },
    async remove() {
      try {
        await stack.run("destroy", "--yes", "--non-interactive");
        await nothingIsLeft(stateDir, name);
      } finally {
        await killProcessesBelow(folder);
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
  return stack;
}

async function writeSystem(dir: string, { name, system }: TestStack): Promise<void> {
  const workload = `name: ${name}\nkafka: 3.9.2\nmetadata: zookeeper\ntopics: [${system.topic}]\nobjectives: { lose: { brokers: 1 } }\n`;
  const inventory = `target: hosts\nbrokers: { count: ${system.brokers}, cores: 8, memory: 64 GiB, network: 10 Gb/s, disks: [{ size: 4 TB, count: 1, raid: 0 }] }\n`;
  await writeFile(join(dir, "workload.yaml"), workload);
  await writeFile(join(dir, "inventory.yaml"), inventory);
}
