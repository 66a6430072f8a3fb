import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const command = fileURLToPath(new URL("./plimsoll.mjs", import.meta.url));
const stacks = fileURLToPath(new URL("../stacks", import.meta.url));
const hooks = `import module from "node:module";
module.registerHooks({ load: (url, context, next) => { process.stderr.write(url + "\\n"); return next(url, context); } });`;
const tracing = ["--import", `data:text/javascript,${encodeURIComponent(hooks)}`];

/** Packages and folders of the project that a run of the command loads, and how many files in all. */
async function loadedBy(...words: string[]): Promise<{ files: number; parts: string[] }> {
  const { stderr } = await promisify(execFile)(process.execPath, [...tracing, command, ...words], { timeout: 60_000 });
  const files = stderr.split("\n").filter((line) => line.startsWith("file:"));
  const parts = files
    .map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
    .filter((one) => one !== undefined);
  return { files: files.length, parts: [...new Set(parts)].toSorted() };
}

test.each([["--help"], ["--version"], ["help"]])("%s loads no command and nothing that reads files", async (word) => {
  const { files, parts } = await loadedBy(word);
  expect(parts).toEqual(["commander"]);
  expect(files).toBeLessThan(30);
});

test("the help of a command loads no other part of the program", async () => {
  expect((await loadedBy("plan", "--help")).parts).toEqual(["commander"]);
});

test("a plan loads what reads, checks and plans, and no client, charts or screens", async () => {
  expect((await loadedBy("plan", `${stacks}/claro`)).parts).toEqual(["commander", "yaml", "zod"]);
});
