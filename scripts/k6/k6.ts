import { join } from "node:path";
import { Problem } from "../../sizing/index.ts";
import { builtDirectory, type GoProgram } from "../go/build-program.ts";
import { isExecutable } from "../go/executable.ts";

/** The k6 that go.mod beside this file pins. */
export const k6: GoProgram = {
  name: "k6",
  title: "k6",
  version: "1.8.1",
  directory: import.meta.dirname,
  mainPackage: "go.k6.io/k6",
  linkerFlags: "",
  neededBytes: 1.2e9,
  cost: "4 min or more, 1.1 GB of which 0.1 GB stay",
  ingredients: [],
  failed: (command, log) =>
    new Problem(
      "environment",
      "PLM-K6-103",
      `Go could not build k6: \`${command}\` failed`,
      "Check the network (a proxy for modules goes into GOPROXY) and run npm run setup:k6 again",
      log,
    ),
};

/** The k6 that was built into the cache; null if there is none of these pins. */
export async function cachedK6(cacheDir: string): Promise<string | null> {
  const executable = join(await builtDirectory(k6, cacheDir), "k6");
  return (await isExecutable(executable)) ? executable : null;
}
