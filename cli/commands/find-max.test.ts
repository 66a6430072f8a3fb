import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import { foundMax, limited, windowAt } from "../../loadgen/find-max/fixtures.ts";
import { type FindMax, findMaxSchema } from "../../loadgen/find-max/result.ts";
import type { FindMaxOptions } from "../../loadgen/index.ts";
import { fakeContext } from "../testing/fakes.ts";

const system = { workload, inventory };
const {
  verdict: _,
  rate: __,
  bytesPerSecond: ___,
  ofPlan: ____,
  ...common
} = foundMax as Extract<FindMax, { verdict: "found" }>;

/** A program whose search gives `result`, and what it was asked for. */
function searching(result: FindMax = foundMax) {
  const asked: FindMaxOptions[] = [];
  const findMaxRate = async (options: FindMaxOptions) => {
    asked.push(options);
    for (const step of result.steps) options.onStep?.(step);
    return result;
  };
  return { cli: fakeContext({ loadgen: { findMaxRate } }), asked };
}

test("prints the rate and each step of the search, which is told on the way", async () => {
  await inSystem(system, async (dir) => {
    const { cli, asked } = searching();
    expect(await cli.run("find-max", dir)).toBe(0);
    expect(asked[0]).toMatchObject({ stepSeconds: 8, warmupSeconds: 2, repeats: 6 });
    expect(asked[0]!.objective).toEqual({ percentile: "p99", belowMs: 1000, from: "default" });
    expect(cli.err()).toMatch(/^preparing the search: .*\nstep 1: 10,000 msg\/s kept at 35 ms\n/);
    expect(cli.err()).toContain("step 3: 40,000 msg/s missed: 1,400 ms, not p99 < 1,000 ms; the backlog grew");
    expect(cli.out()).toMatch(/^small: the highest rate is 20,200 msg\/s \(19,900 to 20,500 with 95\s%/);
    expect(cli.out()).toContain("2.02 of the plan");
    expect(cli.out().match(/ (kept|missed)\b/g)).toHaveLength(5);
    for (const line of cli.out().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

test("takes its objective from the command line before that of the workload, and writes what it found", async () => {
  const told = workload.replace("objectives: {", "objectives: { produceP99: 50 ms,");
  const out = await mkdtemp(join(tmpdir(), "plimsoll-out-"));
  try {
    await inSystem({ workload: told, inventory }, async (dir) => {
      const first = searching();
      expect(await first.cli.run("find-max", dir)).toBe(0);
      expect(first.asked[0]!.objective).toEqual({ percentile: "p99", belowMs: 50, from: "workload" });
      const { cli, asked } = searching();
      const words = ["--keep", "p50<20ms", "--step", "20s", "--repeats", "9", "--out", out, "--json"];
      expect(await cli.run("find-max", dir, ...words)).toBe(0);
      expect(asked[0]).toMatchObject({ stepSeconds: 20, repeats: 9, objective: { percentile: "p50", belowMs: 20 } });
      expect(findMaxSchema.parse(JSON.parse(cli.out()))).toEqual(foundMax);
      expect(JSON.parse(await readFile(join(out, "find-max.json"), "utf8"))).toEqual(foundMax);
    });
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});

test("exits with 4 where the machine was the limit, and with 1 where no rate was kept", async () => {
  const steps = [windowAt(10_000), windowAt(20_000, limited)];
  const why = "at the edge the CPU of the generator's machine was 99 % busy";
  await inSystem(system, async (dir) => {
    const invalid = searching({ ...common, steps, verdict: "invalid", why, atLeast: 10_000 }).cli;
    expect(await invalid.run("find-max", dir)).toBe(4);
    expect(invalid.out()).toMatch(
      /^small: no answer: at the edge the CPU .* was 99 % busy;\n10,000 msg\/s were kept at least\n/,
    );
    const none = searching({ ...common, steps, verdict: "none", least: 9.8 }).cli;
    expect(await none.run("find-max", dir)).toBe(1);
    expect(none.out()).toMatch(/^small: the objective is kept at no rate: not even at 10 msg\/s\n/);
  });
});

test.each([
  ["--keep", "p99", "PLM-FIND-001"],
  ["--repeats", "1", "PLM-CLI-002"],
  ["--step", "1s", "PLM-CLI-002"],
])("%s %s is bad usage and exits with 2", async (option, value, code) => {
  await inSystem(system, async (dir) => {
    const { cli, asked } = searching();
    expect(await cli.run("find-max", dir, option, value)).toBe(2);
    expect(cli.err()).toContain(`error ${code}: `);
    expect(asked).toEqual([]);
  });
});

test("the help has examples, and keeps to 80 columns", async () => {
  const cli = fakeContext();
  expect(await cli.run("find-max", "--help")).toBe(0);
  expect(cli.out()).toContain("plimsoll find-max stacks/claro --keep 'p99<100ms'");
  for (const line of cli.out().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});
