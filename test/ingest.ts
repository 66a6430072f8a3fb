import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { KafkaMessage } from "kafkajs";
import { onTestFinished } from "vitest";
import { plaintext } from "../loadgen/access.ts";
import { kafkajsClient } from "../loadgen/drivers/kafkajs/client.ts";

const root = join(import.meta.dirname, "..");

/** Runs `plimsoll ingest` on a free port; it goes with the test. */
export async function ingestProcess(bootstrap: readonly string[], topics: string) {
  const words = ["ingest", "--against", bootstrap.join(","), "--topics", topics, "--port", "0"];
  const child = spawn(process.execPath, [join(root, "cli", "main.ts"), ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const told: string[] = [];
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      told.push(line);
      const [, listening] = /^listening on (\S+) /.exec(line) ?? [];
      if (listening !== undefined) resolve(listening);
    });
    void ended.then(() => reject(new Error(told.join("\n"))));
  });
  return {
    url,
    /** Sends SIGTERM and tells how it ended. */
    stop: async () => {
      child.kill("SIGTERM");
      const code = await ended;
      return { code, last: told.at(-1) };
    },
  };
}

/** What k6 found, of what is looked at. */
interface K6Summary {
  metrics: Record<string, { count?: number; "p(99)"?: number; thresholds?: Record<string, boolean> }>;
}

/** Runs a script of a folder to its end. */
export async function runK6(k6: string, folder: string, script: string, env: Record<string, string>) {
  const file = join(folder, "summary.json");
  const words = ["run", "--quiet", "--no-usage-report", "--address", "", "--summary-export", file, script];
  // An extension that is missing must fail, and not be looked for on the network.
  const own = { K6_AUTO_EXTENSION_RESOLUTION: "false", NO_COLOR: "1", HOME: folder };
  const run = promisify(execFile)(k6, words, { cwd: folder, env: { ...process.env, ...own, ...env }, timeout: 60_000 });
  const { code, text } = await run.then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code: code as number, text: stdout + stderr }),
  );
  const { metrics } = JSON.parse(await readFile(file, "utf8")) as K6Summary;
  return { code, text, metrics, count: (name: string) => metrics[name]?.count ?? 0 };
}

/** Everything that a topic holds. */
export async function readTopic(bootstrap: readonly string[], topic: string) {
  const kafka = kafkajsClient(plaintext(bootstrap));
  const admin = kafka.admin();
  const consumer = kafka.consumer({ groupId: `check-${topic}` });
  await admin.connect();
  await consumer.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topic);
    const messages: (KafkaMessage & { partition: number })[] = [];
    const next = new Map<number, number>();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message }) => {
        messages.push({ ...message, partition });
        next.set(partition, Number(message.offset) + 1);
      },
    });
    const behind = () => ends.some(({ partition, high }) => (next.get(partition) ?? 0) < Number(high));
    for (const until = Date.now() + 30_000; behind(); await delay(20))
      if (Date.now() > until) throw new Error(`${topic} was not read to its end`);
    return messages;
  } finally {
    await consumer.disconnect();
    await admin.disconnect();
  }
}
