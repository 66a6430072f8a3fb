import { copyFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { requireFreeSpace } from "../../components/disk.ts";
import { cacheDirectory } from "../../components/runtime/cache.ts";
import { lockCache } from "../../components/runtime/lock-cache.ts";
import { Problem } from "../../sizing/index.ts";
import type { BuildTools } from "../build-tools.ts";
import { isExecutable } from "../go/executable.ts";
import { runLogged } from "../run-logged.ts";
import { type BuiltClient, cachedClient, clientDirectory, factsFile, pins } from "./client.ts";

const neededBytes = 1e9;

/**
 * Sees to it that the pinned client is in the cache. It is compiled for the machine's own Node.js, since that has its
 * headers beside it.
 * @throws Problem PLM-LIBRDKAFKA-101 (no Node.js of the machine's own), PLM-LIBRDKAFKA-102 (the build failed),
 * PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function ensureClient(tools: BuildTools): Promise<BuiltClient> {
  const { env, log, signal } = tools;
  const cacheDir = cacheDirectory(env);
  const unlock = await lockCache(cacheDir, "librdkafka.lock", { log, signal });
  try {
    const cached = await cachedClient(cacheDir);
    if (cached !== null) return cached;
    await requireFreeSpace(cacheDir, neededBytes, "Building librdkafka");
    return await build(cacheDir, tools);
  } finally {
    await unlock();
  }
}

async function build(cacheDir: string, { env, log, status, signal }: BuildTools): Promise<BuiltClient> {
  const path = ownPath(env.PATH ?? "");
  const node = await firstNode(path);
  const directory = await clientDirectory(cacheDir);
  const temporary = await mkdtemp(join(cacheDir, "building-librdkafka-"));
  try {
    log(`building librdkafka and its JavaScript client for ${node} in ${cacheDir}: 6 min, 0.5 GB of which 0.3 GB stay`);
    for (const name of ["package.json", "package-lock.json"]) await copyFile(join(pins, name), join(temporary, name));
    const begun = Date.now();
    const ticking = setInterval(
      () => status(`building librdkafka for ${Math.round((Date.now() - begun) / 1000)} s, of some 360`),
      2000,
    );
    await runLogged({
      command: "npm",
      args: ["ci", "--build-from-source", "--no-audit", "--no-fund"],
      directory: temporary,
      // Otherwise it fetches the libraries that it links from places that may be out of reach.
      env: { ...env, PATH: path.join(delimiter), CKJS_LINKING: "dynamic" },
      onProgress: () => {},
      signal,
      failed: (command, told) =>
        new Problem(
          "environment",
          "PLM-LIBRDKAFKA-102",
          `librdkafka could not be built: \`${command}\` failed`,
          "It wants a C++ compiler, make, Python, the headers of Node.js and of some libraries (Debian: build-essential libssl-dev zlib1g-dev libzstd-dev libcurl4-openssl-dev libsasl2-dev)",
          told.slice(-20),
        ),
    }).finally(() => clearInterval(ticking));
    await writeFile(join(temporary, factsFile), `${JSON.stringify({ node })}\n`);
    await rm(directory, { recursive: true, force: true });
    await rename(temporary, directory);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return (await cachedClient(cacheDir))!;
}

/** The PATH without the project's own programs: its Node.js comes without headers. */
function ownPath(path: string): string[] {
  return path.split(delimiter).filter((directory) => !directory.includes("node_modules"));
}

async function firstNode(path: readonly string[]): Promise<string> {
  for (const directory of path) {
    const node = join(directory, "node");
    if (await isExecutable(node)) return node;
  }
  throw new Problem(
    "environment",
    "PLM-LIBRDKAFKA-101",
    "There is no Node.js on the PATH beside the project's own, which has no headers to build against",
    "Install Node.js with its headers (the package nodejs of NodeSource has them), and run npm run setup:librdkafka again",
  );
}
