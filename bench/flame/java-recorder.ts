import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import type { JavaRecording } from "./java-recording.ts";

const run = promisify(execFile);
const name = "plimsoll";
const mostBytes = 2 ** 30;

/**
 * Records a Java process by its own flight recorder while work is done.
 * @param java the executable beside which the JDK's jcmd and jfr are
 * @throws Problem PLM-BENCH-005 if there is no JDK but only a runtime
 */
export async function recorded(
  { java, pid, file }: { java: string; pid: number; file: string },
  work: () => Promise<void>,
): Promise<JavaRecording> {
  const tool = (program: string, ...args: string[]) =>
    run(join(dirname(java), program), args, { maxBuffer: mostBytes }).catch((error: Error & { code?: string }) => {
      if (error.code !== "ENOENT") throw error;
      throw new Problem(
        "environment",
        "PLM-BENCH-005",
        `there is no ${program} beside ${java}`,
        "install a JDK: a Java runtime alone cannot record",
      );
    });
  await tool("jcmd", String(pid), "JFR.start", `name=${name}`, "settings=profile");
  await work();
  await tool("jcmd", String(pid), "JFR.dump", `name=${name}`, `filename=${file}`);
  await tool("jcmd", String(pid), "JFR.stop", `name=${name}`);
  const { stdout } = await tool(
    "jfr",
    "print",
    "--json",
    "--stack-depth",
    "64",
    "--events",
    "ExecutionSample,NativeMethodSample",
    file,
  );
  return JSON.parse(stdout);
}
