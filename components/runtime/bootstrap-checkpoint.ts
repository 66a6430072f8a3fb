import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import { controllerListener } from "../kafka/listeners.ts";
import { clusterIdOf } from "../kraft/quorum.ts";
import { renderProperties } from "../properties.ts";
import type { Jars } from "./jars.ts";
import type { Java } from "./runtime.ts";

const fileName = "bootstrap.checkpoint";

/**
 * The file with which the storage of every KRaft node begins: which levels this release's features have. It holds
 * nothing of one node or cluster, so Kafka's own tool writes it once, on the first call, in place of once a node, which
 * would cost a second of CPU each. The caller holds the cache's lock.
 * @throws Problem PLM-RUNTIME-103 if the tool fails
 */
export async function bootstrapCheckpoint(java: Java, { directory, classPath }: Jars): Promise<string> {
  const file = join(directory, fileName);
  if (existsSync(file)) return file;
  const temporary = join(directory, "formatting");
  await rm(temporary, { recursive: true, force: true });
  try {
    await mkdir(temporary, { recursive: true });
    await format(java, classPath, temporary);
    await rename(join(temporary, "data", fileName), file);
    return file;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function format(java: Java, classPath: readonly string[], directory: string): Promise<void> {
  const settings = join(directory, "controller.properties");
  await writeFile(settings, anyController(join(directory, "data")));
  const tool = ["kafka.tools.StorageTool", "format", "-t", clusterIdOf("any"), "-c", settings];
  const args = ["-XX:TieredStopAtLevel=1", "-cp", classPath.join(delimiter), ...tool];
  try {
    await promisify(execFile)(java.executable, args, { timeout: 60_000 });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Problem(
      "environment",
      "PLM-RUNTIME-103",
      "Kafka's storage tool did not write what a controller begins with",
      "The end of its output tells why",
      `${stdout}${stderr}`.trimEnd().split("\n").slice(-10),
    );
  }
}

/** The tool wants a whole configuration, though only the directory matters here. */
function anyController(logDir: string): string {
  return renderProperties({
    "controller.listener.names": controllerListener,
    "controller.quorum.voters": "1@127.0.0.1:9093",
    listeners: `${controllerListener}://127.0.0.1:9093`,
    "listener.security.protocol.map": `${controllerListener}:PLAINTEXT`,
    "log.dirs": logDir,
    "node.id": 1,
    "process.roles": "controller",
  });
}
