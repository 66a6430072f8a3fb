import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { ResourceType } from "./resource-type.ts";
import { rowLog } from "./row-log.ts";
import { providerService } from "./service.ts";

/** Time that work under way gets to stop what it has started, once the engine is gone. */
const endWithinMs = 6000;

/**
 * Serves the resource types to the engine at `engineAddress`, and says on standard output at which port, as engines
 * expect of a plugin. Ends when the engine ends, also when that was killed: it holds the other end of standard input.
 */
export async function serve(
  version: string,
  types: Readonly<Record<string, ResourceType>>,
  engineAddress: string,
): Promise<void> {
  const ended = new AbortController();
  const server = new Server();
  const log = rowLog(engineAddress);
  server.addService(services.ResourceProviderService, providerService({ version, types, log, signal: ended.signal }));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const end = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    setTimeout(() => process.exit(1), endWithinMs).unref();
    server.tryShutdown(() => process.exit(0));
  };
  // The engine, which starts plugins in groups of their own, ends them with SIGINT and waits until they have gone.
  process.on("SIGINT", end).on("SIGTERM", end);
  process.stdin.on("end", end).on("error", end).resume();
  console.log(port);
}
