import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inSystem, inventory, workload } from "../components/testing/small-system.ts";
import { planSchema } from "../sizing/index.ts";
import { plimsoll } from "./testing/spawn.ts";

const system = { workload, inventory };

test("plans a system as text of at most 80 columns, without colour", async () => {
  await inSystem(system, async (dir) => {
    const { code, out, err } = await plimsoll(["plan", dir]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^small: planned\. 4 brokers carry 10,000 msg\/s \(10 MB\/s in\)/);
    expect(out).toMatch(/< bottleneck/);
    expect(out).not.toContain("\u001b");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

test("--json prints one plan to stdout and nothing else", async () => {
  await inSystem(system, async (dir) => {
    const { code, out, err } = await plimsoll(["plan", dir, "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(planSchema.parse(JSON.parse(out)).verdict).toBe("planned");
  });
});

test("takes the two files by themselves", async () => {
  await inSystem(system, async (dir) => {
    const files = ["--workload", join(dir, "workload.yaml"), "--inventory", join(dir, "inventory.yaml")];
    expect((await plimsoll(["plan", ...files])).code).toBe(0);
    const { code, err } = await plimsoll(["plan", "--workload", join(dir, "workload.yaml")]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error PLM-FILE-001: no inventory is given\n {2}name a folder/);
  });
});

test("a refused plan exits with 3 and says what to do", async () => {
  const tooMuch = workload.replace("10000 msg/s", "50 M msg/s");
  await inSystem({ workload: tooMuch, inventory }, async (dir) => {
    const { code, out, err } = await plimsoll(["plan", dir]);
    expect({ code, err }).toEqual({ code: 3, err: "" });
    expect(out).toMatch(/^small: refused\.\n\nPLM-[A-Z]+-\d+ [\s\S]+ needed, .+ available\n {2}\S/);
    expect((await plimsoll(["plan", dir, "--json"])).code).toBe(3);
    expect((await plimsoll(["up", dir])).code).toBe(3);
  });
});

test("more copies than brokers are refused", async () => {
  await inSystem({ ...system, workload: workload.replace("replication: 3", "replication: 9") }, async (dir) => {
    const { code, out } = await plimsoll(["plan", dir]);
    expect(code).toBe(3);
    expect(out).toMatch(/PLM-REPLICATION-001 brokers: 9 brokers needed, 4 brokers available/);
  });
});

test.each([
  [
    "a wrong unit",
    { ...system, workload: workload.replace("1 kB", "1 kilobeer") },
    /PLM-WORKLOAD-001: .*workload\.yaml has a mistake[\s\S]*topics\.0\.size: .*kilobeer/,
  ],
  [
    "a missing field",
    { ...system, workload: workload.replace("metadata: zookeeper\n", "") },
    /PLM-WORKLOAD-001[\s\S]*metadata: is missing/,
  ],
  [
    "an unknown key",
    { ...system, workload: workload.replace("acks: all", "akcs: all") },
    /PLM-WORKLOAD-001[\s\S]*akcs[\s\S]*did you mean `acks`/,
  ],
  ["YAML that is none", { ...system, workload: `${workload}  - [\n` }, /PLM-YAML-001: .*workload\.yaml:\d+:\d+: /],
  ["a file that is missing", { workload }, /PLM-FILE-002: .*inventory\.yaml does not exist\n {2}name a folder/],
])("%s is bad input: one message, no stack", async (_, files, message) => {
  await inSystem(files, async (dir) => {
    const { code, out, err } = await plimsoll(["plan", dir]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
    expect(err.match(/^error /gm)).toHaveLength(1);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test.each([
  [["plan", ".", "--jsn"], /^error PLM-CLI-001: unknown option '--jsn'\n {2}Did you mean --json\?/],
  [["pln", "."], /^error PLM-CLI-001: unknown command 'pln'\n {2}Did you mean plan\?/],
  [["explain"], /^error PLM-CLI-001: missing required argument 'dir'/],
  [["prove", ".", "--scale", "1/0"], /^error PLM-CLI-002: --scale `1\/0` is no part/],
  [["prove", ".", "--duration", "60 parsecs"], /^error PLM-UNIT-001: --duration: /],
  [["prove", ".", "--driver", "java"], /^error PLM-CLI-001: .*--driver <name>.*java.*plimsoll, kafkajs/i],
])("%j is bad usage and exits with 2", async (words, message) => {
  const { code, out, err } = await plimsoll(words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(message);
});

test("help goes to stdout, and without a command to stderr", async () => {
  const help = await plimsoll(["--help"]);
  expect({ code: help.code, err: help.err }).toEqual({ code: 0, err: "" });
  expect(help.out).toMatch(/^ {2}wizard +\S[\s\S]+^ {2}prove +\S[\s\S]+^Exit codes: 0 done/m);
  for (const words of [
    ["plan", "--help"],
    ["help", "plan"],
  ]) {
    const { code, out } = await plimsoll(words);
    expect({ code, examples: out.includes("Examples:\n  plimsoll plan") }).toEqual({ code: 0, examples: true });
  }
  const none = await plimsoll([]);
  expect({ code: none.code, out: none.out }).toEqual({ code: 2, out: "" });
  expect(none.err).toContain("Usage: plimsoll");
});

test("FORCE_COLOR colours a pipe, NO_COLOR never", async () => {
  await inSystem(system, async (dir) => {
    expect((await plimsoll(["plan", dir], { FORCE_COLOR: "1" })).out).toContain("\u001b[");
    expect((await plimsoll(["plan", dir], { NO_COLOR: "1" })).out).not.toContain("\u001b[");
  });
});

test("status of a system that is not up is no error", async () => {
  const state = await mkdtemp(join(tmpdir(), "plimsoll-state-"));
  try {
    await inSystem(system, async (dir) => {
      const env = { PLIMSOLL_STATE: state };
      expect(await plimsoll(["status", dir], env)).toEqual({ code: 0, out: "no cluster small runs here\n", err: "" });
      expect((await plimsoll(["status", dir, "--json"], env)).out).toBe("null\n");
      const proof = await plimsoll(["prove", dir], env);
      expect({ code: proof.code, out: proof.out }).toEqual({ code: 5, out: "" });
      expect(proof.err).toMatch(/^error PLM-CLI-003: no cluster small runs here\n {2}run `plimsoll up /);
    });
  } finally {
    await rm(state, { recursive: true, force: true });
  }
});

const olderNode = ["/usr/bin/node", "/usr/local/bin/node"].find(existsSync);

test.runIf(olderNode)("another Node on PATH hands over to the package's own, with its exit code", async () => {
  expect(await plimsoll(["plan", "--jsn"], {}, olderNode)).toMatchObject({ code: 2, out: "" });
  expect((await plimsoll(["--version"], {}, olderNode)).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
