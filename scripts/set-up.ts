import { exitFor } from "../cli/exit.ts";
import { interruptible } from "../cli/interrupt.ts";
import { ensureRuntime, localVersions } from "../components/index.ts";
import { Problem } from "../sizing/index.ts";
import { ensurePulumi } from "./pulumi/ensure-pulumi.ts";

const log = (line: string) => console.error(line);

/** Fetches what local clusters and their tests need into the cache, or ends the process with what is missing. */
export async function setUp(): Promise<void> {
  try {
    await interruptible(fetchAll, () => log("stopping: what was not fetched to the end is removed"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.code}: ${error.message}\n${error.details.join("\n")}\nWhat to do: ${error.remedy}.`);
    process.exit(exitFor.problem(error.kind));
  }
}

async function fetchAll(signal: AbortSignal): Promise<void> {
  for (const kafka of localVersions) await ensureRuntime({ kafka, log, signal });
  const pulumi = await ensurePulumi({ env: process.env, log, status: everyTenSeconds(), signal });
  // The tests that want it are left out, and say so.
  if (pulumi.state === "absent") log(`${pulumi.problem.message}. ${pulumi.problem.remedy}.`);
}

/** A build tells how far it is more often than a log should hold. */
function everyTenSeconds(): (line: string) => void {
  let last = 0;
  return (line) => {
    if (Date.now() - last < 10_000) return;
    last = Date.now();
    log(line);
  };
}
