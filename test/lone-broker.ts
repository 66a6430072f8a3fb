import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoneHost } from "./narrow-network.ts";

const cli = fileURLToPath(new URL("../cli/plimsoll.mjs", import.meta.url));

/** Exit codes of those that have an answer: done, failed, invalid. */
const answers = new Set([0, 1, 4]);

const workload = `name: lone
kafka: 3.9.2
metadata: zookeeper
topics:
  - name: events
    rate: 6000 msg/s
    size: 1 kB
    retention: 1 h
    replication: 1
    minInsync: 1
    acks: all
    partitions: 6
    consumers: [{ group: sink }]
`;
const inventory = `target: local
brokers:
  count: 1
  cores: 2
  memory: 8 GiB
  network: 80 Mb/s
  disks: [{ size: 100 GB, count: 1, raid: 0 }]
`;

/** Runs `plimsoll` on the host of a broker, with what comes before and after the folder of its system. */
export type OnHost = (command: string, ...words: readonly string[]) => Promise<string>;

/**
 * Brings one broker up on `host`, for a system that sends 6 MB/s through a topic and has one group of readers, and hands
 * over the command that works with it; everything is taken down after it, the host too.
 */
export async function onLoneBroker<T>(
  host: LoneHost,
  log: (line: string) => void,
  signal: AbortSignal,
  work: (plimsoll: OnHost) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-lone-"));
  const environment = { ...process.env, PLIMSOLL_STATE: join(directory, "state") };
  const plimsoll = (words: readonly string[], stop?: AbortSignal) =>
    output(host.command(process.execPath, [cli, ...words]), environment, log, stop);
  try {
    await writeFile(join(directory, "workload.yaml"), workload);
    await writeFile(join(directory, "inventory.yaml"), inventory);
    try {
      await plimsoll(["up", directory], signal);
      return await work((command, ...words) => plimsoll([command, directory, ...words], signal));
    } finally {
      await plimsoll(["down", directory]);
    }
  } finally {
    host.remove();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What a program wrote to stdout. Fails if it ended without an answer; stopped by SIGINT. */
function output(
  [command, words]: [string, string[]],
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // In a group of its own, so that a Ctrl-C reaches it once: by the signal.
  const child = spawn(command, words, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const stop = () => void child.kill("SIGINT");
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => log(text.trimEnd()));
  child.on("error", reject);
  child.on("close", (code) => {
    signal?.removeEventListener("abort", stop);
    if (code !== null && answers.has(code)) resolve(out);
    else reject(new Error(`${words.join(" ")} ended with ${code}`));
  });
  return promise;
}
