import { once } from "node:events";
import { type IngestEnd, type IngestOptions, startIngest } from "../loadgen/ingest/ingest.ts";
import { interruptible } from "./interrupt.ts";
import type { Terminal } from "./terminal.ts";

/** Runs an ingest until SIGINT, SIGTERM or SIGHUP, and tells on stderr where it listens and how it ended. */
export async function runIngest(options: IngestOptions, drainMs: number, { err }: Terminal): Promise<IngestEnd> {
  const tell = (line: string) => void err.write(`${line}\n`);
  const end = await interruptible(
    async (signal) => {
      const ingest = await startIngest(options);
      const names = options.topics.map(({ name }) => name).join(", ");
      tell(`listening on http://${options.at.host}:${ingest.port} for ${names}`);
      if (!signal.aborted) await once(signal, "abort");
      return ingest.stop(drainMs);
    },
    (how) => tell(how === "in order" ? "stopping: what was accepted is still written" : "stopped at once"),
  );
  tell(
    end.state === "drained"
      ? "stopped: everything that was accepted has been answered"
      : `stopped: ${end.requests} requests were accepted and not answered; their messages may or may not be stored`,
  );
  return end;
}
