import { delimiter } from "node:path";
import { logConfigOf } from "../log-config.ts";
import type { NodeInputs } from "../resource.ts";
import type { Runtime, RuntimeSource } from "../runtime/runtime.ts";
import type { NodeKind } from "./node-handler.ts";

export interface JavaProgram {
  readonly mainClass: string;
  readonly arguments: readonly string[];
  readonly options: readonly string[];
  /** Class-data archive; null for none. */
  readonly archive: string | null;
}

/**
 * How nodes of a kind are run: each with its heap, its log configuration, the class path and what its program needs,
 * on the runtime of its version of Kafka.
 */
export function javaCommand<Inputs extends NodeInputs>(
  runtimeOf: RuntimeSource,
  program: (runtime: Runtime, inputs: Inputs) => JavaProgram,
): NodeKind<Inputs>["command"] {
  return async (context, inputs, marks) => {
    const runtime = await runtimeOf(inputs.kafka, context);
    return commandOf(runtime, program(runtime, inputs), inputs, marks);
  };
}

function commandOf(
  runtime: Runtime,
  program: JavaProgram,
  inputs: NodeInputs,
  marks: readonly string[],
): { command: string; args: string[] } {
  const logs = logConfigOf(runtime.kafka);
  const args = [
    ...marks,
    `-Xmx${inputs.heapBytes}`,
    `-Xms${inputs.heapBytes}`,
    // A node without memory must die and be seen, not go on half working.
    "-XX:+ExitOnOutOfMemoryError",
    `-D${logs.property}=file:${inputs.directory}/${logs.path}`,
    ...(program.archive === null ? [] : [`-XX:SharedArchiveFile=${program.archive}`]),
    ...program.options,
    ...inputs.jvm,
    "-cp",
    runtime.classPath.join(delimiter),
    program.mainClass,
    ...program.arguments,
  ];
  return { command: runtime.java.executable, args };
}
