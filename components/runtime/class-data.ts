import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import { isSince4 } from "../kafka/version.ts";
import { down } from "../local/down.ts";
import { processesOf } from "../local/node-handler.ts";
import { smallPlan } from "../local/small-plan.ts";
import { up } from "../local/up.ts";
import { stopProcess } from "../process/detached.ts";
import type { NodeKind } from "../resource.ts";
import { exercise, exerciseTopic } from "./exercise.ts";
import type { Runtime } from "./runtime.ts";

export interface ClassDataOptions {
  /** Archives are kept here. */
  readonly directory: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

interface Recorded {
  readonly kind: NodeKind;
  /** First part of the archive's name. */
  readonly name: string;
  /** The node whose classes are recorded. */
  readonly node: string;
  /** The class by which the archive is checked. */
  readonly mainClass: string;
}

const broker: Recorded = { kind: "kafka-broker", name: "broker", node: "broker-1", mainClass: "kafka.Kafka" };
const zooKeeper: Recorded = {
  kind: "zookeeper-node",
  name: "zookeeper",
  node: "zookeeper-1",
  mainClass: "org.apache.zookeeper.server.quorum.QuorumPeerMain",
};
/** The same program as a broker, but most of its classes are others. */
const controller: Recorded = {
  kind: "kraft-controller",
  name: "controller",
  node: "controller-1",
  mainClass: "kafka.Kafka",
};

const clusterName = "class-data";
/** Java writes the archive while it ends: about 17 s for a broker. A kill before that would lose it in silence. */
const dumpWithinMs = 180_000;

/**
 * Class-data archives for this Java and this class path, made on the first call by running a small cluster once.
 * Without them nodes start more slowly but run the same, so a failure is logged and gives none.
 * The caller holds the cache's lock.
 */
export async function classData(runtime: Runtime, options: ClassDataOptions): Promise<Runtime["archives"]> {
  const archives = archivesOf(runtime, options.directory);
  const paths = Object.fromEntries(archives.map(({ kind, path }) => [kind, path]));
  if (archives.every(({ path }) => existsSync(path))) return paths;
  options.log("recording Java's class data by running a small cluster once; about 20 s");
  try {
    await record(runtime, archives, options);
    options.log("class data recorded: nodes start faster from now on");
    return paths;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === "interrupted") throw error;
    options.log(`no class data, so nodes will start more slowly: ${error.message}`);
    return {};
  }
}

type Archive = Recorded & { readonly path: string };

function archivesOf(runtime: Runtime, directory: string): Archive[] {
  const { description, executable } = runtime.java;
  const key = createHash("sha256")
    .update(JSON.stringify([description, executable, runtime.classPath]))
    .digest("hex")
    .slice(0, 16);
  const programs = [isSince4(runtime.kafka) ? controller : zooKeeper, broker];
  return programs.map((program) => ({ ...program, path: join(directory, `${program.name}-${key}.jsa`) }));
}

async function record(runtime: Runtime, archives: readonly Archive[], options: ClassDataOptions): Promise<void> {
  const { directory, signal } = options;
  const stateDir = join(directory, "recording");
  // What a recording that was killed left behind, processes included.
  await down(clusterName, { stateDir });
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const recordings = archives.map((archive) => ({ ...archive, recording: join(stateDir, `${archive.name}.jsa`) }));
  try {
    // More than one node of each, so that elections and replication are in the archives as well.
    const plan = smallPlan({
      name: clusterName,
      kafka: runtime.kafka,
      brokers: 2,
      metadataNodes: 3,
      topics: [exerciseTopic],
    });
    const cluster = await up(plan, {
      runtime,
      stateDir,
      jvm: Object.fromEntries(
        recordings.map(({ node, recording }) => [node, [`-XX:ArchiveClassesAtExit=${recording}`]]),
      ),
      brokerOverrides: { "group.initial.rebalance.delay.ms": "0", "offsets.topic.num.partitions": "1" },
      log: () => {},
      signal,
    });
    await exercise(cluster.bootstrap, signal);
    await Promise.all(recordings.map(({ node }) => dump(join(cluster.directory, node))));
    for (const { recording, mainClass } of recordings) await verify(runtime, recording, mainClass);
    for (const { recording, path } of recordings) await rename(recording, path);
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
  // Without arguments these programs print how to call them and fail.
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
