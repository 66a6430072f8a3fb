import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const source = new URL("./compile-cache.ts", import.meta.url).href;
const told = (script: string, ...words: string[]): string =>
  execFileSync(process.execPath, ["--input-type=module", "--eval", script, ...words], {
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  }).trim();

test("what is started has the compile cache of its parent, wherever that was turned on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "plimsoll-cache-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const script = `
    import { enableCompileCache } from "node:module";
    import { Worker } from "node:worker_threads";
    import { withCompileCache } from "${source}";
    enableCompileCache(process.argv[1]);
    const program = "import('node:module').then((module) => console.log(module.getCompileCacheDir()))";
    new Worker(program, { eval: true, env: withCompileCache() });`;
  expect(told(script, folder).startsWith(folder)).toBe(true);
});

test("without a cache the environment is what it was", () => {
  expect(told(`import { withCompileCache } from "${source}"; console.log(withCompileCache() === process.env)`)).toBe(
    "true",
  );
});
