import { Problem } from "../../sizing/index.ts";
import { toolchain } from "../go/toolchain.ts";
import { oldestVersion } from "./cli.ts";

/** Holds go.mod and go.sum, which pin every module that the CLI is built from. */
export const moduleDirectory = import.meta.dirname;

/** Why the CLI cannot be built here; null if it can. */
export async function goProblem(env: NodeJS.ProcessEnv): Promise<Problem | null> {
  const go = await toolchain(moduleDirectory, env);
  if (go.state === "usable") return null;
  const remedy = `Install the Pulumi CLI ${oldestVersion} or newer from pulumi.com, or Go ${go.least} or newer from go.dev, and run npm run setup:pulumi`;
  if (go.state === "absent")
    return new Problem(
      "environment",
      "PLM-PULUMI-001",
      "There is no Pulumi CLI to use, and no Go (go) on the PATH to build it with",
      remedy,
    );
  return new Problem(
    "environment",
    "PLM-PULUMI-002",
    `There is no Pulumi CLI to use, and Go ${go.found} is too old to build it: ${go.least} or newer is needed`,
    remedy,
  );
}
