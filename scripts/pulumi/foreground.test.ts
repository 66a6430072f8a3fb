import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { temporaryDirectory, writeScript } from "./testing.ts";

/** Runs a stand-in for the CLI as `npm run pulumi` does, in a process group of its own. */
async function start(body: string) {
  const directory = await temporaryDirectory();
  const log = join(directory, "log");
  await writeScript(join(directory, "cli"), `exec >> ${log}\n${body}`);
  const program = `
    const { runInForeground } = await import(${JSON.stringify(join(import.meta.dirname, "foreground.ts"))});
    const command = { command: ${JSON.stringify(join(directory, "cli"))}, args: [], env: process.env, cwd: "/" };
    process.exitCode = await runInForeground({ ...command, ownBackend: null });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { detached: true, stdio: "ignore" });
  const exit = once(child, "exit").then(([code]) => code as number | null);
  const logged = () => readFile(log, "utf8").catch(() => "");
  const until = async (text: string) => {
    while (!(await logged()).includes(text)) await sleep(20);
  };
  return { group: -child.pid!, exit, logged, until };
}

const counting = `trap 'echo INT' INT; trap 'echo TERM' TERM; echo ready; n=0; while [ $n -lt 20 ]; do sleep 0.1; n=$((n+1)); done; exit 7`;

test("the exit code is the CLI's own", async () => {
  const { exit } = await start("exit 6");
  expect(await exit).toBe(6);
});

test("the end by a signal is told as shells tell it", async () => {
  const { exit } = await start("kill -KILL $$");
  expect(await exit).toBe(137);
});

test.each([
  ["SIGINT", "INT"],
  ["SIGTERM", "TERM"],
  ["SIGHUP", "TERM"],
] as const)("%s to the whole group, twice at once, reaches the CLI once", async (signal, name) => {
  const { group, exit, logged, until } = await start(counting);
  await until("ready");
  process.kill(group, signal);
  await sleep(50);
  process.kill(group, signal);
  await until(name);
  expect(await exit).toBe(7);
  expect(await logged()).toBe(`ready\n${name}\n`);
});

test("a second one later cuts the CLI off, so it is passed on as well", async () => {
  const { group, exit, logged, until } = await start(counting);
  await until("ready");
  process.kill(group, "SIGINT");
  await sleep(800);
  process.kill(group, "SIGINT");
  expect(await exit).toBe(7);
  expect(await logged()).toBe("ready\nINT\nINT\n");
});
