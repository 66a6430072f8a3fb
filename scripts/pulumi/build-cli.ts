import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../sizing/index.ts";
import type { BuildTools } from "../build-tools.ts";
import { buildProgram, builtDirectory, type GoProgram } from "../go/build-program.ts";
import { isExecutable } from "../go/executable.ts";
import { languageHost, type PulumiCli, pinnedVersion } from "./cli.ts";
import { moduleDirectory } from "./go.ts";

const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`;

/**
 * Stands beside the CLI, where it looks for a language host without a warning. The host itself is a program of the
 * repository that runs the CLI, so that nothing of it is kept in a cache that repositories share.
 */
const launcher = `#!/bin/sh
exec "\${PLIMSOLL_NODE:?this CLI is run by npm run pulumi}" "$PLIMSOLL_LANGUAGE_HOST" "$@"
`;

const program: GoProgram = {
  name: "pulumi",
  title: "the Pulumi CLI",
  version: pinnedVersion,
  directory: moduleDirectory,
  mainPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  linkerFlags: versionFlag,
  neededBytes: 3.2e9,
  cost: "4 min or more, 2.9 GB of which 0.1 GB stay",
  ingredients: [versionFlag, launcher],
  finish: (directory) => writeFile(join(directory, languageHost), launcher, { mode: 0o755 }),
  failed: (command, log) =>
    new Problem(
      "environment",
      "PLM-PULUMI-003",
      `Go could not build the Pulumi CLI: \`${command}\` failed`,
      "Check the network (a proxy for modules goes into GOPROXY) and run npm run setup:pulumi again",
      log,
    ),
};

/** The CLI that was built into the cache; null if there is none of these pins. */
export async function cachedCli(cacheDir: string): Promise<PulumiCli | null> {
  const executable = join(await builtDirectory(program, cacheDir), "pulumi");
  return (await isExecutable(executable)) ? { source: "built", executable, version: pinnedVersion } : null;
}

/**
 * Builds the pinned CLI from the modules that go.sum pins, in 4 minutes or more, and removes all but the result. The
 * caller holds the cache's lock for it.
 * @throws Problem PLM-PULUMI-003, PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function buildCli(cacheDir: string, tools: BuildTools): Promise<PulumiCli> {
  const executable = join(await buildProgram(program, cacheDir, tools), "pulumi");
  return { source: "built", executable, version: pinnedVersion };
}
