import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inventory, workload } from "../components/testing/small-system.ts";
import { proof } from "../loadgen/report/fixtures.ts";
import { type Example, examplesOf } from "./command-help.ts";
import { commands } from "./command-list.ts";
import { buildProgram } from "./program.ts";
import { fakeContext, fakeTerminal, status } from "./testing/fakes.ts";

const program = await buildProgram(
  { terminal: fakeTerminal() },
  async () => {},
  () => true,
);

test("the help of the program fits a screen beside the prompt, and names every command once", async () => {
  const lines = program.helpInformation().trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(23);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  const named = lines.flatMap((line) => [...line.matchAll(/(?<=^ {2}|(?<=.{37}) {3})[a-z0-9-]+(?= {2})/g)].map(String));
  expect(named.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
});

test("each command of the list adds the command of its name, and no other", () => {
  expect(program.commands.map((command) => command.name())).toEqual(commands.map(({ name }) => name));
});

const all = program.commands.map((command): [string, Command] => [command.name(), command]);

test.each(all)("the help of %s says what it does and has examples of it, in 80 columns", (name, command) => {
  expect(command.description()).toMatch(/^[A-Z].*\.$/);
  expect(examplesOf(command).filter(({ words }) => words[0] === name)).not.toEqual([]);
  for (const line of command.helpInformation().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

/** Why an example is taken apart and not run. */
const onlyParsed = ({ words }: Example): string | null => {
  if (words[0] === "ingest") return "it serves until it is stopped";
  if (words[0] === "wizard" && !words.includes("--yes")) return "it asks in a terminal";
  if (words[0] === "doctor") return "its exit code is this machine's";
  if (words[0] === "observe") return "it asks a cluster";
  if (words.includes("--stack")) return "it asks the Pulumi CLI";
  return null;
};

const allRun = {
  ...status,
  nodes: status.nodes.map((node) => ({ ...node, state: "running" as const, pid: node.pid ?? 4003 })),
};
const held = { status: async () => allRun, operate: async () => {}, release: async () => {} };

/**
 * With clusters and loads that are fakes. What an example writes, one of a later command reads, as in life.
 */
describe("every example", () => {
  const before = process.cwd();
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "plimsoll-examples-"));
    await cp(fileURLToPath(new URL("../stacks", import.meta.url)), join(dir, "stacks"), { recursive: true });
    await mkdir(join(dir, "results"));
    const files = {
      "load.yaml": workload,
      "hosts.yaml": inventory,
      "client.properties": "bootstrap.servers=k1:9092\n",
      token: "a token that is long enough for the examples\n",
      "results/proof.json": JSON.stringify(proof),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    process.chdir(dir);
    vi.stubEnv("PLIMSOLL_AGENT_TOKEN", files.token);
    vi.stubEnv("PLIMSOLL_CACHE", join(dir, "cache"));
    await mkdir(join(dir, "cache", "kafka-3.9.2-0f0f0f0f"), { recursive: true });
    await mkdir(join(dir, "cache", "k6-1.8.1-0f0f0f0f"));
  });
  afterAll(async () => {
    process.chdir(before);
    vi.unstubAllEnvs();
    await rm(dir, { recursive: true, force: true });
  });

  const examples = all.flatMap(([, command]) => examplesOf(command)).map((one): [string, Example] => [one.text, one]);
  test.each(examples)(
    "%s",
    async (_, example) => {
      const reason = onlyParsed(example);
      if (reason === null) {
        const cli = fakeContext({ components: { status: async () => allRun, holdCluster: async () => held } });
        const code = await cli.run(...example.words);
        expect({ code, err: code === 0 ? "" : cli.err() }).toEqual({ code: 0, err: "" });
      } else {
        console.log(`only parsed, since ${reason}: ${example.text}`);
        let performed = 0;
        const parser = await buildProgram(
          { terminal: fakeTerminal() },
          async () => void performed++,
          () => true,
        );
        await parser.parseAsync([...example.words], { from: "user" });
        expect(performed).toBe(1);
      }
    },
    60_000,
  );
});
