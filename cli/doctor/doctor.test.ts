import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plain } from "../terminal.ts";
import { plimsoll } from "../testing/spawn.ts";
import { renderExamination } from "../views/doctor.ts";
import { examine } from "./examine.ts";
import { ownSurroundings, type Surroundings } from "./surroundings.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-doctor-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A folder for the PATH with programs that write `text` to stderr. */
async function bin(name: string, programs: Record<string, string>): Promise<string> {
  const folder = join(dir, name);
  await mkdir(folder, { recursive: true });
  for (const [program, text] of Object.entries(programs)) {
    await writeFile(join(folder, program), `#!/bin/sh\necho '${text}' >&2\n`);
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

const machine = (path: string, more: Partial<Surroundings> = {}): Surroundings => ({
  ...ownSurroundings({ PATH: path, HOME: dir, PLIMSOLL_CACHE: join(dir, "cache"), PLIMSOLL_STATE: join(dir, "state") }),
  machine: { cores: 4, memoryBytes: 8e9 },
  kernel: async () =>
    "Limit  Soft  Hard  Units\nMax open files            65536                1048576              files\n",
  ...more,
});

const stateOf = async (surroundings: Surroundings, name: string) =>
  (await examine(surroundings)).findings.find((finding) => finding.name === name);

test("a machine with Java, Maven, memory and room is ready, whatever else it lacks", async () => {
  const path = await bin("full", { java: 'openjdk version "21.0.2"', mvn: "" });
  const { verdict, findings } = await examine(machine(path));
  expect(verdict).toBe("ready");
  expect(findings.find(({ name }) => name === "Java")).toMatchObject({ state: "ok", found: `21 (${path}/java)` });
  expect(findings.find(({ name }) => name === "Pulumi CLI")).toMatchObject({ state: "missing", part: "further" });
});

test("without Java or Maven the main job cannot run, and each says how to get it", async () => {
  const { verdict, findings } = await examine(machine(await bin("empty", {})));
  expect(verdict).toBe("lacking");
  for (const name of ["Java", "Maven"])
    expect(findings.find((finding) => finding.name === name)).toMatchObject({
      state: "missing",
      remedy: expect.stringMatching(/install/i),
    });
  const old = machine(await bin("old", { java: 'java version "1.8.0_412"', mvn: "" }));
  expect(await stateOf(old, "Java")).toMatchObject({ state: "missing", found: expect.stringContaining("older") });
});

test("memory and open files are judged by what a cluster takes", async () => {
  const path = await bin("full", { java: 'openjdk version "21.0.2"', mvn: "" });
  const small = { cores: 1, memoryBytes: 2e9 };
  expect(await stateOf(machine(path, { machine: small }), "Memory")).toMatchObject({ state: "degraded" });
  const tiny = { cores: 1, memoryBytes: 0.5e9 };
  expect((await examine(machine(path, { machine: tiny }))).verdict).toBe("lacking");
  const limits = (soft: string, hard: string) => async () => `Max open files  ${soft}  ${hard}  files\n`;
  expect(await stateOf(machine(path, { kernel: limits("1024", "4096") }), "Open files")).toMatchObject({
    state: "degraded",
    remedy: "raise it to 4096: ulimit -n 4096",
  });
  expect(await stateOf(machine(path, { kernel: async () => null }), "Open files")).toMatchObject({ state: "ok" });
});

test("the text has 80 columns and names what needs each thing that is lacking", async () => {
  const found = await examine(machine(await bin("empty", {})));
  const text = renderExamination(found, plain);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  const lacking = found.findings.filter(({ state }) => state !== "ok").length;
  expect(text.match(/to do: /g)).toHaveLength(lacking);
  expect(text.match(/needed by: /g)).toHaveLength(lacking);
});

test("the command exits with 5 where Java is missing, and prints one object for programs", async () => {
  const env = { PATH: await bin("empty", {}), JAVA_HOME: "", PLIMSOLL_CACHE: join(dir, "cache") };
  const { code, out, err } = await plimsoll(["doctor", "--json"], env);
  expect({ code, err }).toEqual({ code: 5, err: "" });
  expect(JSON.parse(out)).toMatchObject({ schema: "plimsoll/doctor@1", verdict: "lacking" });
});
