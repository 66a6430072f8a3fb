import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { fakeContext } from "../testing/fakes.ts";
import type { Asker } from "./asker.ts";
import { keep, readKept } from "./kept.ts";
import { reduce, type WizardEvent } from "./model/reduce.ts";
import { beginWizard, openWizard } from "./model/state.ts";
import { readOrigin, templates } from "./origins.ts";
import { runWizard } from "./run.ts";

const claro = join(import.meta.dirname, "../../stacks/claro");
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plimsoll-wizard-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("--yes writes what --from gives, under another name, with its plan as JSON", async () => {
  const { run, out } = fakeContext();
  const stack = join(folder, "stacks", "mine");
  expect(await run("wizard", "--from", claro, "--name", "mine", "--out", stack, "--yes", "--json")).toBe(0);
  expect(JSON.parse(out())).toMatchObject({
    schema: "plimsoll/wizard@1",
    name: "mine",
    folder: stack,
    files: [{ state: "new" }, { state: "new" }, { path: join(folder, "stacks", "Pulumi.mine.yaml"), state: "new" }],
    plan: { schema: "plimsoll/plan@1", name: "mine", verdict: "planned" },
  });
  // But for the first line, which leads editors to the schema.
  const belowFirst = async (path: string) => (await readFile(path, "utf8")).replace(/^.*\n/, "");
  const text = await belowFirst(join(claro, "workload.yaml"));
  expect(await belowFirst(join(stack, "workload.yaml"))).toBe(text.replace("name: claro", "name: mine"));
  expect(await belowFirst(join(stack, "inventory.yaml"))).toBe(await belowFirst(join(claro, "inventory.yaml")));
  const environment = parseDocument(await readFile(join(folder, "stacks", "Pulumi.mine.yaml"), "utf8")).toJS();
  expect(environment.config).toEqual({
    "plimsoll:system": "stacks/mine",
    "plimsoll:target": "local",
    "plimsoll:protect": false,
  });
});

test("what is there and the same is left alone; what differs is written over", async () => {
  const { run, out } = fakeContext();
  const words = ["wizard", "--from", claro, "--out", join(folder, "mine"), "--yes", "--json"];
  await run(...words);
  await writeFile(join(folder, "mine", "inventory.yaml"), "old\n");
  const second = fakeContext();
  expect(await second.run(...words)).toBe(0);
  expect(JSON.parse(second.out()).files.map(({ state }: { state: string }) => state)).toEqual(["unchanged", "changed"]);
  expect(JSON.parse(out()).files, "no environment outside of stacks").toHaveLength(2);
});

test("settings of an environment that is there are left alone", async () => {
  const out = join(folder, "stacks", "mine");
  const environment = join(folder, "stacks", "Pulumi.mine.yaml");
  await mkdir(join(folder, "stacks"));
  await writeFile(environment, "config:\n  plimsoll:basePort: 20000\n");
  const { run, out: printed } = fakeContext();
  expect(await run("wizard", "--from", claro, "--out", out, "--yes", "--json")).toBe(0);
  expect(JSON.parse(printed()).files[2]).toEqual({ path: environment, state: "unchanged" });
  expect(await readFile(environment, "utf8")).toBe("config:\n  plimsoll:basePort: 20000\n");
});

test("a measured calibration comes along", async () => {
  await mkdir(join(folder, "from"));
  for (const file of ["workload.yaml", "inventory.yaml"])
    await writeFile(join(folder, "from", file), await readFile(join(claro, file)));
  const calibration = "name: bench\nmeasured: 2026-11-01\nsource: here\ncosts: { cpuPerGigabyteWritten: 1.4 }\n";
  await writeFile(join(folder, "from", "calibration.yaml"), calibration);
  const { run, err } = fakeContext();
  const code = await run("wizard", "--from", join(folder, "from"), "--out", join(folder, "to"), "--yes");
  expect([code, err()]).toEqual([0, ""]);
  expect(await readFile(join(folder, "to", "calibration.yaml"), "utf8")).toBe(calibration);
});

test.each([
  ["nothing to begin with", [], /PLM-WIZARD-002.*nothing to begin with/],
  ["no such folder", ["--from", "/nowhere"], /PLM-FILE-002.*\/nowhere/],
  ["a workload by itself", ["--from", "load.yaml"], /PLM-WIZARD-002.*no inventory\.yaml/],
  ["a name that no system may have", ["--from", claro, "--name", "Not A Name"], /PLM-WORKLOAD-001/],
])("%s: says so and writes nothing", async (_, words, message) => {
  await writeFile(join(folder, "load.yaml"), await readFile(join(claro, "workload.yaml")));
  const { run, err } = fakeContext();
  const placed = words.map((word) => (word === "load.yaml" ? join(folder, word) : word));
  expect(await run("wizard", ...placed, "--out", join(folder, "to"), "--yes")).toBe(2);
  expect(err()).toMatch(message);
  expect(await readdir(folder)).toEqual(["load.yaml"]);
});

