import type { Command } from "commander";
import type { WantedTopic } from "../../loadgen/ingest/find-topics.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parsePort, parseSize, parseTopics } from "../ingest-options.ts";
import { parseBootstrap } from "../options.ts";

const examples = `
Examples:
  plimsoll ingest --against 127.0.0.1:9092 --topics orders,clicks:1
  plimsoll ingest --client-config client.properties --topics orders --port 9000
  curl -H 'Content-Type: application/json' -d '{"records":[{"value":{"id":7}}]}' \\
    http://127.0.0.1:8080/topics/orders`;

/** A stop waits so long for the brokers. */
const DRAIN_MS = 60_000;

type Options = {
  against?: string[];
  clientConfig?: string;
  topics: WantedTopic[];
  port: number;
  host: string;
  body: number;
  hold: number;
};

/** `plimsoll ingest`: takes batches of JSON over HTTP and writes them to topics, until it is stopped. */
export function addIngestCommand(program: Command, perform: Perform): void {
  program
    .command("ingest")
    .description("Take batches of JSON over HTTP and write them to topics, until it is stopped.")
    .option("--against <bootstrap>", "brokers to write to, host:port,...", parseBootstrap)
    .option("--client-config <file>", "Kafka client properties")
    .requiredOption("--topics <names>", "topics that may be written to: name or name:acks, ...", parseTopics)
    .option("--port <port>", "where to listen; 0 for any that is free", parsePort, 8080)
    .option("--host <address>", "address to listen on; other machines reach only one of this machine's", "127.0.0.1")
    .option("--body <size>", "largest body of a request (default: 1 MB)", parseSize("--body", 1000), 1_000_000)
    .option("--hold <size>", "what may be held for the brokers (default: 64 MB)", parseSize("--hold", 1000), 64_000_000)
    .addHelpText("after", examples)
    .action((options: Options) =>
      perform(async ({ terminal }) => {
        const { accessFrom } = await import("../ingest-access.ts");
        const { runIngest } = await import("../run-ingest.ts");
        const { topics, port, host, body, hold } = options;
        const access = await accessFrom(options);
        const limits = { bodyBytes: body, heldBytes: Math.max(hold, body) };
        const end = await runIngest({ access, topics, at: { host, port }, limits }, DRAIN_MS, terminal);
        return end.state === "drained" ? exitCodes.done : exitCodes.environment;
      }),
    );
}
