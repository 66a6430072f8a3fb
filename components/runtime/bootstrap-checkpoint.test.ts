import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bootstrapCheckpoint } from "./bootstrap-checkpoint.ts";
import type { Jars } from "./jars.ts";
import type { Java } from "./runtime.ts";

let directory: string;
let jars: Jars;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-checkpoint-"));
  jars = { directory: join(directory, "kafka"), classPath: ["a.jar", "b.jar"] };
  await mkdir(jars.directory);
});
afterEach(() => rm(directory, { recursive: true }));

/** A `java` that does what the script says; `$settings` is the configuration that it is given, `$data` its directory. */
async function java(script: string): Promise<Java> {
  const executable = join(directory, "java");
  const find = `for settings; do :; done\ndata=$(sed -n 's/^log.dirs=//p' "$settings")\nmkdir "$data"`;
  await writeFile(executable, `#!/bin/sh\n${find}\n${script}\n`);
  await chmod(executable, 0o755);
  return { executable, release: 17, description: "" };
}

test("Kafka's tool writes it once, and nothing else of what the tool writes is kept", async () => {
  const tool = await java('echo "$@" > "$data/bootstrap.checkpoint"; echo x > "$data/meta.properties"');
  const file = await bootstrapCheckpoint(tool, jars);
  expect(await readFile(file, "utf8")).toMatch(
    /-cp a\.jar:b\.jar kafka\.tools\.StorageTool format -t \S{22} -c \S+\n$/,
  );
  expect(await readdir(jars.directory)).toEqual(["bootstrap.checkpoint"]);
  expect(await bootstrapCheckpoint(await java("exit 1"), jars)).toBe(file);
});

test("a tool that fails is told with the end of what it said, and leaves nothing", async () => {
  const failing = bootstrapCheckpoint(await java("echo no such setting; exit 1"), jars);
  await expect(failing).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-RUNTIME-103",
    details: ["no such setting"],
  });
  expect(await readdir(jars.directory)).toEqual([]);
});
