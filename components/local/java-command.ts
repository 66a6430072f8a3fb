import { delimiter } from "node:path";
import { logConfigOf } from "../log-config.ts";
import type { NodeInputs } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";

export interface JavaProgram {
  readonly mainClass: string;
  readonly arguments: readonly string[];
  readonly options: readonly string[];
  /** Class-data archive; null for none. */
  readonly archive: string | null;
}

/**
 * The command that runs a node: its heap, its log configuration, the class path and what the program needs.
 * @param marks system properties by which the process is found again
 */
export function javaCommand(
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
