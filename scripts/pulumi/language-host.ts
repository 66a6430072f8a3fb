// Stands in for the stock language host of Node.js where the CLI was built from its Go modules, which leave that host
// out. It runs a program with the SDK's own runner. What only `pulumi install`, `pulumi new` and policy packs ask of a
// language host is left out; npm does the first here.
import grpc from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { pinnedVersion } from "./cli.ts";
import { Program, type ProgramEnd } from "./program.ts";

/** The engine gives its address last, after flags for logs. */
const engineAddress = process.argv.at(-1)!;
const running = new Set<Program>();

const run: grpc.handleUnaryCall<language.RunRequest, language.RunResponse> = async (call, done) => {
  try {
    const program = new Program(call.request, engineAddress);
    running.add(program);
    call.on("cancelled", () => program.stop());
    const end = await program.ended;
    running.delete(program);
    done(null, response(end));
  } catch (error) {
    done(null, response({ state: "failed", error: (error as Error).message }));
  }
};

function response(end: ProgramEnd): language.RunResponse {
  const message = new language.RunResponse();
  if (end.state === "failed") message.setError(end.error);
  return message.setBail(end.state === "reported");
}

/** No packages: the engine finds this repository's provider by Pulumi.yaml. */
const getRequiredPackages = answer(() => new language.GetRequiredPackagesResponse());
const getPluginInfo = answer(() => new plugin.PluginInfo().setVersion(pinnedVersion));
const about = answer(() => new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version));
const getProgramDependencies = answer(() =>
  new language.GetProgramDependenciesResponse().setDependenciesList([
    new language.DependencyInfo().setName("@pulumi/pulumi").setVersion(pinnedVersion),
  ]),
);
const cancel: grpc.handleUnaryCall<empty.Empty, empty.Empty> = (_, done) => {
  for (const program of running) program.stop();
  done(null, new empty.Empty());
};

function answer<Response>(make: () => Response): grpc.handleUnaryCall<unknown, Response> {
  return (_, done) => done(null, make());
}

async function stop(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop()));
  process.exit(0);
}

// As the engine allows itself: a configuration may be large.
const longestMessage = 400 * 1024 * 1024;
const server = new grpc.Server({
  "grpc.max_receive_message_length": longestMessage,
  "grpc.max_send_message_length": longestMessage,
});
server.addService(languageService.LanguageRuntimeService as unknown as grpc.ServiceDefinition, {
  run,
  cancel,
  about,
  getPluginInfo,
  getRequiredPackages,
  getProgramDependencies,
});
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
process.on("SIGINT", stop).on("SIGTERM", stop);
// Standard input ends with the engine, however that ended.
process.stdin.on("end", stop).resume();
