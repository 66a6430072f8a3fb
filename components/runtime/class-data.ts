import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import { down } from "../local/down.ts";
import { processesOf } from "../local/node-handler.ts";
import { smallPlan } from "../local/small-plan.ts";
import { up } from "../local/up.ts";
import { stopProcess } from "../process/detached.ts";
import { exercise, exerciseTopic } from "./exercise.ts";
import type { Runtime } from "./runtime.ts";

export interface ClassDataOptions {
  /** Archives are kept here. */
  readonly directory: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

type Program = keyof Runtime["archives"];

/** The node whose classes are recorded for a program, and the class by which the archive is checked. */
const recorded: Readonly<Record<Program, { node: string; mainClass: string }>> = {
  zookeeper: { node: "zookeeper-1", mainClass: "org.apache.zookeeper.server.quorum.QuorumPeerMain" },
  broker: { node: "broker-1", mainClass: "kafka.Kafka" },
};
const programs = Object.keys(recorded) as Program[];
const clusterName = "class-data";
/** Java writes the archive while it ends: about 17 s for a broker. A kill before that would lose it in silence. */
const dumpWithinMs = 180_000;

/**
 * Class-data archives for this Java and this class path, made on the first call by running a small cluster once.
 * Without them nodes start more slowly but run the same, so a failure is logged and gives none.
 * The caller holds the cache's lock.
 */
export async function classData(runtime: Runtime, options: ClassDataOptions): Promise<Runtime["archives"]> {
  const archives = archiveFiles(runtime, options.directory);
  if (programs.every((program) => existsSync(archives[program]))) return archives;
  options.log("recording Java's class data by running a small cluster once; about 20 s");
  try {
    await record(runtime, archives, options);
    options.log("class data recorded: nodes start faster from now on");
    return archives;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === "interrupted") throw error;
    options.log(`no class data, so nodes will start more slowly: ${error.message}`);
    return { zookeeper: null, broker: null };
  }
}

function archiveFiles(runtime: Runtime, directory: string): Record<Program, string> {
  const { description, executable } = runtime.java;
  const key = createHash("sha256")
    .update(JSON.stringify([description, executable, runtime.classPath]))
    .digest("hex")
    .slice(0, 16);
  return { zookeeper: join(directory, `zookeeper-${key}.jsa`), broker: join(directory, `broker-${key}.jsa`) };
}

async function record(runtime: Runtime, archives: Record<Program, string>, options: ClassDataOptions): Promise<void> {
  const { directory, signal } = options;
  const stateDir = join(directory, "recording");
  // What a recording that was killed left behind, processes included.
  await down(clusterName, { stateDir });
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const temporary = (program: Program) => join(stateDir, `${program}.jsa`);
  const jvm = programs.map((program) => [recorded[program].node, [`-XX:ArchiveClassesAtExit=${temporary(program)}`]]);
  try {
    // More than one node of each, so that elections and replication are in the archives as well.
    const plan = smallPlan({
      name: clusterName,
      kafka: runtime.kafka,
      brokers: 2,
      zooKeeperNodes: 3,
      topics: [exerciseTopic],
    });
    const cluster = await up(plan, {
      runtime: { ...runtime, archives: { zookeeper: null, broker: null } },
      stateDir,
      jvm: Object.fromEntries(jvm),
      brokerOverrides: { "group.initial.rebalance.delay.ms": "0", "offsets.topic.num.partitions": "1" },
      log: () => {},
      signal,
    });
    await exercise(cluster.bootstrap, signal);
    await Promise.all(programs.map((program) => dump(join(cluster.directory, recorded[program].node))));
    for (const program of programs) await verify(runtime, temporary(program), recorded[program].mainClass);
    for (const program of programs) await rename(temporary(program), archives[program]);
  } finally {
    await down(clusterName, { stateDir });
    await rm(stateDir, { recursive: true, force: true });
  }
}

async function dump(nodeDirectory: string): Promise<void> {
  await Promise.all(processesOf(nodeDirectory).map((found) => stopProcess(found, dumpWithinMs)));
}

/** Java with `-Xshare:on` refuses an archive that it cannot use, and its log tells where each class came from. */
async function verify(runtime: Runtime, archive: string, mainClass: string): Promise<void> {
  const args = [
    "-Xshare:on",
    `-XX:SharedArchiveFile=${archive}`,
    "-Xlog:class+load=info",
    "-cp",
    runtime.classPath.join(delimiter),
    mainClass,
  ];
  // Without arguments both programs print how to call them and fail.
  const { stdout } = await promisify(execFile)(runtime.java.executable, args, {
    maxBuffer: 64e6,
    timeout: 60_000,
  }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? "" }));
  if (stdout.includes(`${mainClass} source: shared objects file (top)`)) return;
  throw new Problem(
    "environment",
    "PLM-CLASSDATA-101",
    `Java did not take ${mainClass} from the archive that it had written`,
    "Nothing need be done: everything works without",
    stdout.split("\n").slice(-5),
  );
}
