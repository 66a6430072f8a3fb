import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByArgument } from "../components/process/identity.ts";
import { processesBelow } from "./remains.ts";
import { pulumiForTests, type TestStack, testStack } from "./stack.ts";

const { cli, reason } = await pulumiForTests();
const up = ["up", "--yes", "--skip-preview", "--non-interactive"];
/** A few, since each takes six seconds; CI asks for ten. */
const moments = Number(process.env.PLIMSOLL_TEST_CUT_OFFS ?? 4);
/** The whole of an undisturbed `up` of this stack takes about this long. */
const wholeMs = 8000;

describe.skipIf(cli === null)(`\`pulumi up\` that is cut off ${reason}`, () => {
  let stack: TestStack;
  let cutOffs = 0;
  beforeAll(async () => {
    stack = await testStack(cli!, "cutoff", "kraft");
  });
  afterAll(() => stack.remove());

  const destroy = async () => {
    const { code, text } = await stack.run("destroy", "--yes", "--skip-preview", "--non-interactive");
    expect(code, text).toBe(0);
  };
  const unlock = async () => {
    const { code, text } = await stack.run("cancel", "--yes");
    expect(code, text).toBe(0);
  };

  test.each(Array.from({ length: moments }, (_, n) => [n + 1, n % 2 === 0 ? "SIGKILL" : "SIGINT"] as const))(
    "attempt %i ends by %s at a random moment, and with it all that had been started for it",
    async (_n, signal) => {
      const after = Math.round(500 + Math.random() * wholeMs);
      const { child, ended } = await stack.start(...up);
      const cutOff = await Promise.race([sleep(after, true), ended.then(() => false)]);
      // One that came to its end begins from nothing again, so that the next has something to do.
      if (!cutOff) return destroy();
      cutOffs++;
      const plugins = await descendantsOf(child.pid!);
      child.kill(signal);
      const { text } = await ended;
      // A killed CLI leaves its lock behind.
      if (signal === "SIGKILL") await unlock();
      await expect
        .poll(() => commandsOf(plugins), { timeout: 15_000, message: `cut off after ${after} ms\n${text}` })
        .toEqual([]);
    },
  );

  test("most of the attempts were cut off", () => {
    expect(cutOffs).toBeGreaterThanOrEqual(moments / 2);
  });

  test("is completed by the next one, which then finds nothing to do", async () => {
    const { code, text } = await stack.run(...up);
    expect(code, text).toBe(0);
    const nodes = [1, 2, 3].flatMap((n) => [`controller-${n}`, `broker-${n}`]);
    for (const node of nodes)
      expect(findByArgument(`-Dplimsoll.node=${join(stack.stateDir, "cutoff", node)}`), node).toHaveLength(1);
    const preview = await stack.run("preview", "--non-interactive", "--expect-no-changes");
    expect(preview.code, preview.text).toBe(0);
    expect(preview.text).toMatch(/11 unchanged/);
  });

  test("cut off once more and destroyed at once, nothing is left", async () => {
    await destroy();
    const { child, ended } = await stack.start(...up);
    await sleep(wholeMs / 3);
    child.kill("SIGKILL");
    await ended;
    await unlock();
    await destroy();
    expect((await processesBelow(stack.stateDir)).filter((line) => line.includes("plimsoll.node"))).toEqual([]);
  });
});

/** The CLI's plugins and all that they have started. */
async function descendantsOf(ancestor: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)).map(Number);
  const parents = new Map(await Promise.all(pids.map(async (pid) => [pid, await parentOf(pid)] as const)));
  const below = (parent: number): number[] =>
    pids.filter((pid) => parents.get(pid) === parent).flatMap((pid) => [pid, ...below(pid)]);
  return below(ancestor);
}

/**
 * The command lines of those processes that still run. Brokers run on by themselves and do not count; that a process is
 * one can be seen only now, since at the cut-off it may just have been forked and not yet be what it was forked for.
 */
async function commandsOf(pids: readonly number[]): Promise<string[]> {
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line !== "" && !line.includes("-Dplimsoll.node="));
}

async function parentOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) || null;
}
