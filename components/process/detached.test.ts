import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signalProcess, startDetached, stopProcess } from "./detached.ts";
import { isAlive } from "./identity.ts";
import { pause } from "./pause.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-process-"));
});
afterEach(() => rm(directory, { recursive: true }));

const start = (script: string) =>
  startDetached({
    command: process.execPath,
    args: ["-e", script],
    directory,
    logFile: join(directory, "log"),
  });

async function said(text: string): Promise<void> {
  while (!(await readFile(join(directory, "log"), "utf8")).includes(text)) await pause(10);
}

test("it ends at SIGTERM, having written to its log", async () => {
  const identity = await start(
    "process.on('SIGTERM', () => { console.log('bye'); process.exit() }); console.log('up'); setInterval(() => {}, 1000)",
  );
  await said("up");
  await stopProcess(identity, 5000);
  expect(isAlive(identity)).toBe(false);
  await said("bye");
});

test("one that ignores SIGTERM is killed after the limit", async () => {
  const identity = await start("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
  await said("up");
  await stopProcess(identity, 100);
  expect(isAlive(identity)).toBe(false);
  expect(signalProcess(identity, "SIGTERM")).toBe(false);
});

test("a program that is not there is a problem with a name", async () => {
  const started = startDetached({ command: "/no/such/java", args: [], directory, logFile: join(directory, "log") });
  await expect(started).rejects.toMatchObject({
    code: "PLM-PROCESS-001",
    message: expect.stringContaining("/no/such/java did not start"),
  });
});
