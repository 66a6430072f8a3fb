import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plain } from "../terminal.ts";
import { plimsoll } from "../testing/spawn.ts";
import { renderExamination } from "../views/doctor.ts";
import { examinationSchema, examine } from "./examine.ts";
import { ownSurroundings, type Surroundings } from "./surroundings.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-doctor-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** A folder for the PATH with programs that write `text` wherever one may look for it. */
async function bin(name: string, programs: Record<string, string>): Promise<string> {
  const folder = join(dir, name);
  await mkdir(folder, { recursive: true });
  for (const [program, text] of Object.entries(programs)) {
    await writeFile(join(folder, program), `#!/bin/sh\necho '${text}'\necho '${text}' >&2\n`);
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

const machine = (path: string, more: Partial<Surroundings> = {}): Surroundings => ({
  ...ownSurroundings({ PATH: path, HOME: dir, PLIMSOLL_CACHE: join(dir, "cache"), PLIMSOLL_STATE: join(dir, "state") }),
  ...{ system: "linux x64", isRoot: true, clone: null, machine: { cores: 4, memoryBytes: 8e9 } },
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

test("another system than Linux is told of, and narrowing wants its programs and root", async () => {
  const path = await bin("narrow", { ip: "", tc: "" });
  expect(await stateOf(machine(path, { system: "darwin arm64" }), "System")).toMatchObject({ state: "degraded" });
  expect(await stateOf(machine(path), "Narrowing")).toMatchObject({ state: "ok" });
  expect(await stateOf(machine(path, { isRoot: false }), "Narrowing")).toMatchObject({ remedy: "run it as root" });
  expect(await stateOf(machine(await bin("empty", {})), "Narrowing")).toMatchObject({
    remedy: expect.stringContaining("iproute2"),
  });
});

describe("in a clone of the repository", () => {
  const clone = (path: string, more: Partial<Surroundings> = {}) =>
    machine(path, { clone: join(import.meta.dirname, "..", ".."), ...more });
  const go = (version: string) => bin(`go-${version}`, { go: `go${version}` });

  test("what tests run is looked for, and an installed package has none", async () => {
    const path = await bin("full", { tmux: "", openssl: "", "google-chrome": "" });
    for (const name of ["tmux", "OpenSSL", "Chromium"]) {
      expect(await stateOf(clone(path), name)).toMatchObject({ state: "ok", part: "further" });
      expect(await stateOf(clone(await bin("empty", {})), name)).toMatchObject({ state: "missing" });
      expect(await stateOf(machine(path), name)).toBeUndefined();
    }
    const env = { PATH: "", CHROMIUM: "/opt/chrome" };
    const named = await stateOf(clone("", { env }), "Chromium");
    expect(named).toMatchObject({ state: "ok", found: "/opt/chrome, as CHROMIUM says" });
  });

  test("a Go that is too old is not one, and none is wanted where everything is built", async () => {
    expect(await stateOf(clone(await go("1.99.0")), "Go")).toMatchObject({ state: "ok" });
    expect(await stateOf(clone(await go("1.9.10")), "Go")).toMatchObject({
      state: "missing",
      found: expect.stringMatching(/^1\.9\.10 .*older than 1\.25\./),
    });
    const cacheDir = join(dir, "built");
    for (const name of ["pulumi-3.246.0-0f", "k6-1.8.1-0f"]) await mkdir(join(cacheDir, name), { recursive: true });
    expect(await stateOf(clone(await bin("empty", {}), { cacheDir }), "Go")).toMatchObject({ state: "ok" });
    expect(await stateOf(clone(await bin("empty", {}), { cacheDir }), "k6")).toMatchObject({ state: "ok" });
  });
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
  expect(examinationSchema.parse(JSON.parse(out))).toMatchObject({ verdict: "lacking" });
});
