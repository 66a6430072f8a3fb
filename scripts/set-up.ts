import { ensureRuntime } from "../components/index.ts";
import { Problem } from "../sizing/index.ts";

/** Fetches what a local cluster needs into the cache, or ends the process with what is missing. */
export async function setUp(): Promise<void> {
  try {
    await ensureRuntime({ kafka: "3.9.2", log: (line) => console.error(line), signal: new AbortController().signal });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.code}: ${error.message}\n${error.details.join("\n")}\nWhat to do: ${error.remedy}.`);
    process.exit(5);
  }
}
