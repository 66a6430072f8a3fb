import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type FindMax, findMaxSchema } from "../loadgen/index.ts";
import { makeNarrowHost } from "./narrow-network.ts";

/** Width of the loopback. It carries both directions, so a group that reads everything leaves half of it to producers. */
export const NARROW_MEGABITS = 160;
/** What the width leaves to producers at most, with one group, bytes/s. */
export const NARROW_BYTES_PER_SECOND = (NARROW_MEGABITS * 1e6) / 8 / 2;

const cli = fileURLToPath(new URL("../cli/plimsoll.mjs", import.meta.url));

const workload = `name: narrow
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
  network: ${NARROW_MEGABITS / 2} Mb/s
  disks: [{ size: 100 GB, count: 1, raid: 0 }]
`;

/**
 * Brings one broker up on a host with a narrow loopback and hands over the search for its highest rate, to be run as
 * often as wanted; everything is taken down after it.
 */
export async function onNarrowBroker<T>(
  log: (line: string) => void,
  signal: AbortSignal,
  work: (search: (words: readonly string[]) => Promise<FindMax>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-narrow-"));
  const host = makeNarrowHost(NARROW_MEGABITS);
  const environment = { ...process.env, PLIMSOLL_STATE: join(directory, "state") };
  const plimsoll = (words: readonly string[], stop?: AbortSignal) =>
    output(host.command(process.execPath, [cli, ...words]), environment, log, stop);
  try {
    await writeFile(join(directory, "workload.yaml"), workload);
    await writeFile(join(directory, "inventory.yaml"), inventory);
    try {
      await plimsoll(["up", directory], signal);
      return await work(async (words) =>
        findMaxSchema.parse(JSON.parse(await plimsoll(["find-max", directory, "--json", ...words], signal))),
      );
    } finally {
      await plimsoll(["down", directory]);
    }
  } finally {
    host.remove();
    await rm(directory, { recursive: true, force: true });
  }
}

/** What a program wrote to stdout. Fails if it ended otherwise than with an answer, 0 or 4; stopped by SIGINT. */
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
    if (code === 0 || code === 4) resolve(out);
    else reject(new Error(`${words.join(" ")} ended with ${code}`));
  });
  return promise;
}
