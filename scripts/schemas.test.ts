import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildProgram } from "../cli/program.ts";
import { processTerminal } from "../cli/terminal.ts";
import { plimsoll } from "../cli/testing/spawn.ts";
import { foundMax } from "../loadgen/find-max/fixtures.ts";
import { repeatsOf } from "../loadgen/repeats/repeats.ts";
import { failedProof, mark, proof } from "../loadgen/report/fixtures.ts";
import { calibrationRun } from "../loadgen/testing/calibration-run.ts";
import { type Printed, printedBy } from "./schemas/all.ts";

const published = (name: Printed) =>
  z.fromJSONSchema(JSON.parse(readFileSync(new URL(`../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

test("the JSON Schemas in docs/schema are those of the zod schemas", () => {
  const script = new URL("schemas.ts", import.meta.url).pathname;
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8", timeout: 15_000 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("every command that prints JSON has a schema for it", async () => {
  const program = await buildProgram(
    { terminal: processTerminal() },
    async () => {},
    () => true,
  );
  const printing = program.commands.filter(({ options }) => options.some(({ long }) => long === "--json"));
  expect(printing.map((command) => command.name()).toSorted()).toEqual(Object.keys(printedBy).toSorted());
});

describe("what a command prints is as its published schema says", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "plimsoll-schemas-"));
    await writeFile(join(dir, "proof.json"), JSON.stringify(proof));
    await writeFile(join(dir, "failed.json"), JSON.stringify({ ...failedProof, run: "failed" }));
    await mkdir(join(dir, "refused"));
    for (const file of ["workload.yaml", "inventory.yaml"]) {
      const text = readFileSync(new URL(`../stacks/claro/${file}`, import.meta.url), "utf8");
      await writeFile(join(dir, "refused", file), text.replace("count: 5", "count: 1"));
    }
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test.each<[Printed, string]>([
    ["plan", "plan stacks/keystone"],
    ["plan", "plan stacks/ute"],
    ["plan", "up DIR/refused"],
    ["plan", "k6 DIR/refused --scale 1/100 --out DIR/k6"],
    ["reason", "explain stacks/claro clusters.main.brokers"],
    ["explanation", "explain stacks/claro"],
    ["capacity", "capacity stacks/cern-qa"],
    ["what-if", "what-if stacks/cern-qa"],
    ["report", "report stacks/keystone"],
    ["report", "report stacks/claro --proof DIR/failed.json"],
    ["report", "report stacks/claro --proof DIR/failed.json --compare DIR/proof.json"],
    ["report", "report stacks/cern-prod --compare stacks/cern-qa"],
    ["wizard", "wizard --from stacks/cern-qa --name mine --yes --out DIR/mine"],
    ["k6-load", "k6 stacks/claro --scale 1/100 --out DIR/k6"],
    ["status", "status stacks/claro"],
    ["down", "down stacks/claro"],
    ["doctor", "doctor"],
    ["cache", "cache"],
    ["cache", "cache clear --yes"],
  ])("%s: %s", async (name, line) => {
    const words = line.replaceAll("DIR", dir).split(" ");
    const env = { PLIMSOLL_STATE: join(dir, "state"), PLIMSOLL_CACHE: join(dir, "cache") };
    const { out } = await plimsoll([...words, "--json"], env);
    const { error } = published(name).safeParse(JSON.parse(out));
    expect(error?.issues ?? []).toEqual([]);
  });

  // These take a cluster; the tests of their commands parse what they print by the same schemas.
  test.each<[Printed, unknown]>([
    ["proof", failedProof],
    ["repeats", repeatsOf([proof, failedProof])],
    ["mark", mark],
    ["find-max", foundMax],
    ["calibration-run", calibrationRun],
  ])("%s", (name, value) => {
    expect(published(name).safeParse(JSON.parse(JSON.stringify(value))).error?.issues ?? []).toEqual([]);
  });

  test("and not otherwise", () => {
    expect(published("calibration-run").safeParse({ ...calibrationRun, more: 1 }).success).toBe(false);
    expect(published("doctor").safeParse({ schema: "plimsoll/doctor@1", verdict: "ready" }).success).toBe(false);
  });
});
