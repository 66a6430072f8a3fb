import { extname } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * A server that answers a producer as a broker would and keeps nothing: what a load reaches against it is the
 * generator's own ceiling on this machine. It stands in for a broker only in that measurement, and runs in a
 * thread of its own, on loopback.
 */
export interface Sink {
  bootstrap: string;
  close(): Promise<void>;
}

export async function openSink(topic: string, partitions: number): Promise<Sink> {
  const worker = new Worker(new URL(`./sink-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: { topic, partitions },
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  return {
    bootstrap: `127.0.0.1:${port}`,
    close: async () => {
      await worker.terminate();
    },
  };
}
