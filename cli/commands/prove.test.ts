import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { inSystem, inventory, workload } from "../../components/testing/small-system.ts";
import type { Proof, ProveOptions } from "../../loadgen/index.ts";
import { repeatsSchema } from "../../loadgen/repeats/repeats.ts";
import { proof } from "../../loadgen/report/fixtures.ts";
import { fakeContext } from "../testing/fakes.ts";

const system = { workload, inventory };

/** A program whose proofs come to these verdicts, and what each was asked for. */
function proving(...verdicts: Proof["verdict"][]) {
  const asked: ProveOptions[] = [];
  const prove = async (options: ProveOptions) => {
    asked.push(options);
    return { ...proof, scale: { factor: 0.02, chosen: "a probe" }, verdict: verdicts[asked.length - 1] ?? "pass" };
  };
  return { cli: fakeContext({ loadgen: { prove } }), asked };
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "plimsoll-test-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test("the topics that exist, and the cluster of several, are told", () =>
  inSystem(system, async (dir) => {
    const { cli, asked } = proving();
    expect(await cli.run("prove", dir, "--allow-existing", "events, other", "--cluster", "main")).toBe(0);
    expect(asked[0]).toMatchObject({ existing: ["events", "other"], cluster: "main" });
    expect(await proving().cli.run("prove", dir, "--allow-existing", "a b")).toBe(2);
  }));

test("repeats prove the same load, write each proof, and tell the spread", () =>
  inSystem(system, async (dir) => {
    const { cli, asked } = proving();
    const out = await folder();
    expect(await cli.run("prove", dir, "--repeat", "2", "--out", out, "--json")).toBe(0);
    // The part that the first has found is that of all.
    expect(asked.map(({ scale }) => scale)).toEqual(["auto", 0.02]);
    expect((await readdir(out)).sort()).toEqual(["1", "2", "junit.xml", "repeats.json", "report.html", "summary.md"]);
    const file = (name: string) => readFile(join(out, name), "utf8");
    expect(await file("junit.xml")).toContain('<testsuite name="plimsoll prove claro, run 2"');
    expect(await file("summary.md")).toMatch(/^### claro: pass\n\n2 runs of /);
    expect(await file("report.html")).toContain('<a href="#run-2">Run 2: pass</a>');
    expect(await readdir(join(out, "2"))).toContain("proof.json");
    const repeats = repeatsSchema.parse(JSON.parse(await file("repeats.json")));
    expect(repeats).toEqual(JSON.parse(cli.out()));
    expect(repeats.runs).toHaveLength(2);
    expect(cli.err()).toContain("run 2 of 2: pass");
  }));

test.each([
  [["pass", "fail", "invalid"], 1],
  [["pass", "invalid", "pass"], 4],
] as const)("repeats of %j exit with %i", (verdicts, code) =>
  inSystem(system, async (dir) => {
    const { cli } = proving(...verdicts);
    expect(await cli.run("prove", dir, "--repeat", "3")).toBe(code);
    expect(cli.out()).toMatch(/by 3 runs of the same load/);
  }),
);

test("of a plan with several clusters one has to be named, which is told before one is looked for", async () => {
  const { cli, asked } = proving();
  const keystone = fileURLToPath(new URL("../../stacks/keystone", import.meta.url));
  for (const command of ["prove", "find-max"]) expect(await cli.run(command, keystone)).toBe(2);
  expect(cli.err().match(/error PLM-LOAD-008: the plan keystone has \d+ clusters with topics/g)).toHaveLength(2);
  expect(cli.err()).toMatch(/name it with --cluster: fronting-1, .*consumer-1/);
  expect(asked).toEqual([]);
});

test.each(["0", "101", "x"])("--repeat %s is refused", (times) =>
  inSystem(system, async (dir) => expect(await proving().cli.run("prove", dir, "--repeat", times)).toBe(2)),
);
