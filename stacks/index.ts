import * as pulumi from "@pulumi/pulumi";
import { Problem } from "../sizing/index.ts";
import { deploy } from "./deploy.ts";
import { parseSettings } from "./settings.ts";

/** The program of every stack: what the environment's file names, planned and deployed. */
export default async function main() {
  try {
    return await deploy(parseSettings(pulumi.runtime.allConfig(), secretKeys()));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, details, remedy } = error;
    // A RunError is shown without a stack trace.
    throw new pulumi.RunError([`${code}: ${message}`, ...details, `What to do: ${remedy}.`].join("\n"));
  }
}

/** The keys that were set with `--secret`: the SDK does not tell, but the language host hands them over. */
function secretKeys(): string[] {
  return JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]");
}
