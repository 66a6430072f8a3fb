import { fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { withCompileCache } from "../compile-cache.ts";

/**
 * A server that answers a producer as a broker would and keeps nothing: what a load reaches against it is the
 * generator's own ceiling on this machine. It stands in for a broker only in that measurement, and runs in a process
 * of its own, on loopback: what it takes is not the generator's.
 */
export interface Sink {
  bootstrap: string;
  close(): Promise<void>;
}

export async function openSink(topic: string, partitions: number): Promise<Sink> {
  const program = new URL(`./sink-process${extname(import.meta.url)}`, import.meta.url);
  const child = fork(program, [topic, String(partitions)], { env: withCompileCache() });
  const ended = once(child, "exit");
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (told) => resolve(Number(told)));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the sink of the generator's ceiling ended early (code ${code})`)));
  });
  return {
    bootstrap: `127.0.0.1:${port}`,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