test("a refused system is written, and refused", async () => {
  const { run, out } = fakeContext();
  const text = await readFile(join(claro, "workload.yaml"), "utf8");
  await writeFile(join(folder, "workload.yaml"), text.replace("485000 msg/s", "48 M msg/s"));
  await writeFile(join(folder, "inventory.yaml"), await readFile(join(claro, "inventory.yaml")));
  expect(await run("wizard", "--from", folder, "--out", join(folder, "to"), "--yes")).toBe(3);
  expect(out()).toContain("refused");
});

test("what was answered is kept and found again, with the place where it was left", async () => {
  const opened = openWizard(await readOrigin(claro, "stacks/mine"));
  const state = [
    { type: "screen", by: 1 },
    { type: "answer", id: "workload:topics.0.retention", text: "9 h" },
  ].reduce((left, event) => reduce(left, event as Parameters<typeof reduce>[1]), opened);
  await keep(state, folder);
  const kept = await readKept(folder);
  expect(kept).toEqual({ draft: state.draft, mark: { screen: "keep", furthest: 2, topic: 0, group: 0 } });
  const resumed = reduce(beginWizard([], kept), { type: "screen", by: 1 });
  expect(resumed).toMatchObject({ screen: "keep", start: "where you left off: claro", draft: state.draft });
});

/** Someone who sends these events and then ends. */
const asker =
  (how: "write" | "left", ...events: readonly WizardEvent[]) =>
  async (): Promise<Asker> => ({
    ask: async (session) => {
      for (const event of events) session.send(event);
      return how;
    },
    askNext: async () => "up",
    close: () => {},
  });
const retention: WizardEvent = { type: "answer", id: "workload:topics.0.retention", text: "9 h" };

test("who leaves goes on later where it was left; what was written is forgotten", async () => {
  const { context, calls } = fakeContext();
  const options = { from: claro, out: join(folder, "mine") };
  const leaving = runWizard(context, options, asker("left", { type: "screen", by: 1 }, retention), folder);
  await expect(leaving).rejects.toMatchObject({
    code: "PLM-INTERRUPT-001",
    message: expect.stringContaining("are kept"),
  });
  expect(await readdir(folder), "nothing was written").toEqual(["draft.json"]);

  const going = asker("write", { type: "screen", by: 1 });
  expect(await runWizard(context, { out: options.out }, going, folder)).toBe(0);
  expect(await readFile(join(folder, "mine", "workload.yaml"), "utf8")).toContain("retention: 9 h\n");
  expect(calls).toContain("up claro");
  expect(await readKept(folder)).toBeNull();
});

test("who leaves without an answer leaves an older draft as it is", async () => {
  const { context } = fakeContext();
  await expect(
    runWizard(context, { from: claro }, asker("left", { type: "go", screen: "keep" }, retention), folder),
  ).rejects.toThrow("are kept");
  const before = await readKept(folder);
  await expect(runWizard(context, {}, asker("left"), folder)).rejects.toThrow("nothing was written");
  expect(await readKept(folder)).toEqual(before);
  await expect(runWizard(context, { fresh: true }, asker("left"), folder)).rejects.toThrow("nothing was written");
  expect(await readKept(folder)).toBeNull();
});

test("a draft that cannot be read is as none", async () => {
  expect(await readKept(folder)).toBeNull();
  await writeFile(join(folder, "draft.json"), '{"schema":"plimsoll/wizard-draft@0"}');
  expect(await readKept(folder)).toBeNull();
});

test("the systems that come along are templates with names of their own", async () => {
  const found = await templates("stacks/mine");
  expect(found.map(({ title }) => title.split(":")[0])).toEqual([
    "claro",
    "ute",
    "flafka",
    "keystone",
    "cern-qa",
    "cern-prod",
  ]);
  expect(found[0]!.workload).toContain("name: my-claro\n");
});

test.each(["stacks/mine", join(tmpdir(), "elsewhere")])("a copy in %s names the schemas from there", async (target) => {
  const [first] = await templates(target);
  for (const text of [first!.workload, first!.inventory]) {
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)!;
    expect(JSON.parse(await readFile(join(target, schema!), "utf8"))).toHaveProperty("title");
  }
});
